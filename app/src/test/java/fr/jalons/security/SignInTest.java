package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.platform.sealing.SubjectKeys;
import fr.jalons.platform.sealing.SubjectKind;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Coming in, staying in and going out: by password, with a code, and in time. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SignInTest {
  private static final String PASSWORD = "quatre vaches bleues au pré";
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");
  private static final Pattern RECOVERY = Pattern.compile("<code>([A-Z2-7-]{19})</code>");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Accounts accounts;
  @Autowired SubjectKeys keys;
  @Autowired ServletContext servlets;
  Visitor visitor;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeEach
  void arrive() {
    visitor = new Visitor(port);
    jdbc.sql("delete from signin.attempt").update();
  }

  @Test
  void passwordsAreKeptAsArgon2idAndOlderHashesGiveWayAtTheNextSignIn() {
    jdbc.sql("update security.account set password_hash = ? where login = 'demo-partner'")
        .param("{bcrypt}" + new BCryptPasswordEncoder(4).encode("demo"))
        .update();
    assertThat(location(visitor.signIn("demo-partner", "demo"))).isEqualTo("/");
    assertThat(hash("demo-partner")).startsWith("{argon2id}$argon2id$v=19$");
    assertThat(visitor.page("/").statusCode()).isEqualTo(200);
    assertThat(location(new Visitor(port).signIn("demo-partner", "demo"))).isEqualTo("/");
  }

  @Test
  void unknownLoginsAndWrongPasswordsAreRefusedAlikeAndAsFast() {
    jdbc.sql("update security.account set password_hash = ? where login = 'demo-analyst'")
        .param("{bcrypt}" + new BCryptPasswordEncoder(12).encode("demo"))
        .update();
    visitor.signIn("demo-auditor", "warm");
    Map<String, Long> times = new HashMap<>();
    for (String login : List.of("nobody", "demo-auditor", "demo-analyst")) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = visitor.signIn(login, "guess");
      times.put(login, (System.nanoTime() - begun) / 1_000_000);
      assertThat(location(answer)).isEqualTo("/login?error");
    }
    assertThat(times.values()).allMatch(millis -> millis >= 300);
  }

  @Test
  void whoGuessesIsTurnedAwayWhetherThereIsSuchAnAccountOrNotAndSoIsThePassword() {
    List<HttpResponse<String>> refusals = new ArrayList<>();
    for (String login : List.of("demo-auditor", "nobody-at-all")) {
      for (int attempt = 0; attempt < 6; attempt++) {
        assertThat(location(visitor.signIn(login, "guess"))).isEqualTo("/login?error");
      }
      jdbc.sql(
              "update signin.attempt set free_at = now() + interval '1 minute' where free_at > now()")
          .update();
      HttpResponse<String> refused = visitor.signIn(login, "demo");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(50L, 60L);
      assertThat(refused.body()).contains("Trop d’essais");
      refusals.add(refused);
    }
    assertThat(unmarked(refusals.get(0))).isEqualTo(unmarked(refusals.get(1)));
    assertThat(visitor.signIn("\u0001DEMO-auditor\u0001", "demo").statusCode()).isEqualTo(429);
    assertThat(visitor.page("/").statusCode()).isEqualTo(302);

    jdbc.sql("update signin.attempt set free_at = '-infinity'").update();
    assertThat(location(visitor.signIn("demo-auditor", "demo"))).endsWith("/?continue");
  }

  @Test
  void programsThatGuessSecretsAreTurnedAwayAsWell() {
    Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
    for (String client : List.of("demo", "no-such-client")) {
      jdbc.sql("delete from signin.attempt").update();
      form.put("client_id", client);
      form.put("client_secret", "guess");
      assertThat(visitor.post("/oauth2/token", form).statusCode()).isEqualTo(401);
      jdbc.sql("update signin.attempt set failures = 100, free_at = '-infinity'").update();
      assertThat(visitor.post("/oauth2/token", form).statusCode()).isEqualTo(401);
      form.put("client_secret", "demo");
      HttpResponse<String> refused = visitor.post("/oauth2/token", form);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(JsonPath.<String>read(refused.body(), "$.title")).startsWith("Trop d’essais");
      String basic = Base64.getEncoder().encodeToString((client + ":demo").getBytes());
      assertThat(
              visitor
                  .post(
                      "/oauth2/token",
                      Map.of("grant_type", "client_credentials"),
                      "Authorization",
                      "Basic " + basic)
                  .statusCode())
          .isEqualTo(429);
    }
  }

  @Test
  void signingInChangesTheIdOfTheSession() {
    String before = session(visitor.page("/classes"));
    String after = session(visitor.signIn("demo-teacher", "demo"));
    assertThat(before).isNotEmpty();
    assertThat(after).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void aSessionWithoutARequestEndsAfterAnHour() {
    assertThat(Duration.ofMinutes(servlets.getSessionTimeout())).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void signingOutEverywhereEndsEverySessionWithinSeconds() {
    Visitor elsewhere = new Visitor(port);
    elsewhere.signIn("demo-head", "demo");
    visitor.signIn("demo-head", "demo");
    assertThat(elsewhere.get("/api/classes").statusCode()).isEqualTo(200);

    assertThat(location(send("/account/sessions", Map.of("everywhere", "yes"))))
        .isEqualTo("/login?logout");
    assertThat(visitor.get("/api/classes").statusCode()).isEqualTo(401);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(elsewhere.get("/api/classes").statusCode()).isEqualTo(401));
    assertThat(location(elsewhere.signIn("demo-head", "demo"))).isEqualTo("/");
  }

  /** As another node does it: in the database alone. */
  @Test
  void aSessionHearsWithinSecondsWhatAnotherNodeDidToItsAccount() {
    visitor.signIn("demo-psyen", "demo");
    assertThat(visitor.get("/api/classes").statusCode()).isEqualTo(200);
    accounts.endSessions("demo-psyen");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(visitor.get("/api/classes").statusCode()).isEqualTo(401));
  }

  @Test
  void aChangedPasswordEndsTheOtherSessionsAndKeepsThisOneUnderAnotherId() {
    String link = invite("a.change");
    choose(link, PASSWORD);
    Visitor elsewhere = new Visitor(port);
    elsewhere.signIn("a.change", PASSWORD);
    visitor.signIn("a.change", PASSWORD);

    Map<String, String> form =
        Map.of("current", "wrong", "password", PASSWORD + " 2", "repeated", PASSWORD + " 2");
    send("/account/password", form);
    assertThat(visitor.page("/account").body()).contains("n’est pas le bon");
    send(
        "/account/password",
        Map.of("current", PASSWORD, "password", "motdepasse12", "repeated", "motdepasse12"));
    assertThat(visitor.page("/account").body()).contains("alert-danger");

    HttpResponse<String> changed =
        send(
            "/account/password",
            Map.of("current", PASSWORD, "password", PASSWORD + " 2", "repeated", PASSWORD + " 2"));
    assertThat(session(changed)).isNotEmpty();
    assertThat(visitor.page("/account").body()).contains("Votre mot de passe est changé");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(elsewhere.page("/account").statusCode()).isEqualTo(302));
    assertThat(visitor.page("/account").statusCode()).isEqualTo(200);
    assertThat(location(elsewhere.signIn("a.change", PASSWORD))).isEqualTo("/login?error");
    assertThat(location(elsewhere.signIn("a.change", PASSWORD + " 2"))).contains("/account");
  }

  @Test
  void otherRolesAndAWithdrawalEndTheSessionsOfAnAccount() {
    choose(invite("b.roles"), PASSWORD);
    String id = accounts.loadUserByUsername("b.roles").id();
    visitor.signIn("b.roles", PASSWORD);
    assertThat(visitor.page("/classes").statusCode()).isEqualTo(200);
    program(
        "PUT",
        "/api/accounts/" + id + "/roles",
        "{\"roles\":[\"PARTNER\"],\"scope\":{\"school\":\"0990001X\"}}");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(visitor.page("/").statusCode()).isEqualTo(302));
    visitor.signIn("b.roles", PASSWORD);
    assertThat(visitor.page("/classes").statusCode()).isEqualTo(403);
    program("DELETE", "/api/accounts/" + id, "");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(visitor.page("/").statusCode()).isEqualTo(302));
    assertThat(location(visitor.signIn("b.roles", PASSWORD))).isEqualTo("/login?error");
  }

  @Test
  void aSecondFactorIsAskedForOnceItIsConfirmedAndACodeComesInOnce() {
    choose(invite("c.second"), PASSWORD);
    visitor.signIn("c.second", PASSWORD);
    HttpResponse<String> shown = send("/account/second-factor", Map.of("current", PASSWORD));
    assertThat(shown.body()).contains("data:image/png;base64,");
    byte[] secret = base32(group(SECRET, shown.body()).getFirst());
    assertThat(location(new Visitor(port).signIn("c.second", PASSWORD)))
        .as("not before it is confirmed")
        .isEqualTo("/");
    assertThat(stored("c.second")).startsWith("secret:1:");

    assertThat(send("/account/second-factor/confirmation", Map.of("code", "000000")).statusCode())
        .isEqualTo(400);
    String first = code(secret, -1);
    HttpResponse<String> on = send("/account/second-factor/confirmation", Map.of("code", first));
    List<String> recovery = group(RECOVERY, on.body());
    assertThat(recovery).hasSize(10);
    assertThat(visitor.page("/account").body()).contains("10 codes de secours");
    Map<String, String> next = Map.of("everywhere", "yes", "_csrf", Visitor.csrf(on.body()));
    assertThat(location(visitor.post("/account/sessions", next)))
        .as("the page shown bears the mark that counts now")
        .isEqualTo("/login?logout");

    destroyWhateverTheseIdsName(accounts.loadUserByUsername("c.second").id());

    Visitor phone = new Visitor(port);
    assertThat(location(phone.signIn("c.second", PASSWORD))).isEqualTo("/login/code");
    assertThat(phone.page("/account").statusCode()).as("halfway is not in").isEqualTo(302);
    assertThat(code(phone, first).statusCode()).as("used up").isEqualTo(401);
    assertThat(location(code(phone, code(secret, 0)))).contains("/account");
    assertThat(phone.page("/account").statusCode()).isEqualTo(200);

    Visitor lost = new Visitor(port);
    lost.signIn("c.second", PASSWORD);
    assertThat(location(code(lost, recovery.getFirst().toLowerCase(java.util.Locale.ROOT))))
        .isEqualTo("/");
    Visitor again = new Visitor(port);
    again.signIn("c.second", PASSWORD);
    assertThat(code(again, recovery.getFirst()).statusCode()).isEqualTo(401);

    String id = accounts.loadUserByUsername("c.second").id();
    assertThat(program("DELETE", "/api/accounts/" + id + "/second-factor", "").statusCode())
        .isEqualTo(204);
    assertThat(location(new Visitor(port).signIn("c.second", PASSWORD))).isEqualTo("/");
  }

  @Test
  void guessesOfCodesWait() {
    choose(invite("d.codes"), PASSWORD);
    visitor.signIn("d.codes", PASSWORD);
    byte[] secret =
        base32(
            group(SECRET, send("/account/second-factor", Map.of("current", PASSWORD)).body())
                .getFirst());
    send("/account/second-factor/confirmation", Map.of("code", code(secret, -1)));

    Visitor late = new Visitor(port);
    late.signIn("d.codes", PASSWORD);
    accounts.endSessions(accounts.loadUserByUsername("d.codes").id());
    assertThat(location(late.page("/login/code")))
        .as("the password may have changed")
        .isEqualTo("/login");

    Visitor guesser = new Visitor(port);
    guesser.signIn("d.codes", PASSWORD);
    for (int attempt = 0; attempt < 6; attempt++) {
      assertThat(code(guesser, "123456").statusCode()).isEqualTo(401);
    }
    assertThat(code(guesser, code(secret, 0)).statusCode()).isEqualTo(429);
  }

  @Test
  void thePagesOfSigningInForbidBrowsersWhatAllPagesDo() {
    visitor.signIn("demo-coordinator", "demo");
    for (String page : List.of("/account", "/login", "/login/code", "/invitations/none")) {
      HttpResponse<String> answer = visitor.page(page);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(page)
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.body()).doesNotContain("<script>", "onclick=", "style=");
    }
    for (String form :
        List.of(
            "/account/password",
            "/account/sessions",
            "/account/second-factor",
            "/account/second-factor/confirmation",
            "/account/second-factor/removal",
            "/login/code",
            "/accounts")) {
      assertThat(visitor.post(form, Map.of("everywhere", "yes")).statusCode())
          .as(form + " without the mark of a page")
          .isEqualTo(403);
    }
  }

  private HttpResponse<String> send(String path, Map<String, String> form) {
    Map<String, String> marked = new HashMap<>(form);
    marked.put("_csrf", Visitor.csrf(visitor.page("/account").body()));
    return visitor.post(path, marked, "Accept", "text/html");
  }

  private static HttpResponse<String> code(Visitor who, String code) {
    String csrf = Visitor.csrf(who.page("/login/code").body());
    return who.post("/login/code", Map.of("code", code, "_csrf", csrf), "Accept", "text/html");
  }

  private static String code(byte[] secret, int off) {
    return Totp.code(secret, Instant.now().getEpochSecond() / Totp.STEP_SECONDS + off, 6);
  }

  private String invite(String login) {
    return JsonPath.read(
        program(
                "POST",
                "/api/accounts",
                "{\"login\":\"%s\",\"roles\":[\"TEACHER\"],\"scope\":{\"school\":\"0990001X\"}}"
                    .formatted(login))
            .body(),
        "$.link");
  }

  private void choose(String link, String password) {
    Visitor one = new Visitor(port);
    String path = link.substring(link.indexOf("/invitations/"));
    one.post(
        path,
        Map.of(
            "password",
            password,
            "repeated",
            password,
            "_csrf",
            Visitor.csrf(one.page(path).body())));
  }

  private HttpResponse<String> program(String method, String path, String body) {
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "scope", "read write operate",
            "client_id", "demo",
            "client_secret", "demo");
    String token =
        JsonPath.read(new Visitor(port).post("/oauth2/token", form).body(), "$.access_token");
    return new Visitor(port).json(method, path, body, "Authorization", "Bearer " + token);
  }

  private String hash(String login) {
    return jdbc.sql("select password_hash from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  /** As an erasure would that was led to what stood under these names. */
  private void destroyWhateverTheseIdsName(String account) {
    for (String name : List.of("account:" + account, "jalons:token-keys")) {
      UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
      for (SubjectKind kind : SubjectKind.values()) {
        keys.destroy(kind, List.of(id));
      }
    }
  }

  private String stored(String login) {
    return jdbc.sql(
            "select sealed from signin.second_factor f join security.account a on a.id = f.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private static List<String> group(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    List<String> groups = new ArrayList<>();
    while (found.find()) {
      groups.add(found.group(1));
    }
    assertThat(groups).as(page).isNotEmpty();
    return groups;
  }

  private static byte[] base32(String text) {
    String letters = text.replace(" ", "");
    byte[] bytes = new byte[letters.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letters.charAt(bit / 5));
      if ((letter >> (4 - bit % 5) & 1) == 1) {
        bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
    return bytes;
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("" + answer.statusCode());
  }

  /** Without the mark, which differs each time. */
  private static String unmarked(HttpResponse<String> page) {
    return page.body().replaceAll("hx-headers=\"[^\"]*\"", "");
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID="))
        .map(cookie -> cookie.split("[=;]")[1])
        .findFirst()
        .orElse("");
  }
}
