package fr.jalons.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An installation whose own day is always another one than that of its school. */
@TestPropertySource(
    properties = {"jalons.time-zone=Etc/GMT+12", "jalons.time-zones=0990001X=Pacific/Kiritimati"})
class SchoolsOverseasTest extends OnDemoSchool {
  private static final ZoneId HERE = ZoneId.of("Etc/GMT+12");
  private static final ZoneId THERE = ZoneId.of("Pacific/Kiritimati");
  private static final String SCHOOL = "0990001X";

  @Test
  void todayIsTheDayOfTheSchool() {
    String figures = "/api/indicators?codes=S10";
    LocalDate before = LocalDate.now(THERE);
    List<String> days =
        List.of(
            day(person("demo-head").get(figures)),
            day(get(figures + "&school=" + SCHOOL)),
            day(get(figures + "&class=1CAPPSR&school=" + SCHOOL)));
    LocalDate after = LocalDate.now(THERE);

    assertThat(days).allMatch(day -> day.equals(before + "") || day.equals(after + ""));
    assertThat(before).isNotEqualTo(LocalDate.now(HERE));
  }

  private static String day(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonPath.read(answer.body(), "$[0].until");
  }

  @Test
  void momentsAreShownAsItsClocksShowThem() {
    String session =
        jdbc.sql(
                """
                select s.id::text from delivery.session s
                join planning.assignment a on a.structure = s.school || ':G:' || s.code and a.until is null
                join security.account t on t.person = a.teacher
                where s.kind = 'GROUP' and t.login = 'demo-teacher' order by s.start desc, s.id limit 1
                """)
            .query(String.class)
            .single();
    OffsetDateTime start =
        jdbc.sql("select start from delivery.session where id = ?::uuid")
            .param(session)
            .query(OffsetDateTime.class)
            .single();

    assertThat(person("demo-teacher").page("/sessions/" + session).body())
        .contains(
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").format(start.atZoneSameInstant(THERE)));
  }
}
