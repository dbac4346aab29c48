package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.access.PlantedRules;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.platform.actor.CurrentActor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "logging.level.org.apache.catalina.core=off") // one test lets a page fail
@Import({SecurityTest.Planted.class, PlantedRules.class})
class SecurityTest {
  private static final String PROBLEM = "application/problem+json";
  private static final Map<String, String> GRANT =
      Map.of("grant_type", "client_credentials", "scope", "read write operate");

  @LocalServerPort int port;
  Visitor visitor;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  /** Endpoints as modules have them, and one page that fails. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Planted {
    @RestController
    static class Endpoint {
      private final CurrentActor actor;

      Endpoint(CurrentActor actor) {
        this.actor = actor;
      }

      @GetMapping("/api/planted/actor")
      String actor() {
        return actor.id();
      }

      @PostMapping("/api/planted/actor")
      String act() {
        return actor.id();
      }
    }

    @org.springframework.stereotype.Controller
    static class Failure {
      @GetMapping("/planted/failure")
      String fail() {
        throw new IllegalStateException("secret detail");
      }
    }
  }

  @BeforeEach
  void arrive() {
    visitor = new Visitor(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/planted/actor",
        "/api/nothing-there",
        "/v3/api-docs",
        "/actuator",
        "/actuator/prometheus",
        "/.well-known/oauth-protected-resource",
        "/error",
        "/"
      })
  void nothing_answers_a_program_without_a_token(String path) {
    HttpResponse<String> answer = visitor.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
    assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
    assertThat(header(answer, "Set-Cookie")).isEmpty();
    assertThat((String) JsonPath.read(answer.body(), "$.instance")).isEqualTo(path);
    assertThat((String) JsonPath.read(answer.body(), "$.title"))
        .isEqualTo("Authentification requise.");
  }

  @Test
  void a_command_without_a_token_is_refused_as_unauthenticated_not_as_forged() {
    assertThat(visitor.post("/api/planted/actor", Map.of()).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/readiness",
        "/actuator/health/liveness",
        "/login",
        "/css/jalons.css",
        "/oauth2/jwks",
        "/.well-known/oauth-authorization-server",
        "/favicon.ico",
        "/webjars/bootstrap/css/bootstrap.min.css"
      })
  void the_doors_are_open(String path) {
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void a_program_gets_a_token_with_its_secret_in_the_header() {
    HttpResponse<String> answer =
        visitor.post("/oauth2/token", GRANT, "Authorization", basic("demo", "demo"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat((String) JsonPath.read(answer.body(), "$.token_type")).isEqualTo("Bearer");
    assertActs(JsonPath.read(answer.body(), "$.access_token"));
  }

  @Test
  void a_program_gets_a_token_with_its_secret_in_the_form() {
    assertActs(token());
  }

  private void assertActs(String token) {
    String bearer = "Bearer " + token;
    assertThat(visitor.get("/api/planted/actor", "Authorization", bearer).body())
        .isEqualTo("client:demo");
    assertThat(visitor.post("/api/planted/actor", Map.of(), "Authorization", bearer).body())
        .isEqualTo("client:demo");
  }

  @Test
  void the_description_of_the_api_tells_where_tokens_come_from() {
    String api = visitor.get("/v3/api-docs", "Authorization", "Bearer " + token()).body();

    assertThat((String) JsonPath.read(api, "$.openapi")).startsWith("3.1");
    assertThat(
            (String)
                JsonPath.read(
                    api, "$.components.securitySchemes.token.flows.clientCredentials.tokenUrl"))
        .isEqualTo("/oauth2/token");
  }

  @Test
  void a_wrong_secret_gets_no_token() {
    HttpResponse<String> answer =
        visitor.post("/oauth2/token", GRANT, "Authorization", basic("demo", "guess"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat((String) JsonPath.read(answer.body(), "$.error")).isEqualTo("invalid_client");
    assertThat(visitor.post("/oauth2/token", GRANT).statusCode()).isEqualTo(401);
  }

  @Test
  void a_tampered_token_is_refused() {
    String token = token();
    String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

    HttpResponse<String> answer =
        visitor.get("/api/planted/actor", "Authorization", "Bearer " + forged);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).contains("invalid_token");
    assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
  }

  @Test
  void a_person_is_sent_to_the_login_page_and_then_where_they_wanted() {
    HttpResponse<String> sent = visitor.page("/planted/somewhere?class=1");
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(header(sent, "Location")).isEqualTo("/login");

    HttpResponse<String> signedIn = visitor.signIn("demo-teacher", "demo");
    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(header(signedIn, "Location")).contains("/planted/somewhere?class=1");
  }

  @Test
  void pages_are_french_unless_the_browser_prefers_english() {
    assertThat(visitor.page("/login").body()).contains("lang=\"fr\"", "Mot de passe");
    assertThat(visitor.get("/login", "Accept", "text/html", "Accept-Language", "de").body())
        .contains("lang=\"fr\"", "Mot de passe");
    assertThat(visitor.get("/login", "Accept", "text/html", "Accept-Language", "en-GB").body())
        .contains("lang=\"en\"", "Password");
  }

  @Test
  void a_wrong_password_is_told_without_saying_which_part_is_wrong() {
    HttpResponse<String> answer = visitor.signIn("demo-teacher", "guess");
    assertThat(header(answer, "Location")).isEqualTo("/login?error");
    assertThat(visitor.page("/login?error").body())
        .contains("Identifiant ou mot de passe incorrect.");
    assertThat(header(visitor.signIn("nobody", "demo"), "Location")).isEqualTo("/login?error");
  }

  @Test
  void the_login_form_wants_its_own_mark() {
    HttpResponse<String> answer =
        visitor.post("/login", Map.of("username", "demo-teacher", "password", "demo"));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void a_session_may_read_the_api_and_write_with_the_mark_of_a_page() {
    assertThat(header(visitor.signIn("demo-head", "demo"), "Location")).isEqualTo("/");

    assertThat(visitor.get("/api/planted/actor").body()).isEqualTo("user:demo-head");
    assertThat(visitor.post("/api/planted/actor", Map.of()).statusCode()).isEqualTo(403);
    Map<String, String> marked = Map.of("_csrf", Visitor.csrf(visitor.page("/").body()));
    assertThat(visitor.post("/api/planted/actor", marked).body()).isEqualTo("user:demo-head");
  }

  @Test
  void signing_out_ends_the_session() {
    visitor.signIn("demo-auditor", "demo");
    Map<String, String> marked = Map.of("_csrf", Visitor.csrf(visitor.page("/").body()));

    assertThat(header(visitor.post("/logout", marked, "Accept", "text/html"), "Location"))
        .isEqualTo("/login?logout");
    assertThat(visitor.get("/api/planted/actor").statusCode()).isEqualTo(401);
  }

  @Test
  void the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites() {
    assertThat(header(visitor.signIn("demo-teacher", "demo"), "Set-Cookie"))
        .contains("HttpOnly")
        .contains("SameSite=Lax");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/prometheus",
        "/api/log/checkpoint",
        "/api/parked-events",
        "/api/read-models",
        "/operations"
      })
  void operating_is_not_for_teachers(String path) {
    visitor.signIn("demo-teacher", "demo");
    HttpResponse<String> refused = visitor.get(path);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "Content-Type")).isEqualTo(PROBLEM);
  }

  @Test
  void metrics_are_for_administrators() {
    visitor.signIn("demo-admin", "demo");
    assertThat(visitor.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/api/planted/actor", "/oauth2/token", "/css/jalons.css"})
  void browsers_are_told_what_to_forbid(String path) {
    HttpResponse<String> answer = visitor.get(path);

    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
  }

  @Test
  void an_error_is_a_page_for_people_and_a_problem_for_programs_and_tells_neither_why() {
    visitor.signIn("demo-teacher", "demo");

    HttpResponse<String> page = visitor.page("/planted/failure");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body())
        .contains("Une erreur inattendue s’est produite.")
        .doesNotContain("secret detail", "IllegalState", "at fr.jalons");

    HttpResponse<String> problem = visitor.get("/planted/failure", "Accept", "application/json");
    assertThat(problem.statusCode()).isEqualTo(500);
    assertThat(header(problem, "Content-Type")).isEqualTo(PROBLEM);
    assertThat(problem.body()).doesNotContain("secret detail", "IllegalState", "at fr.jalons");
  }

  @Test
  void what_does_not_exist_is_told_in_the_same_two_ways() {
    visitor.signIn("demo-teacher", "demo");
    assertThat(visitor.page("/nothing-there").body()).contains("<h1", "Introuvable.");
    HttpResponse<String> problem = visitor.get("/api/nothing-there");
    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(header(problem, "Content-Type")).isEqualTo(PROBLEM);
  }

  private String token() {
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "scope", "read write operate",
            "client_id", "demo",
            "client_secret", "demo");
    return JsonPath.read(visitor.post("/oauth2/token", form).body(), "$.access_token");
  }

  private static String basic(String id, String secret) {
    byte[] both = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return String.join("\n", answer.headers().allValues(name));
  }
}
