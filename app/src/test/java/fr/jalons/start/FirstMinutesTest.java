package fr.jalons.start;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demonstration lets in by one tap; who sets up an installation sees what is there. */
class FirstMinutesTest extends OnDemoSchool {
  private static final Pattern ACCOUNT =
      Pattern.compile("name=\"username\" type=\"hidden\" value=\"([^\"]+)\"");
  private static final Pattern PASSWORD =
      Pattern.compile("name=\"password\" type=\"hidden\" value=\"([^\"]+)\"");

  private static List<String> all(Pattern pattern, String page) {
    return pattern.matcher(page).results().map((MatchResult one) -> one.group(1)).toList();
  }

  @Test
  void eachRoleOfTheDemonstrationIsOneTapAway() {
    String page = new Visitor(port).page("/login").body();
    List<String> accounts = all(ACCOUNT, page);
    assertThat(accounts)
        .containsExactlyInAnyOrderElementsOf(
            jdbc.sql("select login from security.account where demo").query(String.class).list());
    for (String account : List.of("demo-student", "demo-head")) {
      Visitor visitor = new Visitor(port);
      String login = visitor.page("/login").body();
      HttpResponse<String> sent =
          visitor.post(
              "/login",
              Map.of(
                  "username", account,
                  "password", all(PASSWORD, login).getFirst(),
                  "_csrf", Visitor.csrf(login)));
      assertThat(sent.headers().firstValue("Location").orElse("")).doesNotContain("login");
      assertThat(visitor.page("/plan").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsThereIsTicked() {
    Visitor admin = person("demo-admin");
    String page = admin.page("/start").body();
    assertThat(page)
        .containsPattern("\\d classes sont là, avec \\d+ élèves")
        .contains("id=\"step-CALENDAR\"", "séances sont saisies")
        .contains("Tout est en place")
        .doesNotContain("à faire");
    assertThat(admin.page("/classes").body()).doesNotContain("next-step");
    assertThat(person("demo-teacher").page("/start").statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsMissingIsTheNextStepOnEveryPage() {
    // As after a rollover whose calendar nobody has set yet.
    jdbc.sql("update records.record set withdrawn = not withdrawn where kind = 'PERIOD'").update();
    try {
      Visitor admin = person("demo-admin");
      assertThat(admin.page("/classes").body())
          .contains("id=\"next-step\"", "Le calendrier de l’année");
      assertThat(admin.page("/start").body())
          .contains("aria-current=\"step\"", "à faire", "href=\"/periods/new\"")
          .doesNotContain("next-step");
      assertThat(person("demo-teacher").page("/classes").body()).doesNotContain("next-step");
    } finally {
      jdbc.sql("update records.record set withdrawn = not withdrawn where kind = 'PERIOD'")
          .update();
    }
  }
}
