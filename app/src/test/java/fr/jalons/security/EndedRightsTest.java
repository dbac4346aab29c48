package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever takes a right away ends all that stood for it: tokens, codes that were not changed into
 * one yet, and questions that were not answered.
 */
class EndedRightsTest extends OnPrograms {
  private static final String PASSWORD = "brouette-orange-sous-la-pluie";
  private static final String SCHOOL = "0990001X";

  @Autowired JdbcClient jdbc;
  @Autowired Clients clients;
  @Autowired Permissions permissions;

  /** A person, two programs, and what these hold. */
  private record Held(
      String account,
      Visitor browser,
      String acting,
      String own,
      String personalToken,
      String personalCode,
      String usedCode,
      String question,
      String ownToken) {}

  /** What is taken away. */
  private enum Loss {
    SIGNED_OUT_EVERYWHERE,
    PASSWORD_CHANGED,
    PASSWORD_CHOSEN_BY_LINK,
    SECOND_FACTOR_RESET,
    OTHER_ROLES,
    OTHER_SCHOOL,
    ACCOUNT_WITHDRAWN,
    ACCOUNT_GONE,
    PROGRAM_ENDED_BY_PERSON,
    CODE_USED_TWICE,
    PROGRAM_REMOVED,
    PROGRAM_REGISTERED_ANEW,
    SECRET_CHANGED;

    boolean endsOwnTokens() {
      return this == PROGRAM_REMOVED || this == PROGRAM_REGISTERED_ANEW || this == SECRET_CHANGED;
    }

    boolean endsCodes() {
      return this != CODE_USED_TWICE; // each code stands for itself
    }
  }

  /** All have lost theirs before the first is looked at: the seconds pass once for all. */
  private static final Map<Loss, Held> LOST = new EnumMap<>(Loss.class);

  @BeforeEach
  void loseAll() {
    if (LOST.isEmpty()) {
      for (Loss loss : Loss.values()) {
        Held held = held();
        assertThat(get(ACTOR, held.personalToken).body()).isEqualTo("user:" + held.account);
        assertThat(get(ACTOR, held.ownToken).statusCode()).isEqualTo(200);
        assertThat(permissions.asked(held.question)).isNotNull();
        lose(loss, held);
        LOST.put(loss, held);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatStoodForARightEndsWithIt(Loss loss) {
    Held held = Objects.requireNonNull(LOST.get(loss));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> get(ACTOR, held.personalToken).statusCode() == 401);
    if (loss.endsCodes()) {
      assertThat(permissions.asked(held.question)).isNull();
      assertThat(exchange(held.acting, held.personalCode, VERIFIER).statusCode()).isIn(400, 401);
    }
    if (loss.endsOwnTokens()) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> get(ACTOR, held.ownToken).statusCode() == 401);
    } else {
      assertThat(get(ACTOR, held.ownToken).statusCode()).isEqualTo(200);
    }
    assertThat(get(ACTOR, operator).statusCode()).isEqualTo(200);
  }

  private Held held() {
    String name = "held" + UUID.randomUUID().toString().substring(0, 8);
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, demo)
            select :name, :name, password_hash, roles, school, false
            from security.account where login = 'demo-teacher'
            """)
        .param("name", name)
        .update();
    register(acting(name));
    String secret = register("{\"id\":\"" + name + ".own\"}");
    Visitor browser = new Visitor(port);
    browser.signIn(name, "demo");
    String used = code(browser, name, "read");
    String personal = JsonPath.read(exchange(name, used, VERIFIER).body(), "$.access_token");
    String code = code(browser, name, "read");
    String question = state(location(browser.page(authorize(name, "read write", BACK))));
    return new Held(
        name,
        browser,
        name,
        name + ".own",
        personal,
        code,
        used,
        question,
        token(name + ".own", secret, ""));
  }

  private static String acting(String id) {
    return "{\"id\":\"%s\",\"redirectUris\":[\"%s\"],\"confidential\":false}".formatted(id, BACK);
  }

  private void lose(Loss loss, Held held) {
    String accounts = "/api/accounts/" + held.account;
    switch (loss) {
      case SIGNED_OUT_EVERYWHERE -> form(held, "/account/sessions", Map.of("everywhere", "yes"));
      case PASSWORD_CHANGED ->
          form(
              held,
              "/account/password",
              Map.of("current", "demo", "password", PASSWORD, "repeated", PASSWORD));
      case PASSWORD_CHOSEN_BY_LINK -> {
        String link = JsonPath.read(operate("POST", accounts + "/links", ""), "$.link");
        String path = link.substring(link.indexOf("/invitations/"));
        Visitor anybody = new Visitor(port);
        String csrf = Visitor.csrf(anybody.page(path).body());
        anybody.post(path, Map.of("password", PASSWORD, "repeated", PASSWORD, "_csrf", csrf));
      }
      case SECOND_FACTOR_RESET -> {
        jdbc.sql(
                "insert into signin.second_factor (account, sealed, confirmed) values (?, '', true)")
            .param(held.account)
            .update();
        operate("DELETE", accounts + "/second-factor", "");
      }
      case OTHER_ROLES -> operate("PUT", accounts + "/roles", roles("CPE", SCHOOL));
      case OTHER_SCHOOL -> operate("PUT", accounts + "/roles", roles("TEACHER", "0990002Y"));
      case ACCOUNT_WITHDRAWN -> {
        operate("DELETE", accounts, "");
        assertThat(consents(held)).isZero();
      }
      case ACCOUNT_GONE ->
          jdbc.sql("delete from security.account where id = ?").param(held.account).update();
      case PROGRAM_ENDED_BY_PERSON -> {
        String page = held.browser.page("/account").body();
        assertThat(page).contains(held.acting, "Lire ce que vous pouvez lire.");
        form(held, "/account/programs/end", Map.of("program", registration(held)));
        assertThat(consents(held)).isZero();
        assertThat(held.browser.page("/account").body()).doesNotContain(held.acting + "</strong>");
      }
      case CODE_USED_TWICE -> exchange(held.acting, held.usedCode, VERIFIER);
      case PROGRAM_REMOVED -> remove(held);
      case PROGRAM_REGISTERED_ANEW -> {
        remove(held);
        register(acting(held.acting));
        register("{\"id\":\"" + held.own + "\"}");
      }
      case SECRET_CHANGED -> {
        clients.put(held.own, "another", false);
        clients.put(held.acting, "another", false);
      }
    }
  }

  private void remove(Held held) {
    operate("DELETE", "/api/clients/" + held.acting, "");
    operate("DELETE", "/api/clients/" + held.own, "");
  }

  private long consents(Held held) {
    return jdbc.sql("select count(*) from security.consent where account = ?")
        .param(held.account)
        .query(Long.class)
        .single();
  }

  private String registration(Held held) {
    return jdbc.sql("select registration::text from security.client where id = ?")
        .param(held.acting)
        .query(String.class)
        .single();
  }

  private static String roles(String role, String school) {
    return "{\"roles\":[\"%s\"],\"scope\":{\"school\":\"%s\"}}".formatted(role, school);
  }

  private void form(Held held, String address, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("_csrf", Visitor.csrf(held.browser.page("/account").body()));
    assertThat(held.browser.post(address, form, "Accept", "text/html").statusCode()).isEqualTo(302);
  }

  private String operate(String method, String address, String body) {
    var answer = visitor.json(method, address, body, "Authorization", "Bearer " + operator);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body();
  }
}
