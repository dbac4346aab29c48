package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What is done to accounts, programs and the installation stands in the log, and is shown. */
class ActsOfPowerTest extends OnDemoSchool {
  private static final String PASSWORD = "quatre vaches bleues au pré";
  private static final String OTHER = "cinq vaches rouges au pré";

  @Autowired ReadModels readModels;
  @Autowired Accounts accounts;
  @Autowired Clients clients;
  @Autowired PasswordEncoder passwords;
  @Autowired AccountRows rows;
  @Autowired AccountsFollowLog followLog;
  @Autowired PasswordRules rules;
  @Autowired Commands commands;
  @Autowired Acts acts;
  @Autowired Clock clock;

  @Test
  void whateverIsDoneToAnAccountIsInItsHistoryWithWhoDidIt() {
    HttpResponse<String> invited = invite("story.teller", "TEACHER");
    String id = JsonPath.read(invited.body(), "$.id");
    choose(invited, PASSWORD);
    Visitor owner = new Visitor(port);
    owner.signIn("story.teller", PASSWORD);
    form(
        owner,
        "/account/password",
        Map.of("current", PASSWORD, "password", OTHER, "repeated", OTHER));
    form(owner, "/account/sessions", Map.of("everywhere", "yes"));
    send(
        "PUT", "/api/accounts/" + id + "/roles", "{'roles':['CPE'],'scope':{'school':'0990001X'}}");
    send("POST", "/api/accounts/" + id + "/links", "");
    send("DELETE", "/api/accounts/" + id, "");
    caughtUp();

    String self = "user:" + id;
    assertThat(history(id))
        .containsExactly(
            "RoleWithdrawn  client:demo",
            "LinkIssued  client:demo",
            "RoleGranted cpe client:demo",
            "SessionsEnded  " + self,
            "PasswordSet OWN " + self,
            "PasswordSet LINK " + self,
            "LinkIssued  client:demo",
            "RoleGranted teacher client:demo");
  }

  @Test
  void thePersonSeesOnTheirPageWhoOpenedAWayIn() {
    HttpResponse<String> invited = invite("story.reader", "PARTNER");
    choose(invited, PASSWORD);
    caughtUp();
    Visitor owner = new Visitor(port);
    owner.signIn("story.reader", PASSWORD);

    assertThat(owner.page("/account").body())
        .contains("Ce qui est arrivé à votre compte", "Lien pour choisir un mot de passe")
        .contains("Programme demo");
    assertThat(owner.page("/audit/accounts").statusCode()).isEqualTo(403);
  }

  @Test
  void aSecondFactorThatIsAddedAndResetIsOnRecord() {
    HttpResponse<String> invited = invite("story.factor", "TEACHER");
    String id = JsonPath.read(invited.body(), "$.id");
    choose(invited, PASSWORD);
    jdbc.sql("insert into signin.second_factor (account, sealed, confirmed) values (?, '', true)")
        .param(id)
        .update();
    send("DELETE", "/api/accounts/" + id + "/second-factor", "");
    send("DELETE", "/api/accounts/" + id + "/second-factor", ""); // there is none any more
    caughtUp();

    assertThat(history(id).getFirst()).isEqualTo("SecondFactorRemoved CODES client:demo");
    assertThat(history(id)).filteredOn(line -> line.startsWith("SecondFactor")).hasSize(1);
  }

  @Test
  void programsKeysAndRebuildsAreShownToTheAuditorOfTheInstallation() {
    send("POST", "/api/clients", "{'id':'story-tool','scopes':['read'],'school':'0990001X'}");
    send("DELETE", "/api/clients/story-tool", "");
    send("POST", "/api/token-keys", "");
    send("POST", "/api/read-models/audit.acts/rebuilds", "");
    caughtUp();

    List<String> told =
        jdbc.sql("select what || ' ' || detail || ' ' || by from audit.act where account is null")
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(told)
        .contains(
            "ClientRegistered story-tool: read client:demo",
            "ClientWithdrawn story-tool client:demo",
            "RebuildStarted audit.acts client:demo")
        .anyMatch(line -> line.startsWith("TokenKeyRotated ") && line.endsWith(" client:demo"));
    assertThat(person("demo-admin").page("/audit/accounts").body()).contains("story-tool");
    assertThat(person("demo-auditor").page("/audit/accounts").body()).doesNotContain("story-tool");
  }

  @Test
  void anAuditorSeesTheAccountsOfTheirOwnSchoolAndNobodyElses() {
    String here = JsonPath.read(invite("story.here", "TEACHER").body(), "$.id");
    String there =
        JsonPath.read(
            send(
                    "POST",
                    "/api/accounts",
                    "{'login':'story.there','roles':['TEACHER'],'scope':{'school':'0990002Y'}}")
                .body(),
            "$.id");
    caughtUp();
    Visitor auditor = person("demo-auditor");

    assertThat(auditor.get("/api/accounts/" + here + "/history").body()).contains("LinkIssued");
    assertThat(auditor.get("/api/accounts/" + there + "/history").statusCode()).isEqualTo(404);
    assertThat(auditor.page("/audit/accounts").body()).contains(here).doesNotContain(there);
    assertThat(person("demo-teacher").get("/api/accounts/" + here + "/history").statusCode())
        .isEqualTo(403);
  }

  @Test
  void anAccountThatACrashLeftBehindTheLogIsBroughtToIt() {
    String id = JsonPath.read(invite("story.crash", "HEAD").body(), "$.id");
    commands.sendAs("client:demo", new WithdrawRoles(id, null, "client:demo"));
    caughtUp();
    followLog.follow();
    assertThat(accounts.byId(id).orElseThrow().roles()).isEmpty();

    Scope scope = Scope.of(new SchoolId("0990001X"));
    commands.sendAs("client:demo", GrantRoles.of(id, Set.of(Role.CPE), scope, "client:demo"));
    caughtUp();
    followLog.follow();
    assertThat(accounts.byId(id).orElseThrow().roles()).containsOnly(Role.CPE);
  }

  @Test
  void aNamedAdministratorIsMadeOnceAndComesBackByAWordOfRecoveryOnce() {
    start("named.admin", PASSWORD, null);
    Account made = accounts.byLogin("named.admin").orElseThrow();
    assertThat(made.roles()).containsOnly(Role.ADMINISTRATOR);
    accounts.choosePassword(made.id(), OTHER);
    send("DELETE", "/api/accounts/" + made.id(), "");

    start("named.admin", PASSWORD, null);
    assertThat(accounts.byId(made.id()).orElseThrow().roles()).isEmpty();

    start("named.admin", PASSWORD, "first word");
    assertThat(accounts.byId(made.id()).orElseThrow().roles()).containsOnly(Role.ADMINISTRATOR);
    assertThat(signsIn("named.admin", PASSWORD)).isTrue();

    send("DELETE", "/api/accounts/" + made.id(), "");
    start("named.admin", PASSWORD, "first word");
    assertThat(accounts.byId(made.id()).orElseThrow().roles()).isEmpty();
    caughtUp();
    assertThat(history(made.id()))
        .filteredOn(line -> line.endsWith("system:environment"))
        .containsExactly(
            "PasswordSet ENVIRONMENT system:environment",
            "RoleGranted administrator system:environment",
            "PasswordSet ENVIRONMENT system:environment",
            "RoleGranted administrator system:environment");
    jdbc.sql("delete from security.account where id = ?").param(made.id()).update();
  }

  @Test
  void aNamedProgramThatWasWithdrawnStaysAwayAtTheNextStart() {
    BootstrapAccounts.Settings.Client named =
        new BootstrapAccounts.Settings.Client("named-tool", "secret");
    start(null, named, null);
    assertThat(clients.findByClientId("named-tool")).isNotNull();
    start(null, new BootstrapAccounts.Settings.Client("named-tool", "other"), null);
    send("DELETE", "/api/clients/named-tool", "");

    start(null, named, null);
    assertThat(clients.findByClientId("named-tool")).isNull();
    caughtUp();
    assertThat(
            jdbc.sql("select what from audit.act where detail like 'named-tool%' order by position")
                .query((row, number) -> row.getString(1))
                .list())
        .containsExactly("ClientRegistered", "ClientSecretRenewed", "ClientWithdrawn");
  }

  private void start(String user, String password, @Nullable String word) {
    start(new BootstrapAccounts.Settings.Admin(user, password), null, word);
  }

  private void start(
      BootstrapAccounts.Settings.@Nullable Admin admin,
      BootstrapAccounts.Settings.@Nullable Client client,
      @Nullable String word) {
    new NamedAdministrators(
            new BootstrapAccounts.Settings(true, admin, client),
            new NamedAdministrators.Settings(null, word),
            accounts,
            clients,
            passwords,
            rows,
            rules,
            commands,
            acts,
            jdbc,
            clock)
        .start();
  }

  private boolean signsIn(String login, String password) {
    return new Visitor(port)
        .signIn(login, password)
        .headers()
        .firstValue("Location")
        .orElse("")
        .equals("/");
  }

  private HttpResponse<String> invite(String login, String role) {
    return send(
        "POST",
        "/api/accounts",
        "{'login':'%s','roles':['%s'],'scope':{'school':'0990001X'}}".formatted(login, role));
  }

  private void choose(HttpResponse<String> invited, String password) {
    String link = JsonPath.read(invited.body(), "$.link");
    form(
        new Visitor(port),
        link.substring(link.indexOf("/invitations/")),
        Map.of("password", password, "repeated", password));
  }

  /** Sends a form of a page, which is the account's own or, for a visitor, the login's. */
  private static void form(Visitor who, String path, Map<String, String> fields) {
    String page = who.page(path.startsWith("/account") ? "/account" : "/login").body();
    Map<String, String> marked = new HashMap<>(fields);
    marked.put("_csrf", Visitor.csrf(page));
    assertThat(who.post(path, marked, "Accept", "text/html").statusCode()).isEqualTo(302);
  }

  /** As the program, JSON in which {@code '} stands for {@code "}. */
  private HttpResponse<String> send(String method, String path, String json) {
    HttpResponse<String> answer =
        new Visitor(port).json(method, path, json.replace('\'', '"'), "Authorization", bearer);
    assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 204);
    return answer;
  }

  private List<String> history(String account) {
    List<Map<String, Object>> acts =
        JsonPath.read(get("/api/accounts/" + account + "/history").body(), "$");
    return acts.stream()
        .map(act -> act.get("what") + " " + act.get("detail") + " " + act.get("by"))
        .toList();
  }

  private void caughtUp() {
    long head =
        jdbc.sql("select coalesce(max(position), 0) from eventlog.event")
            .query(Long.class)
            .single();
    assertThat(readModels.await(head, Duration.ofSeconds(30))).isTrue();
  }
}
