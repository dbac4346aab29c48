package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** People let a program act for them, once, and see what they let it do. */
class ConsentTest extends OnPrograms {
  @Autowired JdbcClient jdbc;
  @Autowired Clients clients;
  @Autowired Permissions permissions;
  @Autowired PasswordEncoder passwords;

  private static String thirdParty(String id, String more) {
    return "{\"id\":\"%s\",\"scopes\":[\"read\",\"write\",\"operate\"],\"redirectUris\":[\"%s\"],\"confidential\":false%s}"
        .formatted(id, BACK, more);
  }

  @Test
  void aProgramOfOthersIsLetInByThePersonOnce() {
    register(thirdParty("carnet", ",\"school\":\"0990001X\""));
    visitor.signIn("demo-teacher", "demo");

    String asked = location(visitor.page(authorize("carnet", "read write", BACK)));
    assertThat(asked).contains("/oauth2/consent");
    HttpResponse<String> page = visitor.page(asked.substring(asked.indexOf("/oauth2/consent")));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "carnet",
            "Lire ce que vous pouvez lire.",
            "Enregistrer ce que vous pouvez enregistrer.",
            "Dans l’établissement 0990001X seulement.")
        .doesNotContain("Administrer");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .endsWith("form-action 'self' http://127.0.0.1:9");
    String back = location(consent(visitor, "carnet", state(asked), "read"));
    assertThat(back).startsWith(BACK).contains("code=");
    assertThat(location(visitor.page(authorize("carnet", "read", BACK))))
        .startsWith(BACK)
        .contains("code=");
    assertThat(location(visitor.page(authorize("carnet", "read write", BACK))))
        .contains("/oauth2/consent");
    assertThat(visitor.page("/account").body()).contains("carnet</strong>", "Vous l’avez accepté");
  }

  @Test
  void whoRefusesLetsNobodyIn() {
    register(thirdParty("refused", ""));
    visitor.signIn("demo-teacher", "demo");

    String asked = location(visitor.page(authorize("refused", "read", BACK)));
    String back = location(consent(visitor, "refused", state(asked), ""));

    assertThat(back).startsWith(BACK).contains("error=access_denied").doesNotContain("code=");
    assertThat(consent(visitor, "refused", state(asked), "read").statusCode()).isEqualTo(400);
  }

  @Test
  void aQuestionIsAnsweredByTheOneItWasPutToAndNoFurtherThanItGoes() {
    register(thirdParty("curious", ""));
    visitor.signIn("demo-teacher", "demo");
    String asked = location(visitor.page(authorize("curious", "read", BACK)));
    Visitor other = new Visitor(port);
    other.signIn("demo-admin", "demo");

    String address = asked.substring(asked.indexOf("/oauth2/consent"));
    assertThat(other.page(address).statusCode()).isEqualTo(404);
    assertThat(location(consent(other, "curious", state(asked), "read"))).doesNotContain("code=");
    assertThat(location(consent(visitor, "curious", state(asked), "operate")))
        .doesNotContain("code=");
  }

  @Test
  void aProgramOfOneSchoolActsForNobodyOfAnotherAndReachesNoOther() {
    register(thirdParty("elsewhere", ",\"school\":\"0990002Y\""));
    visitor.signIn("demo-teacher", "demo");
    assertThat(location(visitor.page(authorize("elsewhere", "read", BACK))))
        .startsWith(BACK)
        .contains("error=access_denied");

    Visitor administrator = new Visitor(port);
    administrator.signIn("demo-admin", "demo");
    String token =
        JsonPath.read(
            exchange("elsewhere", code(administrator, "elsewhere", ALL), VERIFIER).body(),
            "$.access_token");
    assertThat(get("/api/read-models", token).statusCode()).isEqualTo(404);
    assertThat(get("/api/classes", token).body()).isEqualTo("[]");
    HttpResponse<String> grant =
        visitor.json(
            "POST",
            "/api/accounts",
            "{\"login\":\"of.demo\",\"roles\":[\"TEACHER\"],\"scope\":{\"school\":\"0990001X\"}}",
            "Authorization",
            "Bearer " + token);
    assertThat(grant.statusCode()).isEqualTo(403);
    assertThat(grant.body()).contains("scope.school");
  }

  @Test
  void aProgramDoesNothingWithSomebodysOwnAccount() {
    register(thirdParty("meddling", ""));
    Visitor administrator = new Visitor(port);
    administrator.signIn("demo-admin", "demo");
    String token =
        JsonPath.read(
            exchange("meddling", code(administrator, "meddling", ALL), VERIFIER).body(),
            "$.access_token");

    for (String address : new String[] {"/account/sessions", "/account/programs/end"}) {
      assertThat(
              new Visitor(port)
                  .post(
                      address,
                      Map.of("everywhere", "yes", "program", UUID.randomUUID().toString()),
                      "Authorization",
                      "Bearer " + token)
                  .statusCode())
          .as(address)
          .isEqualTo(404);
    }
    assertThat(get("/account", token).statusCode()).isEqualTo(404);
    assertThat(administrator.page("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void oneProgramIsCountedAsOneHoweverItIsSpelt() {
    jdbc.sql("delete from signin.attempt").update();
    Map<String, String> grant = Map.of("grant_type", "client_credentials");
    for (String id : new String[] {"spelt", "%73pelt", "s%70elt", "SPELT", "spelt+", "%20spelt"}) {
      String basic = Base64.getEncoder().encodeToString((id + ":guess").getBytes());
      visitor.post("/oauth2/token", grant, "Authorization", "Basic " + basic);
      visitor.post("/oauth2/token", grant, "Authorization", "bAsIc  " + basic);
    }
    visitor.post(
        "/oauth2/token",
        Map.of("grant_type", "client_credentials", "client_id", "spelt", "client_secret", "guess"));
    visitor.post(
        "/oauth2/token?client_id=other",
        Map.of("grant_type", "client_credentials", "client_id", "spelt", "client_secret", "guess"));

    assertThat(jdbc.sql("select max(failures) from signin.attempt").query(Integer.class).single())
        .isGreaterThanOrEqualTo(8);
    assertThat(jdbc.sql("select count(*) from signin.attempt").query(Long.class).single())
        .as("the program here, the program anywhere, and the address")
        .isLessThanOrEqualTo(5);
  }

  @Test
  void anUnknownProgramCostsAsManyHashesAsAKnownOne() {
    register(thirdParty("without-secret", ""));
    AtomicInteger hashes = new AtomicInteger();
    PasswordEncoder counting =
        new PasswordEncoder() {
          @Override
          public String encode(@Nullable CharSequence secret) {
            return String.valueOf(passwords.encode(secret));
          }

          @Override
          public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
            hashes.incrementAndGet();
            return passwords.matches(secret, hash);
          }
        };
    ClientSecretAuthenticationProvider secrets =
        new ClientSecretAuthenticationProvider(clients, permissions);
    secrets.setPasswordEncoder(counting);
    SameWork work = new SameWork(secrets, clients, counting);

    for (String id : List.of("demo", "no-such-program", "without-secret")) {
      hashes.set(0);
      assertThatThrownBy(
              () ->
                  work.authenticate(
                      new OAuth2ClientAuthenticationToken(
                          id, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "guess", null)))
          .isInstanceOf(OAuth2AuthenticationException.class);
      assertThat(hashes).as(id).hasValue(1);
    }
  }
}
