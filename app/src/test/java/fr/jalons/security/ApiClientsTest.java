package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiClientsTest extends OnPrograms {
  @Test
  void aTokenDoesWhatItWasAskedForAndNoMore() {
    String secret = register("{\"id\":\"reads\",\"scopes\":[\"read\"]}");
    String token = token("reads", secret, "");

    assertThat(get(ACTOR, token).body()).isEqualTo("client:reads");
    HttpResponse<String> command =
        visitor.post(ACTOR, Map.of(), "Authorization", "Bearer " + token);
    assertThat(command.statusCode()).isEqualTo(403);
    assertThat(command.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope");
    assertThat(command.body()).contains("portée");
    assertThat(get("/api/read-models", token).statusCode()).isEqualTo(403);

    String writing = token("demo", "demo", "write");
    assertThat(
            visitor
                .json(
                    "POST",
                    "/api/accounts",
                    "{\"login\":\"new.admin\",\"roles\":[\"ADMINISTRATOR\"]}",
                    "Authorization",
                    "Bearer " + writing)
                .statusCode())
        .isEqualTo(403);
    String narrow = token("demo", "demo", "read");
    assertThat(get(ACTOR, narrow).statusCode()).isEqualTo(200);
    assertThat(visitor.post(ACTOR, Map.of(), "Authorization", "Bearer " + narrow).statusCode())
        .isEqualTo(403);
    assertThat(get("/api/read-models", operator).statusCode()).isEqualTo(200);
  }

  @Test
  void aScopeThatAProgramHasNotIsNotGiven() {
    String secret = register("{\"id\":\"modest\",\"scopes\":[\"read\"]}");

    HttpResponse<String> answer = fetch("modest", secret, "write");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) JsonPath.read(answer.body(), "$.error")).isEqualTo("invalid_scope");
  }

  @Test
  void whoeverAsksForNoScopeGetsTheLeastAndNeverOperates() {
    for (String registration :
        List.of(
            "\"scopes\":[\"read\",\"write\",\"operate\"]",
            "\"scopes\":[\"read\",\"write\"],\"defaultScopes\":[\"read\",\"write\"]",
            "\"defaultScopes\":[\"write\"]",
            "\"scopes\":[\"write\",\"operate\"]")) {
      String id = "silent" + Math.abs(registration.hashCode());
      String secret = register("{\"id\":\"" + id + "\"," + registration + "}");
      String said = fetch(id, secret, "").body();
      String expected =
          JsonPath.<List<String>>read(
                  get("/api/clients", operator).body(),
                  "$[?(@.id == '" + id + "')].defaultScopes[*]")
              .stream()
              .collect(Collectors.joining(" "));
      assertThat(JsonPath.<String>read(said, "$.scope")).isEqualTo(expected).isNotEmpty();
      assertThat(said).doesNotContain("operate");
      assertThat(get("/api/read-models", JsonPath.read(said, "$.access_token")).statusCode())
          .isEqualTo(403);
    }
    String said = fetch("demo", "demo", "").body();
    assertThat(said).contains("read", "write").doesNotContain("operate");
    String token = JsonPath.read(said, "$.access_token");
    assertThat(get("/api/read-models", token).statusCode()).isEqualTo(403);
    assertThat(
            visitor
                .send(
                    "POST",
                    "/api/rosters",
                    "multipart/form-data; boundary=b",
                    "--b--\r\n",
                    "Authorization",
                    "Bearer " + token)
                .statusCode())
        .as("a roster is recorded, not operated: refused for want of a file")
        .isEqualTo(400);
    String operating = register("{\"id\":\"only-operates\",\"scopes\":[\"operate\"]}");
    assertThat(fetch("only-operates", operating, "").body()).contains("invalid_scope");
    assertThat(fetch("demo", "demo", "read all").body()).contains("invalid_scope");
    assertFault("{\"id\":\"x\",\"defaultScopes\":[\"operate\"]}", "defaultScopes");
    assertFault(
        "{\"id\":\"x\",\"scopes\":[\"read\"],\"defaultScopes\":[\"write\"]}", "defaultScopes");
    assertFault("{\"id\":\"x\",\"trusted\":true}", "trusted");
  }

  @Test
  void aProgramOfOneSchoolDoesNotOperateTheInstallation() {
    String secret =
        register(
            "{\"id\":\"local\",\"school\":\"0990001X\",\"scopes\":[\"read\",\"write\",\"operate\"]}");
    String token = token("local", secret, ALL);

    assertThat(get("/api/classes", token).statusCode()).isEqualTo(200);
    assertThat(get("/api/read-models", token).statusCode()).isEqualTo(404);
    assertThat(get("/api/clients", token).statusCode()).isEqualTo(404);
    HttpResponse<String> grant =
        visitor.json(
            "POST",
            "/api/accounts",
            "{\"login\":\"over.there\",\"roles\":[\"TEACHER\"]}",
            "Authorization",
            "Bearer " + token);
    assertThat(grant.statusCode()).isEqualTo(403);
    assertThat(grant.body()).contains("scope.school");
  }

  @Test
  void programsAreListedWithoutSecretsAndRemoved() {
    String secret = register("{\"id\":\"passing\"}");
    assertThat(get("/api/clients", operator).body()).contains("passing").doesNotContain(secret);
    String token = token("passing", secret, "");
    assertThat(get(ACTOR, token).statusCode()).isEqualTo(200);

    assertThat(remove("passing")).isEqualTo(204);
    await().atMost(Duration.ofSeconds(10)).until(() -> get(ACTOR, token).statusCode() == 401);
    assertThat(remove("passing")).isEqualTo(404);
    assertThat(fetch("passing", secret, "").statusCode()).isEqualTo(401);
  }

  @Test
  void nonsenseIsRefusedByField() {
    assertFault("{\"id\":\"a b\"}", "id");
    assertFault("{\"id\":\"x\",\"scopes\":[\"all\"]}", "scopes");
    assertFault("{\"id\":\"x\",\"redirectUris\":[\"http://example.org/\"]}", "redirectUris");
    assertFault("{\"id\":\"x\",\"redirectUris\":[\"javascript:alert(1)\"]}", "redirectUris");
    assertFault("{\"id\":\"x\",\"confidential\":false}", "redirectUris");
    assertFault("{\"id\":\"x\",\"school\":\"nowhere\"}", "school");
    register("{\"id\":\"taken\"}");
    assertThat(post("{\"id\":\"taken\"}").statusCode()).isEqualTo(409);
  }

  @Test
  void aProgramActsInTheNameOfOneWhoLetsIt() throws ParseException {
    register(publicClient("app"));

    String token =
        JsonPath.read(exchange("app", code("app", "read"), VERIFIER).body(), "$.access_token");

    assertThat(get(ACTOR, token).body()).isEqualTo("user:demo-teacher");
    assertThat(visitor.post(ACTOR, Map.of(), "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(403);
    assertThat(get("/api/read-models", token).statusCode()).isEqualTo(403);
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getSubject()).isEqualTo("demo-teacher");
  }

  @Test
  void aCodeIsOfUseOnceAndToWhoeverAskedForItOnly() {
    register(publicClient("careful"));
    String code = code("careful", "read");

    HttpResponse<String> thief = exchange("careful", code, VERIFIER + "-guessed");
    assertThat(thief.statusCode()).isEqualTo(400);
    assertThat((String) JsonPath.read(thief.body(), "$.error")).isEqualTo("invalid_grant");
    assertThat(exchange("careful", code, VERIFIER).statusCode()).isEqualTo(400);

    String next = code("careful", "read");
    HttpResponse<String> first = exchange("careful", next, VERIFIER);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).doesNotContain("refresh_token");
    assertThat(exchange("careful", next, VERIFIER).statusCode()).isEqualTo(400);
  }

  @Test
  void withoutAChallengeOrToAnotherAddressNoCodeLeaves() {
    register(publicClient("strict"));
    visitor.signIn("demo-teacher", "demo");

    HttpResponse<String> unproven =
        visitor.page(
            "/oauth2/authorize?response_type=code&client_id=strict&scope=read&state=s&redirect_uri="
                + encoded(BACK));
    assertThat(unproven.headers().firstValue("Location").orElse(""))
        .startsWith(BACK)
        .contains("error=invalid_request")
        .doesNotContain("code=");
    assertThat(visitor.page(authorize("strict", "read", "http://127.0.0.1:9/other")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoeverHasNotSignedInDoesSoAndComesBack() {
    register(publicClient("first"));

    HttpResponse<String> sent = visitor.page(authorize("first", "read", BACK));
    assertThat(sent.headers().firstValue("Location").orElse("")).isEqualTo("/login");
    HttpResponse<String> back = visitor.signIn("demo-teacher", "demo");
    assertThat(back.headers().firstValue("Location").orElse("")).contains("/oauth2/authorize");
  }

  @Test
  void aNewKeySignsAndTheTokensOfTheLastStayGood() throws ParseException {
    HttpResponse<String> rotated =
        visitor.json("POST", "/api/token-keys", "", "Authorization", "Bearer " + operator);
    assertThat(rotated.statusCode()).isEqualTo(201);
    String kid = JsonPath.read(rotated.body(), "$.kid");

    String fresh = token("demo", "demo", ALL);

    assertThat(SignedJWT.parse(fresh).getHeader().getKeyID()).isEqualTo(kid);
    assertThat(SignedJWT.parse(operator).getHeader().getKeyID()).isNotEqualTo(kid);
    assertThat(get(ACTOR, operator).statusCode()).isEqualTo(200);
    assertThat(get(ACTOR, fresh).statusCode()).isEqualTo(200);
    List<String> published = JsonPath.read(visitor.get("/oauth2/jwks").body(), "$.keys[*].kid");
    assertThat(published).contains(kid).hasSizeGreaterThanOrEqualTo(2);
    assertThat(visitor.get("/oauth2/jwks").body()).doesNotContain("\"d\"", "\"p\"");
    List<String> shown =
        JsonPath.read(get("/api/token-keys", fresh).body(), "$[?(@.signs == true)].kid");
    assertThat(shown).containsExactly(kid);
  }
}
