package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is asked, and by anybody: no answer tells when an anonymous ballot was cast. */
class SecretBallotsTest extends OnDemoSchool {
  private static final String CLASS = "1CAPPSR";
  private static final String TAG = "structure:0990001X:D:" + CLASS;
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private List<Cast> ballots = List.of();

  /** An anonymous answer, as the log has it. */
  private record Cast(long position, String id, String survey, String ballot, OffsetDateTime at) {
    static Cast of(ResultSet row, int number) throws SQLException {
      return new Cast(
          row.getLong(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getObject(5, OffsetDateTime.class));
    }

    List<String> traces() {
      return List.of(
          id,
          ballot,
          "\"position\":" + position + ",",
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
              .format(at.withOffsetSameInstant(ZoneOffset.UTC)),
          DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").format(at.atZoneSameInstant(ZONE)));
    }
  }

  @BeforeEach
  void find() {
    ballots =
        jdbc.sql(
                """
                select e.position, e.id, e.payload ->> 'survey', e.payload ->> 'ballot', e.recorded_at
                from eventlog.event_tag t join eventlog.event e using (position)
                where t.tag = ? and e.type = 'evaluation.SurveyAnswered' and e.payload ->> 'respondent' is null
                and not exists (
                  select from eventlog.event o where o.position in (e.position - 1, e.position + 1)
                  and date_trunc('second', o.recorded_at) = date_trunc('second', e.recorded_at))
                and exists (
                  select from eventlog.event_tag c join eventlog.event closed using (position)
                  where c.tag = 'survey:' || (e.payload ->> 'survey') and closed.type = 'evaluation.SurveyClosed')
                order by e.position
                """)
            .param(TAG)
            .query(Cast::of)
            .list();
    ballots =
        ballots.stream().filter(cast -> cast.survey.equals(ballots.getFirst().survey)).toList();
    assertThat(ballots).hasSizeGreaterThan(4);
  }

  @Test
  void noAddressShowsAnAnonymousBallotOrItsTime() {
    Visitor auditor = person("demo-auditor");
    List<String> told = new ArrayList<>();
    int asked = 0;
    for (Rule rule : Rules.ALL) {
      if (rule.method().equals("GET")) {
        for (String query : queries()) {
          String address = address(rule.pattern()) + query;
          for (String body :
              List.of(get(address).body(), auditor.get(address, "Accept", "*/*").body())) {
            asked++;
            ballots.stream()
                .flatMap(cast -> cast.traces().stream())
                .filter(body::contains)
                .forEach(trace -> told.add(address + " tells " + trace));
          }
        }
      }
    }

    assertThat(told).isEmpty();
    assertThat(asked).isGreaterThan(100);
  }

  @Test
  void noPastMomentOfTheClassTellsOneEither() {
    for (Cast cast : ballots) {
      assertThat(answersAt(cast.position())).isEqualTo(answersAt(cast.position() - 1));
    }
    long closing =
        jdbc.sql(
                "select max(position) from eventlog.event_tag join eventlog.event using (position) where tag = ? and type = 'evaluation.SurveyClosed'")
            .param("survey:" + ballots.getFirst().survey())
            .query(Long.class)
            .single();
    assertThat(answersAt(closing) - answersAt(closing - 1)).isGreaterThanOrEqualTo(ballots.size());
  }

  private int answersAt(long position) {
    return JsonPath.<List<Integer>>read(
            get("/api/classes/" + CLASS + "/follow-up?asOf=" + position).body(),
            "$.indicators[?(@.code=='S32')].numerator")
        .getFirst();
  }

  private List<String> queries() {
    long before = ballots.getFirst().position() - 1;
    return List.of("?limit=1000&type=evaluation.SurveyAnswered", "?limit=1000&after=" + before);
  }

  private String address(String pattern) {
    return pattern
        .replace("{student}", student.toString())
        .replace("{survey}", ballots.getFirst().survey())
        .replace("{session}", any("select id::text from delivery.session limit 1"))
        .replace(
            "{need}",
            any(
                "select payload ->> 'need' from eventlog.event where type = 'planning.NeedDiagnosed' limit 1"))
        .replace("{code:[A-Z]+}", "CPS")
        .replace("{code}", CLASS)
        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
  }

  private String any(String sql) {
    return jdbc.sql(sql).query(String.class).single();
  }
}
