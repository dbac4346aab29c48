package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.platform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.HtmlUtils;

/** Coming in by a passkey, and what is not let in by one. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PasskeysTest {
  private static final String PASSWORD = "quatre vaches bleues au pré";
  private static final String LABEL = "Téléphone de Marie";
  private static final String REFUSED = "/login?passkey";
  private static final Pattern CREATION = Pattern.compile("data-options=\"([^\"]+)\"");
  private static final Pattern RECOVERY = Pattern.compile("<code>([A-Z2-7-]{19})</code>");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Accounts accounts;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  @BeforeEach
  void forgetAttempts() {
    jdbc.sql("delete from signin.attempt").update();
  }

  @Test
  void aPasskeyComesInWithoutPasswordOrCodeAndEndsInTheSameAccount() {
    String id = account("p.first");
    Authenticator device = device();
    Visitor owner = signedIn("p.first");
    String before = session(owner.page("/account"));
    register(owner, device);
    assertThat(owner.page("/account").body())
        .contains(LABEL, "pas encore utilisée", "10 codes de secours")
        .contains("Second facteur activé");

    Visitor visitor = new Visitor(port);
    assertThat(location(visitor.page("/classes"))).isEqualTo("/login");
    String session = session(visitor.page("/classes"));
    HttpResponse<String> in = enter(visitor, device);
    assertThat(location(in)).as("on to where they wanted").contains("/classes");
    assertThat(session(in)).as("another id").isNotEmpty().isNotIn(session, before);
    assertThat(visitor.page("/classes").statusCode()).isEqualTo(200);
    assertThat(visitor.page("/accounts").statusCode()).as("a teacher as before").isEqualTo(403);
    assertThat(visitor.page("/account").body()).contains("utilisée la dernière fois le");

    accounts.endSessions(id);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(visitor.page("/classes").statusCode()).isEqualTo(302));
    assertThat(history(id)).contains("SecondFactorAdded PASSKEY user:" + id);
  }

  @Test
  void makingAndRemovingOneAsksForThePasswordAndEndsOtherSessions() {
    account("p.password");
    Visitor owner = signedIn("p.password");
    Visitor elsewhere = signedIn("p.password");
    begin(owner, LABEL, "wrong");
    assertThat(owner.page("/account").body()).contains("n’est pas le bon", "n’en avez pas");
    begin(owner, " ", PASSWORD);
    assertThat(owner.page("/account").body()).contains("de 1 à 60 caractères");
    Authenticator device = device();
    assertThat(location(confirm(owner, device.create("bm8", "bm8"))))
        .as("not without a beginning")
        .isEqualTo("/account");
    assertThat(count("p.password")).isZero();
    register(owner, device);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(elsewhere.page("/account").statusCode()).isEqualTo(302));

    remove(owner, device, "wrong");
    assertThat(count("p.password")).isEqualTo(1);
    Visitor stranger = new Visitor(port);
    stranger.signIn("demo-teacher", "demo");
    remove(stranger, device, "demo");
    assertThat(count("p.password")).as("of somebody else").isEqualTo(1);
    remove(owner, device, PASSWORD);
    assertThat(owner.page("/account").body()).contains("Second facteur retiré", "n’en avez pas");
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
    assertThat(location(new Visitor(port).signIn("p.password", PASSWORD))).isEqualTo("/");
  }

  @Test
  void afterThePasswordAPasskeyOrARecoveryCodeIsWanted() {
    account("p.second");
    Authenticator device = device();
    String recovery = register(signedIn("p.second"), device);

    Visitor halfway = new Visitor(port);
    assertThat(location(halfway.signIn("p.second", PASSWORD))).isEqualTo("/login/code");
    assertThat(halfway.page("/account").statusCode()).isEqualTo(302);
    assertThat(halfway.page("/login/code").body()).contains("Utiliser une clé d’accès");
    assertThat(location(enter(halfway, device))).contains("/account");

    Visitor lost = new Visitor(port);
    lost.signIn("p.second", PASSWORD);
    String csrf = Visitor.csrf(lost.page("/login/code").body());
    Map<String, String> code = Map.of("code", recovery, "_csrf", csrf);
    assertThat(location(lost.post("/login/code", code, "Accept", "text/html"))).isEqualTo("/");
  }

  @Test
  void oneWhoIsHalfwayIntoAnAccountComesIntoTheOneWhosePasskeyTheyHave() {
    account("p.halfway");
    account("p.other");
    register(signedIn("p.halfway"), device());
    Authenticator other = device();
    register(signedIn("p.other"), other);

    Visitor visitor = new Visitor(port);
    visitor.signIn("p.halfway", PASSWORD);
    enter(visitor, other);
    assertThat(visitor.page("/account").body()).contains("p.other").doesNotContain("p.halfway");
    assertThat(location(visitor.page("/login/code"))).isEqualTo("/login");
  }

  @Test
  void aPasskeyOfAWithdrawnAccountIsRefused() {
    String id = account("p.withdrawn");
    Authenticator device = device();
    register(signedIn("p.withdrawn"), device);
    jdbc.sql("update security.account set roles = '{}' where id = ?").param(id).update();
    assertThat(location(enter(new Visitor(port), device)))
        .as("after a crash between the event and the row")
        .isEqualTo(REFUSED);

    assertThat(program("DELETE", "/api/accounts/" + id, "").statusCode()).isEqualTo(204);
    assertThat(count("p.withdrawn")).isZero();
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
  }

  @Test
  void anotherOriginOrServerIsRefused() {
    account("p.origin");
    Visitor owner = signedIn("p.origin");
    for (String origin :
        List.of(
            "http://localhost:1", "https://localhost:" + port, "http://evil.localhost:" + port)) {
      Authenticator elsewhere = device();
      elsewhere.origin = origin;
      assertThat(location(create(owner, elsewhere))).as(origin).isEqualTo("/account");
    }
    assertThat(owner.page("/account").body()).contains("n’est pas acceptée");
    assertThat(count("p.origin")).isZero();

    Authenticator device = device();
    register(owner, device);
    device.origin = "http://localhost:1";
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
    device.origin = "http://localhost:" + port;
    device.party = "evil.example";
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
    device.party = "localhost";
    assertThat(location(enter(new Visitor(port), device))).isEqualTo("/");
  }

  @Test
  void aReplayedAnswerIsRefused() {
    account("p.replay");
    Authenticator device = device();
    register(signedIn("p.replay"), device);
    Visitor visitor = new Visitor(port);
    String answer = device.sign(challenge(visitor));
    assertThat(location(send(new Visitor(port), answer)))
        .as("in a session that was not asked")
        .isEqualTo(REFUSED);
    assertThat(location(send(visitor, answer))).isEqualTo("/");
    assertThat(location(send(visitor, answer))).isEqualTo(REFUSED);
    challenge(visitor);
    assertThat(location(send(visitor, answer))).as("another challenge").isEqualTo(REFUSED);
  }

  @Test
  void aDeviceThatDoesNotVerifyItsOwnerIsRefused() {
    account("p.verify");
    Visitor owner = signedIn("p.verify");
    Authenticator careless = device();
    careless.verifies = false;
    create(owner, careless);
    assertThat(count("p.verify")).isZero();

    Authenticator device = device();
    register(owner, device);
    device.verifies = false;
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
  }

  @Test
  void aResetRemovesPasskeysWithAnEventForEach() {
    String id = account("p.reset");
    Visitor owner = signedIn("p.reset");
    Authenticator device = device();
    register(owner, device);
    create(owner, device());
    assertThat(count("p.reset")).isEqualTo(2);

    assertThat(program("GET", "/api/accounts?after=p.res", "").body())
        .contains("\"secondFactor\":true");
    assertThat(program("DELETE", "/api/accounts/" + id + "/second-factor", "").statusCode())
        .isEqualTo(204);
    assertThat(count("p.reset")).isZero();
    assertThat(
            jdbc.sql("select count(*) from signin.recovery_code where account = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
    assertThat(location(new Visitor(port).signIn("p.reset", PASSWORD))).isEqualTo("/");
    await()
        .untilAsserted(
            () ->
                assertThat(history(id))
                    .filteredOn("SecondFactorRemoved PASSKEY client:demo"::equals)
                    .hasSize(2));
  }

  @Test
  void aDeviceThatHasNotCountedOnIsRefused() {
    account("p.count");
    Authenticator device = device();
    device.count = 4;
    register(signedIn("p.count"), device);
    assertThat(location(enter(new Visitor(port), device))).isEqualTo("/");
    assertThat(location(enter(new Visitor(port), device))).isEqualTo("/");
    device.count = 4; // a copy of before
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
  }

  @Test
  void anAnswerInSomebodyElsesNameIsRefused() {
    account("p.one");
    account("p.two");
    Authenticator one = device();
    Authenticator two = device();
    register(signedIn("p.one"), one);
    register(signedIn("p.two"), two);
    byte[] own = one.handle();
    one.pretendHandle(two.handle());
    assertThat(location(enter(new Visitor(port), one))).isEqualTo(REFUSED);
    one.pretendHandle(own);
    assertThat(location(enter(new Visitor(port), one))).isEqualTo("/");
  }

  @Test
  void attemptsWait() {
    account("p.wait");
    Authenticator device = device();
    register(signedIn("p.wait"), device);
    Visitor visitor = new Visitor(port);
    device.verifies = false;
    for (int attempt = 0; attempt < 6; attempt++) {
      assertThat(location(enter(visitor, device))).isEqualTo(REFUSED);
    }
    device.verifies = true;
    HttpResponse<String> refused = enter(visitor, device);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void nonsenseIsRefusedAndFormsNeedTheMarkOfAPage() {
    Visitor visitor = new Visitor(port);
    for (String nonsense :
        List.of("", "{}", "null", "[", "{\"id\":1}", "x".repeat(20_000), "{\"response\":{}}")) {
      challenge(visitor);
      assertThat(location(send(visitor, nonsense))).as(nonsense).isEqualTo(REFUSED);
    }
    visitor.signIn("demo-teacher", "demo");
    for (String form :
        List.of(
            "/login/passkey",
            "/login/passkey/options",
            "/account/passkeys",
            "/account/passkeys/confirmation",
            "/account/passkeys/removal")) {
      assertThat(visitor.post(form, Map.of("credential", "x")).statusCode())
          .as(form)
          .isEqualTo(403);
    }
  }

  @Test
  void whatIsKeptTellsNoLabelAndNoAccountAndGoesWithTheAccount() {
    String id = account("p.kept");
    Authenticator device = device();
    register(signedIn("p.kept"), device);
    assertThat(
            jdbc.sql("select label from security.passkey where account = ?")
                .param(id)
                .query(String.class)
                .single())
        .startsWith("secret:1:")
        .doesNotContain("Marie");
    assertThat(device.handle()).hasSize(64);
    jdbc.sql("delete from security.account where id = ?").param(id).update();
    assertThat(
            jdbc.sql(
                    """
                    select (select count(*) from security.passkey where account = :id)
                      + (select count(*) from security.passkey_handle where account = :id)
                    """)
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(location(enter(new Visitor(port), device))).isEqualTo(REFUSED);
  }

  private Authenticator device() {
    return new Authenticator("http://localhost:" + port);
  }

  private Visitor signedIn(String login) {
    Visitor visitor = new Visitor(port);
    assertThat(location(visitor.signIn(login, PASSWORD))).isEqualTo("/");
    return visitor;
  }

  private HttpResponse<String> begin(Visitor owner, String label, String password) {
    return form(owner, "/account/passkeys", Map.of("label", label, "current", password));
  }

  private HttpResponse<String> create(Visitor owner, Authenticator device) {
    String page = begin(owner, LABEL, PASSWORD).body();
    Matcher found = CREATION.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    String options = HtmlUtils.htmlUnescape(found.group(1));
    assertThat(JsonPath.<String>read(options, "$.authenticatorSelection.userVerification"))
        .isEqualTo("required");
    return confirm(
        owner,
        device.create(JsonPath.read(options, "$.challenge"), JsonPath.read(options, "$.user.id")));
  }

  /** The first of an account; gives a recovery code. */
  private String register(Visitor owner, Authenticator device) {
    String page = create(owner, device).body();
    Matcher codes = RECOVERY.matcher(page);
    assertThat(codes.find()).as(page).isTrue();
    return codes.group(1);
  }

  private HttpResponse<String> confirm(Visitor owner, String credential) {
    return form(owner, "/account/passkeys/confirmation", Map.of("credential", credential));
  }

  private void remove(Visitor owner, Authenticator device, String password) {
    form(owner, "/account/passkeys/removal", Map.of("passkey", device.id(), "current", password));
  }

  private HttpResponse<String> enter(Visitor visitor, Authenticator device) {
    return send(visitor, device.sign(challenge(visitor)));
  }

  private static String challenge(Visitor visitor) {
    String csrf = Visitor.csrf(visitor.page("/login").body());
    String options = visitor.post("/login/passkey/options", Map.of(), "X-XSRF-TOKEN", csrf).body();
    assertThat(JsonPath.<String>read(options, "$.userVerification")).isEqualTo("required");
    return JsonPath.read(options, "$.challenge");
  }

  private static HttpResponse<String> send(Visitor visitor, String credential) {
    String csrf = Visitor.csrf(visitor.page("/login").body());
    return visitor.post(
        "/login/passkey", Map.of("credential", credential, "_csrf", csrf), "Accept", "text/html");
  }

  private static HttpResponse<String> form(Visitor who, String path, Map<String, String> form) {
    Map<String, String> marked = new HashMap<>(form);
    marked.put("_csrf", Visitor.csrf(who.page("/account").body()));
    return who.post(path, marked, "Accept", "text/html");
  }

  private int count(String login) {
    return jdbc.sql(
            "select count(*) from security.passkey p join security.account a on a.id = p.account where login = ?")
        .param(login)
        .query(Integer.class)
        .single();
  }

  private List<String> history(String id) {
    return jdbc.sql(
            "select what || ' ' || detail || ' ' || by from audit.act where account = ? order by position")
        .param(id)
        .query(String.class)
        .list();
  }

  /** Invited, and with a password; gives its id. */
  private String account(String login) {
    String invited =
        program(
                "POST",
                "/api/accounts",
                "{\"login\":\"%s\",\"roles\":[\"TEACHER\"],\"scope\":{\"school\":\"0990001X\"}}"
                    .formatted(login))
            .body();
    String link = JsonPath.read(invited, "$.link");
    String path = link.substring(link.indexOf("/invitations/"));
    Visitor one = new Visitor(port);
    Map<String, String> form =
        Map.of(
            "password",
            PASSWORD,
            "repeated",
            PASSWORD,
            "_csrf",
            Visitor.csrf(one.page(path).body()));
    one.post(path, form);
    return JsonPath.read(invited, "$.id");
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

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("" + answer.statusCode());
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID="))
        .map(cookie -> cookie.split("[=;]")[1])
        .findFirst()
        .orElse("");
  }
}
