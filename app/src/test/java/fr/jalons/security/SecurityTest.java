package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.access.PlantedRules;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.platform.actor.CurrentActor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

      @GetMapping("/api/planted/patience")
      String actorAfterwards() throws InterruptedException {
        BEGUN.countDown();
        assertThat(ENDED.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
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
  void nothingAnswersAProgramWithoutAToken(String path) {
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
  void aCommandWithoutATokenIsRefusedAsUnauthenticatedNotAsForged() {
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
        "/.well-known/jwks.json",
        "/favicon.ico",
        "/webjars/bootstrap/css/bootstrap.min.css"
      })
  void theDoorsAreOpen(String path) {
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void aProgramGetsATokenWithItsSecretInTheHeader() {
    HttpResponse<String> answer =
        visitor.post("/oauth2/token", GRANT, "Authorization", basic("demo", "demo"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat((String) JsonPath.read(answer.body(), "$.token_type")).isEqualTo("Bearer");
    assertActs(JsonPath.read(answer.body(), "$.access_token"));
  }

  @Test
  void aProgramGetsATokenWithItsSecretInTheForm() {
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
  void theDescriptionOfTheApiTellsWhereTokensComeFrom() {
    String api = visitor.get("/v3/api-docs", "Authorization", "Bearer " + token()).body();

    assertThat((String) JsonPath.read(api, "$.openapi")).startsWith("3.1");
    assertThat(
            (String)
                JsonPath.read(
                    api, "$.components.securitySchemes.token.flows.clientCredentials.tokenUrl"))
        .isEqualTo("/oauth2/token");
  }

  @Test
  void aWrongSecretGetsNoToken() {
    HttpResponse<String> answer =
        visitor.post("/oauth2/token", GRANT, "Authorization", basic("demo", "guess"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat((String) JsonPath.read(answer.body(), "$.error")).isEqualTo("invalid_client");
    assertThat(visitor.post("/oauth2/token", GRANT).statusCode()).isEqualTo(401);
  }

  @Test
  void aTamperedTokenIsRefused() {
    String token = token();
    String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

    HttpResponse<String> answer =
        visitor.get("/api/planted/actor", "Authorization", "Bearer " + forged);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).contains("invalid_token");
    assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
  }

  @Test
  void aPersonIsSentToTheLoginPageAndThenWhereTheyWanted() {
    HttpResponse<String> sent = visitor.page("/planted/somewhere?class=1");
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(header(sent, "Location")).isEqualTo("/login");

    HttpResponse<String> signedIn = visitor.signIn("demo-teacher", "demo");
    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(header(signedIn, "Location")).contains("/planted/somewhere?class=1");
  }

  @Test
  void pagesAreFrenchUnlessTheBrowserPrefersEnglish() {
    assertThat(visitor.page("/login").body()).contains("lang=\"fr\"", "Mot de passe");
    assertThat(visitor.get("/login", "Accept", "text/html", "Accept-Language", "de").body())
        .contains("lang=\"fr\"", "Mot de passe");
    assertThat(visitor.get("/login", "Accept", "text/html", "Accept-Language", "en-GB").body())
        .contains("lang=\"en\"", "Password");
  }

  @Test
  void aWrongPasswordIsToldWithoutSayingWhichPartIsWrong() {
    HttpResponse<String> answer = visitor.signIn("demo-teacher", "guess");
    assertThat(header(answer, "Location")).isEqualTo("/login?error");
    assertThat(visitor.page("/login?error").body())
        .contains("Identifiant ou mot de passe incorrect.");
    assertThat(header(visitor.signIn("nobody", "demo"), "Location")).isEqualTo("/login?error");
  }

  @Test
  void theLoginFormWantsItsOwnMark() {
    HttpResponse<String> answer =
        visitor.post("/login", Map.of("username", "demo-teacher", "password", "demo"));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aSessionMayReadTheApiAndWriteWithTheMarkOfAPage() {
    assertThat(header(visitor.signIn("demo-head", "demo"), "Location")).isEqualTo("/");

    assertThat(visitor.get("/api/planted/actor").body()).isEqualTo("user:demo-head");
    assertThat(visitor.post("/api/planted/actor", Map.of()).statusCode()).isEqualTo(403);
    Map<String, String> marked = Map.of("_csrf", Visitor.csrf(visitor.page("/account").body()));
    assertThat(visitor.post("/api/planted/actor", marked).body()).isEqualTo("user:demo-head");
  }

  @Test
  void signingOutEndsTheSession() {
    visitor.signIn("demo-auditor", "demo");
    Map<String, String> marked = Map.of("_csrf", Visitor.csrf(visitor.page("/account").body()));

    assertThat(header(visitor.post("/logout", marked, "Accept", "text/html"), "Location"))
        .isEqualTo("/login?logout");
    assertThat(visitor.get("/api/planted/actor").statusCode()).isEqualTo(401);
  }

  @Test
  void theCookieOfASessionIsOutOfReachOfScriptsAndOtherSites() {
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
  void operatingIsNotForTeachers(String path) {
    visitor.signIn("demo-teacher", "demo");
    HttpResponse<String> refused = visitor.get(path);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "Content-Type")).isEqualTo(PROBLEM);
  }

  @Test
  void metricsAreForAdministrators() {
    visitor.signIn("demo-admin", "demo");
    assertThat(visitor.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/api/planted/actor", "/oauth2/token", "/css/jalons.css"})
  void browsersAreToldWhatToForbid(String path) {
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
  void anErrorIsAPageForPeopleAndAProblemForProgramsAndTellsNeitherWhy() {
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
  void whatDoesNotExistIsToldInTheSameTwoWays() {
    visitor.signIn("demo-teacher", "demo");
    assertThat(visitor.page("/nothing-there").body()).contains("<h1", "Introuvable.");
    HttpResponse<String> problem = visitor.get("/api/nothing-there");
    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(header(problem, "Content-Type")).isEqualTo(PROBLEM);
  }

  @Test
  void aRequestThatIsBeingAnsweredWhenItsSessionEndsIsAnsweredToWhoSentIt() throws Exception {
    visitor.signIn("demo-teacher", "demo");
    String csrf = Visitor.csrf(visitor.page("/account").body());
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> visitor.get("/api/planted/patience"));
    assertThat(Planted.BEGUN.await(Planted.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(visitor.post("/logout", Map.of("_csrf", csrf), "Accept", "text/html").statusCode())
        .isEqualTo(302);
    assertThat(visitor.page("/account").statusCode()).isEqualTo(302);
    Planted.ENDED.countDown();

    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(answer.get().body()).isEqualTo("user:demo-teacher");
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
