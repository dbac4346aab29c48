package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the demo school: one thing about all students of a class, and what helped before. */
class ClassPagesTest extends OnDemoSchool {
  private static final ZoneId SCHOOL_TIME = ZoneId.of("Europe/Paris");
  private static final String OF_CLASS = "?class=1CAPPSR&school=0990001X";

  private static Document page(Visitor visitor, String address) {
    HttpResponse<String> answer = visitor.page(address);
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private List<String> namesOfStudents(Document page) {
    return page.select("main a[href^=/students/], main a[href*=studentId=]").eachText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"need-groups", "reviews", "livret-texts", "works", "placements", "two-days"})
  void thoseWhoAreCloseSeeStudentsAndOthersFirstSayWhy(String name) {
    String address = "/classes/" + name + OF_CLASS;
    Document page = page(person("demo-teacher"), address);
    assertThat(page.text()).doesNotContain("indiquez d’abord un motif");
    if (!name.equals("reviews")) { // whose reviews are held are not named there
      assertThat(namesOfStudents(page)).isNotEmpty();
    }
    Document fromAfar = page(person("demo-head"), address);
    assertThat(fromAfar.text()).contains("indiquez d’abord un motif");
    assertThat(namesOfStudents(fromAfar)).isEmpty();
    assertThat(person("demo-guardian").page(address).statusCode()).isEqualTo(403);
    assertThat(
            person("demo-teacher")
                .page("/classes/" + name + "?class=1CAPEPC&school=0990001X")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            page(person("demo-teacher"), "/classes/follow-up" + OF_CLASS)
                .select("a[href^=/classes/" + name + "]"))
        .isNotEmpty();
  }

  @Test
  void twoDaysAreComparedAsTheyWereKnownThen() {
    LocalDate today = LocalDate.now(SCHOOL_TIME);
    LocalDate before = today.minusDays(60);
    String days = "&first=" + before + "&second=" + today;
    Document some = page(person("demo-lead"), "/classes/two-days" + OF_CLASS + days);
    Document all = page(person("demo-lead"), "/classes/two-days" + OF_CLASS + days + "&all=true");

    for (LocalDate day : List.of(before, today)) {
      Document then = page(person("demo-lead"), "/classes/follow-up" + OF_CLASS + "&asOf=" + day);
      int column = day.equals(before) ? 2 : 3;
      assertThat(
              all.select("#compared-indicators tbody td:nth-child(" + column + ") > span")
                  .eachText())
          .isEqualTo(then.select("#indicators ~ .row .card-title").eachText());
      assertThat(told(all, column)).containsAll(heat(then));
    }
    assertThat(some.select("#compared-students tbody tr").size())
        .isPositive()
        .isLessThan(all.select("#compared-students tbody tr").size());
    assertThat(some.select("#compared-students tbody td:last-child").eachText())
        .doesNotContain("= (inchangé)");
    for (Element line : all.select("#compared-students tbody tr:has(td:nth-child(5))")) {
      assertThat(line.child(2).text().equals(line.child(3).text()))
          .as(line.text())
          .isEqualTo(line.child(4).text().equals("= (inchangé)"));
    }
  }

  /** Each cell of the heat table with its student and column, if it says something. */
  private static List<String> heat(Document page) {
    Element table = page.select("#students ~ .table-responsive table").first();
    List<String> columns = table.select("thead th").eachText();
    List<String> cells = new ArrayList<>();
    for (Element line : table.select("tbody tr")) {
      for (int i = 1; i < columns.size(); i++) {
        String told = line.child(i).text();
        if (!told.isEmpty()) {
          cells.add(line.child(0).text() + " " + columns.get(i) + " " + told);
        }
      }
    }
    assertThat(cells).isNotEmpty();
    return cells;
  }

  private static List<String> told(Document page, int column) {
    return page.select("#compared-students tbody tr:has(td:nth-child(5))").stream()
        .map(
            line ->
                line.child(0).text() + " " + line.child(1).text() + " " + line.child(column).text())
        .toList();
  }

  @Test
  void aDayOfWhichNothingIsKnownIsRefusedBesideItsField() {
    Visitor teacher = person("demo-teacher");
    String address = "/classes/two-days" + OF_CLASS;
    LocalDate tomorrow = LocalDate.now(SCHOOL_TIME).plusDays(1);
    HttpResponse<String> future = teacher.page(address + "&second=" + tomorrow);
    assertThat(future.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(future.body()).select("#second-error").text())
        .isEqualTo("Cette date n’est pas encore passée : choisissez aujourd’hui ou un jour passé.");
    assertThat(Jsoup.parse(future.body()).select("#second[aria-invalid=true]")).hasSize(1);
    HttpResponse<String> early = teacher.page(address + "&first=2001-01-01");
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(early.body()).select("#first-error").text())
        .startsWith("Rien n’était encore noté pour cette classe : choisissez le ");
    assertThat(Jsoup.parse(early.body()).select("table")).isEmpty();
    assertThat(teacher.page(address + "&first=soon").statusCode()).isEqualTo(400);
    assertThat(teacher.page(address + "&first=&second=").statusCode()).isEqualTo(200);
  }

  @Test
  void fromAfarOnlyFiguresAreCompared() {
    Document page = page(person("demo-head"), "/classes/two-days" + OF_CLASS + "&all=true");
    assertThat(page.select("#compared-indicators tbody tr")).isNotEmpty();
    assertThat(page.select("#compared-students, [name=all]")).isEmpty();
    for (Element line : page.select("#compared-indicators tbody tr")) {
      if (line.text().contains("secret statistique")) {
        assertThat(line.child(3).text()).isEqualTo("pas de comparaison possible");
      }
    }
  }

  @Test
  void reviewsTellWhoseIsStillToBeHeld() {
    Document page = page(person("demo-teacher"), "/classes/reviews" + OF_CLASS);
    for (Element line : page.select("tbody tr")) {
      int held = Integer.parseInt(line.child(4).text());
      int of = Integer.parseInt(line.child(5).text());
      assertThat(line.child(6).select("a").eachText()).hasSize(of - held);
      assertThat(line.child(3).text())
          .isEqualTo(held == of ? "Complet" : held == 0 ? "À commencer" : "En partie");
    }
    assertThat(page.select("tbody tr")).isNotEmpty();
    for (Element line : page.select("tbody tr")) {
      int waiting = Integer.parseInt(line.child(5).text()) - Integer.parseInt(line.child(4).text());
      List<String> writers = line.child(7).select("li").eachText();
      assertThat(writers).allMatch(one -> one.matches(".+ : \\d+"));
      assertThat(
              writers.stream()
                  .mapToInt(one -> Integer.parseInt(one.substring(one.lastIndexOf(' ') + 1)))
                  .sum())
          .as(writers.toString())
          .isEqualTo(waiting);
    }
    assertThat(page.select("tbody td:nth-child(8) li").eachText())
        .as("a class has somebody who leads it")
        .noneMatch(one -> one.startsWith("ni tuteur"));
  }

  @Test
  void theTeamIsShownWithWhatEachHasLedAndWhoHasNotLedASessionYet() {
    String address = "/classes/team" + OF_CLASS;
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, person, classes, demo)
            select 'team-coordinator', 'team-coordinator', '', '{coordinator}', '0990001X',
              (select id from identity.teacher where school = '0990001X' order by id limit 1),
              '{1CAPPSR}', false
            """)
        .update();
    Document page = page(person("demo-teacher"), address);
    jdbc.sql("delete from security.account where id = 'team-coordinator'").update();
    List<String> assigned =
        jdbc.sql(
                """
                select distinct coalesce(t.usage_name, t.family_name) || ' ' || t.first_name
                from planning.assignment a join identity.teacher t on t.id = a.teacher
                join planning.structure s on s.id = a.structure
                where a."from" <= current_date and (a.until is null or a.until > current_date)
                  and (s.id = '0990001X:D:1CAPPSR'
                    or s.kind = 'GROUP' and s.school = '0990001X' and '1CAPPSR' = any (s.classes))
                """)
            .query(String.class)
            .list();
    assertThat(page.select("tbody th").eachText()).containsAll(assigned);
    assertThat(page.select("tbody tr").first().text()).contains("professeur principal");
    assertThat(page.text()).contains("coordonne l’accompagnement", "tuteur d");
    int held = 0;
    for (Element line : page.select("tbody tr")) {
      int sessions = Integer.parseInt(line.child(2).text());
      held += sessions;
      assertThat(line.child(3).text()).matches("\\d+ h \\d\\d");
      assertThat(line.child(3).text().equals("0 h 00")).isEqualTo(sessions == 0);
      assertThat(line.child(4).text().equals("aucune encore")).isEqualTo(sessions == 0);
    }
    assertThat(held).isPositive();

    Document fromAfar = page(person("demo-head"), address);
    assertThat(fromAfar.select("tbody th").eachText()).containsAll(assigned);
    assertThat(fromAfar.text()).contains("indiquez d’abord un motif").doesNotContain("tuteur d");
    assertThat(namesOfStudents(page)).isEmpty();
    assertThat(person("demo-guardian").page(address).statusCode()).isEqualTo(403);
    assertThat(
            person("demo-teacher").page("/classes/team?class=1CAPEPC&school=0990001X").statusCode())
        .isEqualTo(404);
    assertThat(
            page(person("demo-teacher"), "/classes/reviews" + OF_CLASS)
                .select("a[href^=/classes/team]"))
        .isNotEmpty();
  }

  @Test
  void livretsAreThoseOfATerm() {
    Document first = page(person("demo-lead"), "/classes/livret-texts" + OF_CLASS + "&term=T1");
    String texts = get("/api/classes/1CAPPSR/livret-texts?school=0990001X&term=T1").body();
    List<String> bodies = JsonPath.read(texts, "$[*].body");
    assertThat(first.select("tbody td:nth-child(2) > span").eachText())
        .containsExactlyInAnyOrderElementsOf(bodies);
    assertThat(first.select("tbody a[href*=term=T1]"))
        .as("for those who have none, a form")
        .hasSize(first.select("tbody tr").size() - bodies.size());
    assertThat(
            page(person("demo-lead"), "/classes/livret-texts" + OF_CLASS + "&term=T3")
                .select("tbody td > span"))
        .isEmpty();
    assertThat(
            person("demo-lead").page("/classes/livret-texts" + OF_CLASS + "&term=T9").statusCode())
        .isEqualTo(400);
  }

  @Test
  void worksStandBesideStudents() {
    Document page = page(person("demo-teacher"), "/classes/works" + OF_CLASS);
    int columns = page.select("thead th").size();
    assertThat(columns).isGreaterThan(1);
    assertThat(page.select("tbody tr"))
        .isNotEmpty()
        .allMatch(row -> row.children().size() == columns);
    assertThat(page.select("tbody .badge")).isNotEmpty();
  }

  @Test
  void onePressMakesAnActionOfAGroupOfNeed() {
    Visitor coordinator = person("demo-coordinator");
    String address = "/classes/need-groups" + OF_CLASS;
    Element form =
        page(coordinator, address).select("main form[action=/actions/new]").stream()
            .findFirst()
            .orElseThrow();
    List<String> needs = form.select("[name=needs]").eachAttr("value");
    assertThat(form.select("[name=title]").attr("value")) // others may have answered the first
        .matches("Groupe de besoin \\d+ – .+");
    String title = "Fluence du mardi";
    form.select("[name=title]").attr("value", title); // no words of the program on other pages
    String body =
        form.select("input").stream()
            .map(input -> encoded(input.attr("name")) + '=' + encoded(input.attr("value")))
            .collect(Collectors.joining("&"));
    HttpResponse<String> sent =
        coordinator.send(
            "POST",
            "/actions/new",
            "application/x-www-form-urlencoded",
            body,
            "Accept",
            "text/html");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);

    String action =
        jdbc.sql(
                """
                select e.payload ->> 'action' from eventlog.event e
                where e.type = 'delivery.ActionPlanned' order by position desc limit 1
                """)
            .query(String.class)
            .single();
    try {
      String record = get("/api/records/" + action).body();
      assertThat(JsonPath.<String>read(record, "$.record.title")).isEqualTo(title);
      assertThat(JsonPath.<List<String>>read(record, "$.record.needs"))
          .containsExactlyInAnyOrderElementsOf(needs);
      assertThat(page(coordinator, address).select("[name=needs]").eachAttr("value"))
          .as("an action answers them now")
          .doesNotContainAnyElementsOf(needs);
    } finally {
      new Visitor(port)
          .json(
              "POST",
              "/api/records/" + action + "/withdrawal",
              "{\"reason\":\"Essai\"}",
              "Authorization",
              bearer);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void anOpenNeedIsShownWithWhatAnsweredSuchNeedsBefore() {
    UUID need =
        UUID.fromString(
            JsonPath.<List<String>>read(
                    get("/api/students/" + student + "/follow-up").body(), "$.needs.open[*].id")
                .getFirst());
    Visitor teacher = person("demo-teacher");
    assertThat(page(teacher, "/records/" + need).select("#answered h2").text())
        .contains("Ce qui a déjà répondu");
    assertThat(
            page(teacher, "/actions/new?scope=0990001X:D:1CAPPSR&needs=" + need)
                .select("#answered h2"))
        .hasSize(1);
    assertThat(page(teacher, "/actions/new").select("#answered")).isEmpty();
    assertThat(page(teacher, "/actions/new?needs=none&needs=" + UUID.randomUUID()).text())
        .doesNotContain("Ce qui a déjà répondu");
    assertThat(page(person("demo-guardian"), "/records/" + need).select("#answered")).isEmpty();
  }

  @Test
  void aReviewBeginsWithASheetOfTheFile() {
    String address = "/students/" + student + "/review-sheet";
    HttpResponse<String> sheet = person("demo-teacher").page(address);
    assertThat(sheet.statusCode()).isEqualTo(200);
    assertThat(sheet.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
    assertThat(person("demo-guardian").page(address).statusCode()).isEqualTo(403);
  }

  @Test
  void meetingsStandOnAStripOfWeeks() {
    Document page = page(person("demo-teacher"), "/meetings");
    assertThat(page.select("#weeks + ol > li")).hasSizeGreaterThan(10);
    assertThat(page.select("#weeks + ol strong")).isNotEmpty();
  }
}
