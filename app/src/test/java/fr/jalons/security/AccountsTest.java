package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.platform.readmodels.ReadModels;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Invitations, from the administrator's request to the first sign-in, and what ends an account. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AccountsTest {
  static final String PASSWORD = "quatre vaches bleues au pré";
  private static final String SCHOOL = "0990001X";
  private static final String OTHER_SCHOOL = "0990002Y";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired ReadModels readModels;
  Visitor visitor;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeEach
  void arrive() {
    visitor = new Visitor(port);
  }

  @Test
  void anInvitedPersonChoosesAPasswordOnceAndSignsIn() {
    HttpResponse<String> invited = invite("m.durand", "TEACHER", SCHOOL);
    assertThat(invited.statusCode()).isEqualTo(201);
    String id = JsonPath.read(invited.body(), "$.id");
    assertThat(invited.headers().firstValue("Location")).hasValue("/api/accounts/" + id);
    assertThat(invited.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(Instant.parse(JsonPath.read(invited.body(), "$.expiresAt")))
        .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
    String path = path(invited);

    HttpResponse<String> page = visitor.page(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("m.durand", "Au moins 12 caractères");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self';")
        .doesNotContain("unsafe");

    assertThat(choose(path, PASSWORD).headers().firstValue("Location")).hasValue("/login?invited");
    assertThat(visitor.page("/login?invited").body()).contains("Votre mot de passe est enregistré");
    assertThat(visitor.signIn("m.durand", PASSWORD).headers().firstValue("Location")).hasValue("/");

    assertThat(new Visitor(port).page(path).statusCode()).isEqualTo(410);
    assertThat(choose(path, PASSWORD + "!").statusCode()).isEqualTo(410);
  }

  @Test
  void ofALinkOnlyTheDigestIsKept() {
    String path = path(invite("o.digest", "TEACHER", SCHOOL));
    String token = path.substring(path.lastIndexOf('/') + 1);
    assertThat(token).hasSizeGreaterThanOrEqualTo(43); // 256 bits in base64

    String stored =
        jdbc.sql(
                """
                select encode(i.token_hash, 'hex') from signin.invitation i
                join security.account a on a.id = i.account where a.login = 'o.digest'
                """)
            .query(String.class)
            .single();
    assertThat(stored).isEqualTo(HexFormat.of().formatHex(Secrets.digest(token)));
  }

  @Test
  void aLinkRunsOutAfterAWeekAndAnotherOneTakesItsPlace() {
    HttpResponse<String> invited = invite("p.late", "TEACHER", SCHOOL);
    String id = JsonPath.read(invited.body(), "$.id");
    jdbc.sql(
            "update signin.invitation set expires_at = now() - interval '1 second' where account = ?")
        .param(id)
        .update();
    assertThat(visitor.page(path(invited)).statusCode()).isEqualTo(410);

    HttpResponse<String> again = program("POST", "/api/accounts/" + id + "/links", "");
    assertThat(again.statusCode()).isEqualTo(201);
    HttpResponse<String> third = program("POST", "/api/accounts/" + id + "/links", "");
    assertThat(visitor.page(path(again)).statusCode()).isEqualTo(410);
    assertThat(visitor.page(path(third)).statusCode()).isEqualTo(200);
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneSucceeds() throws Exception {
    String path = path(invite("q.race", "TEACHER", SCHOOL));
    Callable<Integer> attempt =
        () -> {
          Visitor one = new Visitor(port);
          return post(one, path, Map.of("password", PASSWORD, "repeated", PASSWORD)).statusCode();
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Integer> answers =
          threads.invokeAll(List.of(attempt, attempt, attempt, attempt)).stream()
              .map(Future::resultNow)
              .sorted()
              .toList();
      assertThat(answers).containsExactly(302, 410, 410, 410);
    }
  }

  @Test
  void passwordsThatAreTriedFirstAreRefusedAndTheLinkStaysGood() {
    String path = path(invite("r.rules", "TEACHER", SCHOOL));
    for (String password :
        List.of(
            "court",
            "onze lettre",
            "x".repeat(129),
            "password1234",
            "azertyuiop12345",
            "aaaaaaaaaaaaaaaa",
            "r.rules-r.rules",
            "R.RULES et autre chose")) {
      HttpResponse<String> refused = choose(path, password);
      assertThat(refused.statusCode()).as(password).isEqualTo(400);
      assertThat(refused.body()).contains("alert-danger").doesNotContain("value=\"" + password);
    }
    HttpResponse<String> different =
        post(new Visitor(port), path, Map.of("password", PASSWORD, "repeated", PASSWORD + "x"));
    assertThat(different.body()).contains("Les deux mots de passe ne sont pas les mêmes.");
    assertThat(choose(path, PASSWORD).statusCode()).isEqualTo(302);
  }

  @Test
  void aFormWithoutTheMarkOfItsPageIsRefused() {
    String path = path(invite("s.forged", "TEACHER", SCHOOL));
    assertThat(visitor.post(path, Map.of("password", PASSWORD, "repeated", PASSWORD)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatIsWrongWithAnInvitationIsSaidOfItsFieldInTheUsersLanguage() {
    invite("t.taken", "TEACHER", SCHOOL);
    assertFault(
        invite("t.taken", "TEACHER", SCHOOL), 409, "login", "Cet identifiant est déjà pris.");
    assertFault(invite("Capital", "TEACHER", SCHOOL), 400, "login", "lettres minuscules");
    assertFault(invite("t.role", "KING", SCHOOL), 400, "roles[0]", "n’existe pas");
    assertFault(invite("t.role", "CLIENT", SCHOOL), 400, "roles[0]", "n’existe pas");
    assertFault(body("{\"login\":\"t.role\",\"roles\":[]}"), 400, "roles", "");
    assertFault(
        body("{\"login\":\"t.role\",\"roles\":[\"HEAD\"]}"), 400, "scope.school", "établissement");
    assertFault(
        body(
            "{\"login\":\"t.role\",\"roles\":[\"GUARDIAN\"],\"scope\":{\"school\":\"0990001X\",\"person\":\"00000000-0000-0000-0000-000000000001\"}}"),
        400,
        "scope.person",
        "n’est pas de l’établissement");
    HttpResponse<String> english =
        visitor.json(
            "POST",
            "/api/accounts",
            "{\"login\":\"t.taken\",\"roles\":[\"TEACHER\"]}",
            "Authorization",
            "Bearer " + token(),
            "Accept-Language",
            "en");
    assertFault(english, 409, "login", "This login is taken.");
  }

  @Test
  void anAdministratorOfASchoolGrantsWithinItOnly() {
    invite("u.admin", "ADMINISTRATOR", SCHOOL, PASSWORD);
    String foreign = JsonPath.read(invite("u.foreign", "TEACHER", OTHER_SCHOOL).body(), "$.id");
    String above =
        JsonPath.read(body("{\"login\":\"u.above\",\"roles\":[\"ADMINISTRATOR\"]}").body(), "$.id");
    visitor.signIn("u.admin", PASSWORD);

    assertThat(asPerson("POST", "/api/accounts", account("u.own", "HEAD", SCHOOL)).statusCode())
        .isEqualTo(201);
    assertFault(
        asPerson("POST", "/api/accounts", account("u.no", "TEACHER", OTHER_SCHOOL)),
        403,
        "scope.school",
        "que dans votre établissement");
    assertThat(
            asPerson("POST", "/api/accounts", "{\"login\":\"u.no\",\"roles\":[\"ADMINISTRATOR\"]}")
                .statusCode())
        .isEqualTo(403);
    for (String id : List.of(foreign, above)) {
      assertThat(asPerson("DELETE", "/api/accounts/" + id, "").statusCode()).isEqualTo(404);
      assertThat(asPerson("POST", "/api/accounts/" + id + "/links", "").statusCode())
          .isEqualTo(404);
      assertThat(
              asPerson(
                      "PUT",
                      "/api/accounts/" + id + "/roles",
                      "{\"roles\":[\"TEACHER\"],\"scope\":{\"school\":\"0990001X\"}}")
                  .statusCode())
          .isEqualTo(404);
    }
    List<String> seen =
        JsonPath.read(visitor.get("/api/accounts?limit=500").body(), "$.accounts[*].login");
    assertThat(seen).contains("u.admin", "u.own", "demo-teacher");
    assertThat(seen).doesNotContain("u.foreign", "u.above", "demo-admin");
    assertThat(visitor.page("/accounts").body())
        .contains("u.own")
        .doesNotContain("u.foreign", "u.above");
  }

  @Test
  void nobodyChangesHisOwnAccountAndTheLastAdministratorStays() {
    visitor.signIn("demo-admin", "demo");
    assertThat(asPerson("DELETE", "/api/accounts/demo-admin", "").statusCode()).isEqualTo(409);
    jdbc.sql(
            "update security.account set pending = true where 'administrator' = any (roles) and id <> 'demo-admin'")
        .update();
    assertFault(
        program("DELETE", "/api/accounts/demo-admin", ""), 409, null, "dernier administrateur");
    assertFault(
        program(
            "PUT",
            "/api/accounts/demo-admin/roles",
            "{\"roles\":[\"HEAD\"],\"scope\":{\"school\":\"0990001X\"}}"),
        409,
        null,
        "dernier administrateur");
  }

  @Test
  void theLogSaysWhoGrantedAndWithdrewWhichRolesAndNoLogin() {
    String id = JsonPath.read(invite("v.logged", "TEACHER", SCHOOL).body(), "$.id");
    program(
        "PUT",
        "/api/accounts/" + id + "/roles",
        "{\"roles\":[\"CPE\",\"HEAD\"],\"scope\":{\"school\":\"0990001X\",\"classes\":[\"1CAPPSR\"]}}");
    HttpResponse<String> withdrawn = program("DELETE", "/api/accounts/" + id, "");
    assertThat(withdrawn.statusCode()).isEqualTo(204);

    List<@Nullable String> events =
        jdbc.sql(
                """
                select e.type || ' ' || e.payload::text from eventlog.event_tag t
                join eventlog.event e on e.position = t.position
                where t.tag = 'account:' || ? order by e.position
                """)
            .param(id)
            .query(String.class)
            .list();
    assertThat(events).hasSize(4);
    assertThat(events.get(0)).startsWith("privacy.RoleGranted").contains("teacher", "client:demo");
    assertThat(events.get(1)).startsWith("account.LinkIssued").contains("client:demo");
    assertThat(events.get(2)).contains("cpe", "head", "0990001X:D:1CAPPSR");
    assertThat(events.get(3)).startsWith("privacy.RoleWithdrawn");
    assertThat(events).noneMatch(event -> event.contains("v.logged"));

    readModels.await(
        Long.parseLong(withdrawn.headers().firstValue("Jalons-Position").orElseThrow()),
        Duration.ofSeconds(5));
    Map<String, Object> row =
        JsonPath.<List<Map<String, Object>>>read(
                program("GET", "/api/accounts?limit=500", "").body(),
                "$.accounts[?(@.login == 'v.logged')]")
            .getFirst();
    assertThat(row)
        .containsEntry("state", "WITHDRAWN")
        .containsEntry("grantedBy", "client:demo")
        .containsEntry("withdrawnBy", "client:demo");
  }

  @Test
  void theSameKeyAgainInvitesNobodyTwiceAndTheLinkThatWasShownStaysGood() {
    String[] headers = {"Authorization", "Bearer " + token(), "Idempotency-Key", "once"};
    String body = account("w.once", "TEACHER", SCHOOL);
    HttpResponse<String> first = visitor.json("POST", "/api/accounts", body, headers);
    HttpResponse<String> second = visitor.json("POST", "/api/accounts", body, headers);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(JsonPath.<String>read(second.body(), "$.id"))
        .isEqualTo(JsonPath.read(first.body(), "$.id"));
    assertThat(JsonPath.<@Nullable String>read(second.body(), "$.link")).isNull();
    assertThat(visitor.page(path(first)).statusCode()).isEqualTo(200);
  }

  @Test
  void anInvitationSentAgainGivesBackNoRolesThatWereChangedOrWithdrawnSince() {
    String[] headers = {"Authorization", "Bearer " + token(), "Idempotency-Key", "earlier"};
    String body = account("w.again", "HEAD", SCHOOL);
    String id = JsonPath.read(visitor.json("POST", "/api/accounts", body, headers).body(), "$.id");
    program(
        "PUT",
        "/api/accounts/" + id + "/roles",
        "{\"roles\":[\"TEACHER\"],\"scope\":{\"school\":\"0990001X\"}}");
    visitor.json("POST", "/api/accounts", body, headers);
    assertThat(rolesOf(id)).isEqualTo("{teacher}");

    program("DELETE", "/api/accounts/" + id, "");
    visitor.json("POST", "/api/accounts", body, headers);
    assertThat(rolesOf(id)).isEqualTo("{}");

    jdbc.sql("delete from security.account where id = ?").param(id).update(); // as an erasure does
    visitor.json("POST", "/api/accounts", body, headers);
    assertThat(rolesOf(id)).isEqualTo("gone");
  }

  private String rolesOf(String id) {
    return jdbc.sql("select roles::text from security.account where id = ?")
        .param(id)
        .query(String.class)
        .optional()
        .orElse("gone");
  }

  @Test
  void anAdministratorInvitesOnThePageAndSeesTheLinkOnce() {
    visitor.signIn("demo-admin", "demo");
    HttpResponse<String> sent =
        post(
            visitor,
            "/accounts",
            "/accounts",
            Map.of(
                "login", "x.page", "roles", "TEACHER", "school", SCHOOL, "person", "", "classes",
                ""));
    assertThat(sent.headers().firstValue("Location")).hasValue("/accounts");
    String shown = visitor.page("/accounts").body();
    assertThat(shown).contains("/invitations/", "x.page", "par user:demo-admin");
    assertThat(visitor.page("/accounts").body()).doesNotContain("/invitations/");
  }

  private static String path(HttpResponse<String> invited) {
    String link = JsonPath.read(invited.body(), "$.link");
    return link.substring(link.indexOf("/invitations/"));
  }

  private HttpResponse<String> choose(String path, String password) {
    return post(new Visitor(port), path, Map.of("password", password, "repeated", password));
  }

  private static HttpResponse<String> post(Visitor who, String path, Map<String, String> form) {
    return post(who, path, "/login", form);
  }

  private static HttpResponse<String> post(
      Visitor who, String path, String from, Map<String, String> form) {
    Map<String, String> marked = new java.util.HashMap<>(form);
    marked.put("_csrf", Visitor.csrf(who.page(from).body()));
    return who.post(path, marked, "Accept", "text/html");
  }

  private HttpResponse<String> asPerson(String method, String path, String body) {
    return visitor.json(
        method, path, body, "X-XSRF-TOKEN", Visitor.csrf(visitor.page("/account").body()));
  }

  private HttpResponse<String> invite(String login, String role, String school) {
    return body(account(login, role, school));
  }

  private void invite(String login, String role, String school, String password) {
    choose(path(invite(login, role, school)), password);
  }

  private static String account(String login, String role, String school) {
    return "{\"login\":\"%s\",\"roles\":[\"%s\"],\"scope\":{\"school\":\"%s\"}}"
        .formatted(login, role, school);
  }

  private HttpResponse<String> body(String body) {
    return program("POST", "/api/accounts", body);
  }

  private HttpResponse<String> program(String method, String path, String body) {
    return visitor.json(method, path, body, "Authorization", "Bearer " + token());
  }

  private String id(String login) {
    return jdbc.sql("select id from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private String token() {
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "scope", "read write operate",
            "client_id", "demo",
            "client_secret", "demo");
    return JsonPath.read(new Visitor(port).post("/oauth2/token", form).body(), "$.access_token");
  }

  private static void assertFault(
      HttpResponse<String> answer, int status, @Nullable String field, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field")).isEqualTo(field);
    assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].message")).contains(message);
  }
}
