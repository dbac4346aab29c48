package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import fr.jalons.access.PlantedRules;
import fr.jalons.platform.testing.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({SecurityTest.Planted.class, PlantedRules.class})
class ApiClientsTest {
  private static final String ACTOR = "/api/planted/actor";
  private static final String BACK = "http://127.0.0.1:9/back";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-and-longer";

  @LocalServerPort int port;
  Visitor visitor;
  String operator;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  @BeforeEach
  void arrive() {
    visitor = new Visitor(port);
    operator = token("demo", "demo", "");
  }

  @Test
  void a_token_does_what_it_was_asked_for_and_no_more() {
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
  void a_scope_that_a_program_has_not_is_not_given() {
    String secret = register("{\"id\":\"modest\",\"scopes\":[\"read\"]}");

    HttpResponse<String> answer = fetch("modest", secret, "write");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) JsonPath.read(answer.body(), "$.error")).isEqualTo("invalid_scope");
  }

  @Test
  void a_program_of_one_school_does_not_operate_the_installation() {
    String secret = register("{\"id\":\"local\",\"school\":\"0990001X\"}");
    String token = token("local", secret, "");

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
  void programs_are_listed_without_secrets_and_removed() {
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
  void nonsense_is_refused_by_field() {
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
  void a_program_acts_in_the_name_of_one_who_lets_it() throws ParseException {
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
  void a_code_is_of_use_once_and_to_whoever_asked_for_it_only() {
    register(publicClient("careful"));
    String code = code("careful", "read");

    HttpResponse<String> thief = exchange("careful", code, VERIFIER + "-guessed");
    assertThat(thief.statusCode()).isEqualTo(400);
    assertThat((String) JsonPath.read(thief.body(), "$.error")).isEqualTo("invalid_grant");
    assertThat(exchange("careful", code, VERIFIER).statusCode()).isEqualTo(400);

    String next = code("careful", "read");
    assertThat(exchange("careful", next, VERIFIER).statusCode()).isEqualTo(200);
    assertThat(exchange("careful", next, VERIFIER).statusCode()).isEqualTo(400);
  }

  @Test
  void without_a_challenge_or_to_another_address_no_code_leaves() {
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
  void whoever_has_not_signed_in_does_so_and_comes_back() {
    register(publicClient("first"));

    HttpResponse<String> sent = visitor.page(authorize("first", "read", BACK));
    assertThat(sent.headers().firstValue("Location").orElse("")).isEqualTo("/login");
    HttpResponse<String> back = visitor.signIn("demo-teacher", "demo");
    assertThat(back.headers().firstValue("Location").orElse("")).contains("/oauth2/authorize");
  }

  @Test
  void a_new_key_signs_and_the_tokens_of_the_last_stay_good() throws ParseException {
    HttpResponse<String> rotated =
        visitor.json("POST", "/api/token-keys", "", "Authorization", "Bearer " + operator);
    assertThat(rotated.statusCode()).isEqualTo(201);
    String kid = JsonPath.read(rotated.body(), "$.kid");

    String fresh = token("demo", "demo", "");

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

  private static String publicClient(String id) {
    return "{\"id\":\"%s\",\"scopes\":[\"read\"],\"redirectUris\":[\"%s\"],\"confidential\":false}"
        .formatted(id, BACK);
  }

  /** What the browser of demo-teacher brings back. */
  private String code(String client, String scope) {
    visitor.signIn("demo-teacher", "demo");
    String location =
        visitor
            .page(authorize(client, scope, BACK))
            .headers()
            .firstValue("Location")
            .orElseThrow(AssertionError::new);
    assertThat(location).startsWith(BACK).contains("state=s");
    Matcher code = Pattern.compile("code=([^&]+)").matcher(location);
    assertThat(code.find()).as(location).isTrue();
    return code.group(1);
  }

  private static String authorize(String client, String scope, String back) {
    return "/oauth2/authorize?response_type=code&client_id="
        + client
        + "&scope="
        + scope
        + "&state=s&redirect_uri="
        + encoded(back)
        + "&code_challenge_method=S256&code_challenge="
        + challenge();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> exchange(String client, String code, String verifier) {
    return visitor.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", client,
            "redirect_uri", BACK,
            "code", code,
            "code_verifier", verifier));
  }

  private String register(String body) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String secret = JsonPath.read(answer.body(), "$.secret");
    return String.valueOf(secret);
  }

  private HttpResponse<String> post(String body) {
    return visitor.json("POST", "/api/clients", body, "Authorization", "Bearer " + operator);
  }

  private void assertFault(String body, String field) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    assertThat(answer.body()).contains('"' + field);
  }

  private int remove(String id) {
    return visitor
        .json("DELETE", "/api/clients/" + id, "", "Authorization", "Bearer " + operator)
        .statusCode();
  }

  private HttpResponse<String> get(String path, String token) {
    return visitor.get(path, "Authorization", "Bearer " + token);
  }

  private String token(String id, String secret, String scope) {
    return JsonPath.read(fetch(id, secret, scope).body(), "$.access_token");
  }

  private HttpResponse<String> fetch(String id, String secret, String scope) {
    Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    String basic =
        Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
    return visitor.post("/oauth2/token", form, "Authorization", "Basic " + basic);
  }
}
