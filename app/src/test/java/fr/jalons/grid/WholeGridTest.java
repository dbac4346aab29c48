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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    year = new YearByHand(context, "Bearer " + token);
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
