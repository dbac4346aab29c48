package fr.jalons.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.grid.FiguresByHand.Figure;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/**
 * All figures of a year that uses every row of the grid, against what somebody computed by hand.
 * The year stands in {@code grid/year.txt}, the figures with their arithmetic in {@code
 * grid/figures.txt}. A log of its own: the times in it must only ever rise.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "jalons.demo=false",
      "jalons.client.id=" + WholeGridTest.CLIENT,
      "jalons.client.secret=" + WholeGridTest.SECRET
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeGridTest {
  static final String CLIENT = "by-hand";
  static final String SECRET = "a secret of tests, long enough";

  @LocalServerPort int port;
  @Autowired WebApplicationContext context;

  private YearByHand year;
  private String bearer = "";
  private final Map<LocalDate, Map<String, String>> later = new HashMap<>();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  @BeforeAll
  void tellTheYear() throws IOException {
    String basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ':' + SECRET).getBytes(StandardCharsets.UTF_8));
    String token =
        JsonPath.read(
            new Visitor(port)
                .post(
                    "/oauth2/token",
                    Map.of("grant_type", "client_credentials", "scope", "read write operate"),
                    "Authorization",
                    "Basic " + basic)
                .body(),
            "$.access_token");
    bearer = "Bearer " + token;
    year = new YearByHand(context, bearer);
    year.tell();
  }

  @Test
  void everyRowOfTheGridIsUsed() {
    assertThat(year.rows())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 48).mapToObj(row -> "S" + row).toList());
  }

  @Test
  void everyFormulaWasComputedByHand() {
    assertThat(FiguresByHand.all().stream().map(Figure::code).distinct())
        .containsExactlyInAnyOrderElementsOf(
            new Indicators(Folds.onClassPath(ZoneOffset.UTC))
                .all().stream().map(Indicator::code).toList());
  }

  @Test
  void theFiguresOfEachEveningAreThoseComputedByHand() {
    assertThat(different(year::look)).isEmpty();
  }

  @Test
  void laterTheFiguresAsOfEachEveningAreThoseComputedByHand() {
    assertThat(different(this::asOf)).isEmpty();
  }

  @Test
  void asOfAnEveningAnAnswerIsWhatItWasThen() {
    for (LocalDate evening : year.evenings()) {
      for (String scope : YearByHand.SCOPES) {
        assertThat(JsonPath.<List<?>>read(asOf(evening, scope), "$"))
            .as("%s on %s", scope, evening)
            .isEqualTo(JsonPath.<List<?>>read(year.look(evening, scope), "$"));
      }
    }
  }

  /** Of 5 students 3 have gone on with their project, and 3 have a text: S19 and S12 are 0.6. */
  @Test
  void aTargetIsMissedFromTheDayAfterItWasDueAndNotIfItIsJustReached() {
    LocalDate due = LocalDate.of(2021, 4, 8);
    List<String> targets =
        List.of(target("reached", "S19", "0.6"), target("missed", "S12", "0.6001"));
    List<String> rules = List.of("POST /api/alert-evaluations {}  S27");
    year.goesOn(due.minusDays(7), targets, "/api/alerts");

    assertThat(missed(year.goesOn(due, rules, "/api/alerts")))
        .doesNotContain(year.named("#missed"), year.named("#reached"));
    assertThat(missed(year.goesOn(due.plusDays(1), rules, "/api/alerts")))
        .contains(year.named("#missed"))
        .doesNotContain(year.named("#reached"));
    assertThat(missed(year.goesOn(due.plusDays(2), rules, "/api/alerts")))
        .as("once")
        .containsOnlyOnce(year.named("#missed"));
  }

  /** October beside March, as a page shows them, against the same figures by hand. */
  @Test
  void twoEveningsOfAClassStandSideBySide() {
    Document page = twoDays("2020-10-16", "2021-03-26");
    Map<String, Element> lines =
        page.select("#compared-indicators tbody tr").stream()
            .collect(Collectors.toMap(line -> line.selectXpath(".//strong").text(), line -> line));
    List<Figure> divided =
        FiguresByHand.all().stream()
            .filter(one -> one.scope().equals("1CUI") && one.by() == null)
            .filter(
                one -> one.evenings().stream().allMatch(told -> told.matches("\\d+ ÷ \\d+( .*)?")))
            .toList();
    assertThat(divided).hasSizeGreaterThan(20);
    for (Figure figure : divided) {
      Element line = Objects.requireNonNull(lines.get(figure.code()), figure.code());
      assertThat(plain(line.child(1))).as(figure.code()).endsWith(parts(figure, 0));
      assertThat(plain(line.child(2))).as(figure.code()).endsWith(parts(figure, 2));
    }
    assertThat(difference(lines, "S3")).isEqualTo("+16,7 points (en hausse)"); // 1 ÷ 2, 2 ÷ 3
    assertThat(difference(lines, "S5")).isEqualTo("= (inchangé)"); // 2 ÷ 4, 3 ÷ 6
    assertThat(difference(lines, "S9")).isEqualTo("+56 j (en hausse)"); // 11, 67
    assertThat(page.select("#compared-students tr").eachText())
        .as("Chloé left on 4 January")
        .anyMatch(line -> line.contains("Chloe") && line.contains("plus le 26/03/2021"));
    assertThat(plain(twoDays("2021-03-26", "2020-10-16").select("tbody")))
        .as("in whatever order")
        .isEqualTo(plain(page.select("tbody")));
  }

  private Document twoDays(String first, String second) {
    return Jsoup.parse(
        new Visitor(port)
            .get(
                "/classes/two-days?class=1CUI&first=" + first + "&second=" + second,
                "Authorization",
                bearer,
                "Accept-Language",
                "fr")
            .body());
  }

  /** Without who stands behind it; the page writes thousands apart. */
  private static String parts(Figure figure, int evening) {
    return figure.evenings().get(evening).replaceAll(" \\(.*", "");
  }

  private static String difference(Map<String, Element> lines, String code) {
    return plain(Objects.requireNonNull(lines.get(code)).child(3));
  }

  private static String plain(Element shown) {
    return shown.text().replaceAll("(?<=\\d)[\u202f\u00a0](?=\\d)", "");
  }

  private static String plain(Elements shown) {
    return shown.text();
  }

  private static String target(String name, String indicator, String least) {
    return """
        POST /api/targets {"id": "#%s", "indicator": "%s", "comparison": "AT_LEAST", "value": %s, "dueOn": "2021-04-08"}  S30"""
        .formatted(name, indicator, least);
  }

  private static List<String> missed(String alerts) {
    return JsonPath.read(alerts, "$[?(@.rule=='TARGET_MISSED')].about");
  }

  private String asOf(LocalDate evening, String scope) {
    return later
        .computeIfAbsent(evening, day -> year.asked(year.evenings().getLast(), "&asOf=" + day))
        .getOrDefault(scope, "");
  }

  private List<String> different(BiFunction<LocalDate, String, String> answers) {
    assertThat(year.evenings()).hasSize(FiguresByHand.EVENINGS);
    List<String> different = new ArrayList<>();
    for (int evening = 0; evening < FiguresByHand.EVENINGS; evening++) {
      LocalDate day = year.evenings().get(evening);
      for (String scope : YearByHand.SCOPES) {
        Map<String, String> told = told(answers.apply(day, scope));
        for (Figure figure : FiguresByHand.all()) {
          String by = figure.by() == null ? null : year.named(figure.by());
          String wanted = figure.evenings().get(evening);
          String found = told.getOrDefault(figure.code() + " by " + by, "nothing");
          if (figure.scope().equals(scope) && !found.equals(wanted)) {
            different.add(
                "%s %s by %s on %s: by hand %s, told %s"
                    .formatted(figure.code(), scope, figure.by(), day, wanted, found));
          }
        }
      }
    }
    return different;
  }

  private static Map<String, String> told(String answer) {
    return JsonPath.<List<Map<String, Object>>>read(answer, "$").stream()
        .collect(
            Collectors.toMap(
                line -> line.get("code") + " by " + line.get("by"), FiguresByHand::written));
  }
}
