package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The same figures at every scope, today and as of any moment. */
class ShowIndicatorsTest extends OnDemoSchool {
  private static final String SCHOOL = "0990001X";

  @Autowired PostgresEventStorageEngine log;
  @Autowired ReadModels readModels;
  @Autowired IndicatorsInSql inSql;

  @BeforeEach
  void everythingIsRead() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
  }

  private List<Map<String, Object>> lines(String query) {
    HttpResponse<String> answer = get("/api/indicators?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonPath.read(answer.body(), "$");
  }

  private static long number(Map<String, Object> line, String field) {
    return ((Number) line.get(field)).longValue();
  }

  private List<String> classes() {
    return jdbc.sql(
            "select code from planning.structure where school = ? and kind = 'CLASS' and withdrawn_on is null")
        .param(SCHOOL)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** A day of the school year that the demonstration tells. */
  private LocalDate lastSession() {
    return jdbc.sql("select max(start)::date from delivery.session where status = 'HELD'")
        .query(LocalDate.class)
        .single();
  }

  @Test
  void aTrackThatThereIsNoneOfIsRefused() {
    for (String path : List.of("/api/indicators", "/api/alerts")) {
      HttpResponse<String> answer = get(path + "?school=" + SCHOOL + "&track=99999");
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field")).isEqualTo("track");
    }
    HttpResponse<String> ended = get("/api/alerts?from=2026-12-01&until=2026-01-01");
    assertThat(ended.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(ended.body(), "$.errors[0].field")).isEqualTo("from");
  }

  @Test
  void aClassHasTheFiguresOfItsFollowUp() {
    List<Map<String, Object>> ofFollowUp =
        JsonPath.read(get("/api/classes/1CAPPSR/follow-up").body(), "$.indicators");
    assertThat(lines("class=1CAPPSR")).isEqualTo(ofFollowUp).isNotEmpty();
  }

  /** That somebody has looked at files is recorded a moment later. */
  private static String withoutPosition(String followUp) {
    return followUp.replaceAll("\"position\":\\d+", "");
  }

  @Test
  void theFollowUpOfAClassIsOfThePeriodThatIsAskedFor() {
    LocalDate last = lastSession();
    String period = "from=" + last.minusDays(6) + "&until=" + last;
    String body = get("/api/classes/follow-up?class=1CAPPSR&" + period).body();
    assertThat(JsonPath.<List<?>>read(body, "$.indicators"))
        .isEqualTo(lines("class=1CAPPSR&" + period));
    assertThat(JsonPath.<List<String>>read(body, "$.students[*].sessions.list[*].start"))
        .isNotEmpty()
        .allMatch(start -> start.compareTo(last.minusDays(6).toString()) >= 0);
    String again = get("/api/classes/1CAPPSR/follow-up?" + period).body();
    assertThat(withoutPosition(again)).isEqualTo(withoutPosition(body));
    assertThat(JsonPath.<Integer>read(again, "$.position"))
        .isGreaterThanOrEqualTo(JsonPath.<Integer>read(body, "$.position"));

    String year = get("/api/classes/1CAPPSR/follow-up?until=" + last).body();
    assertThat(JsonPath.<String>read(year, "$.indicators[0].from")).endsWith("-09-01");
    assertThat(JsonPath.<List<?>>read(year, "$.students[*].sessions.list[*]"))
        .hasSizeGreaterThan(JsonPath.<List<?>>read(body, "$.students[*].sessions.list[*]").size());
  }

  @Test
  void aPeriodThatIsNoneIsRefused() {
    for (String period :
        List.of("from=2026-02-30", "until=soon", "from=2026-10-02&until=2026-10-01")) {
      HttpResponse<String> answer = get("/api/classes/1CAPPSR/follow-up?" + period);
      assertThat(answer.statusCode()).as(period).isEqualTo(400);
      assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field"))
          .isEqualTo(period.substring(0, period.indexOf('=')));
      assertThat(get("/classes/1CAPPSR?" + period).statusCode()).as(period).isEqualTo(400);
    }
    assertThat(get("/api/classes/follow-up").statusCode()).isEqualTo(400);
    assertThat(get("/api/classes/follow-up?class=NONE").statusCode()).isEqualTo(404);
  }

  @Test
  void aSchoolIsTheSumOfItsClasses() {
    for (String code : List.of("S8", "S10", "S11", "S42")) {
      String asked = "&codes=" + code + "&until=" + lastSession();
      Map<String, Object> whole = lines("school=" + SCHOOL + asked).getFirst();
      for (String field : List.of("numerator", "denominator", "people")) {
        assertThat(number(whole, field))
            .as(code + " " + field)
            .isEqualTo(
                classes().stream()
                    .mapToLong(c -> number(lines("class=" + c + asked).getFirst(), field))
                    .sum());
      }
      assertThat(number(whole, "denominator")).as(code).isPositive();
    }
  }

  @Test
  void asOfTheLastEventTheFiguresAreTodays() {
    for (String scope : List.of("school=" + SCHOOL, "class=1CAPPSR")) {
      String asked = scope + "&until=" + lastSession();
      assertThat(lines(asked + "&asOf=" + log.head())).isEqualTo(lines(asked));
    }
  }

  @Test
  void aTrackIsMadeOfTheClassesOfOneFormation() {
    String mef =
        jdbc.sql("select mef from planning.structure where school = ? and code = '1CAPPSR'")
            .param(SCHOOL)
            .query((row, number) -> row.getString(1))
            .single();
    Map<String, Object> track =
        lines("track=" + mef.substring(3, 8) + "&school=" + SCHOOL + "&codes=S10").getFirst();
    assertThat(track.get("scope"))
        .isEqualTo(Map.of("kind", "TRACK", "code", mef.substring(3, 8), "school", SCHOOL));
    assertThat(number(track, "denominator"))
        .isGreaterThanOrEqualTo(number(lines("class=1CAPPSR&codes=S10").getFirst(), "denominator"));
  }

  @Test
  void aPeriodNarrowsWhatIsCounted() {
    long year =
        number(lines("class=1CAPPSR&codes=S42&until=" + lastSession()).getFirst(), "denominator");
    Map<String, Object> before =
        lines("class=1CAPPSR&codes=S42&from=2020-09-01&until=2020-09-02").getFirst();
    assertThat(year).isPositive();
    assertThat(number(before, "denominator")).isZero();
    assertThat(before.get("value")).isNull();
    assertThat(before.get("from")).isEqualTo("2020-09-01");
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThat(get("/api/indicators?class=1CAPPSR&track=22131").statusCode()).isEqualTo(400);
    assertThat(get("/api/indicators?class=NOWHERE").statusCode()).isEqualTo(404);
    assertThat(get("/api/indicators?class=1CAPPSR&from=2026-10-02&until=2026-10-01").statusCode())
        .isEqualTo(400);
    assertThat(person("demo-teacher").get("/api/indicators?school=" + SCHOOL).statusCode())
        .isEqualTo(403);
    assertThat(person("demo-teacher").get("/api/indicators?class=1CAPEPC").statusCode())
        .isEqualTo(404);
    assertThat(person("demo-teacher").get("/api/indicators?class=1CAPPSR").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aViewInSqlHoldsWhatAnybodyMaySee() {
    inSql.keep();
    Map<String, Object> line = lines("school=" + SCHOOL + "&codes=S42").getFirst();
    assertThat(
            jdbc.sql(
                    "select numerator::bigint, denominator::bigint from analytics.indicator where scope = 'SCHOOL' and school = ? and code = 'S42'")
                .param(SCHOOL)
                .query()
                .listOfRows())
        .containsExactly(
            Map.of(
                "numerator",
                number(line, "numerator"),
                "denominator",
                number(line, "denominator")));
    assertThat(
            jdbc.sql(
                    "select count(*) from analytics.indicator where withheld and (numerator is not null or value is not null)")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql("select distinct scope from analytics.indicator")
                .query((row, number) -> row.getString(1))
                .list())
        .containsExactlyInAnyOrder("SCHOOL", "TRACK", "CLASS", "GROUP");
  }

  @Test
  void definitionsSayWhatIsDividedByWhat() {
    String definitions = get("/api/indicators/definitions").body();
    assertThat(JsonPath.<List<String>>read(definitions, "$[*].code"))
        .contains("S8", "S10", "S11", "S32", "S42");
    assertThat(JsonPath.<List<String>>read(definitions, "$[?(@.code == 'S42')].unit"))
        .containsExactly("RATIO");
    assertThat(JsonPath.<List<List<String>>>read(definitions, "$[?(@.code == 'S42')].scopes"))
        .containsExactly(List.of("CLASS", "GROUP", "TRACK", "SCHOOL"));
  }
}
