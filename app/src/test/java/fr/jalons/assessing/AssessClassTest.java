package fr.jalons.assessing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One page for a class; a command, and an event, for each student. */
class AssessClassTest extends OnDemoSchool {
  private static final String PAGE = "/classes/assessments?class=1CAPPSR";

  @Autowired Clock clock;

  private List<UUID> members() {
    return jdbc.sql(
            """
            select student from planning.membership_on(?) where structure = '0990001X:D:1CAPPSR'
            order by student
            """)
        .param(LocalDate.now(clock))
        .query(UUID.class)
        .list();
  }

  private int assessments() {
    return jdbc.sql(
            "select count(*) from eventlog.event where type = 'evaluation.CompetencyAssessed'")
        .query(Integer.class)
        .single();
  }

  private Map<String, String> form(Visitor teacher) {
    String page = teacher.page(PAGE).body();
    Map<String, String> form = new HashMap<>();
    form.put("_csrf", Visitor.csrf(page));
    form.put("key", page.replaceFirst("(?s).*name=\"key\"[^>]*value=\"([^\"]+)\".*", "$1"));
    form.put("class", "1CAPPSR");
    form.put("competency", "CPS-C1.1");
    form.put("context", "AP");
    form.put("discipline", "AP");
    form.put("observedOn", LocalDate.now(clock).toString());
    return form;
  }

  private static HttpResponse<String> send(Visitor teacher, Map<String, String> form) {
    return teacher.post("/classes/assessments", form, "Accept", "text/html");
  }

  @Test
  void eachStudentIsAssessedOnceHoweverOftenTheFormIsSent() {
    Visitor teacher = person("demo-teacher");
    Map<String, String> form = form(teacher);
    members().forEach(student -> form.put("level-" + student, "2"));
    int before = assessments();

    for (int twice = 0; twice < 2; twice++) {
      HttpResponse<String> sent = send(teacher, form);
      assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
    }
    assertThat(assessments()).isEqualTo(before + members().size());
  }

  @Test
  void whatIsRefusedOfOneIsSaidWithTheirNameAndLeavesTheOthersRecorded() {
    Visitor teacher = person("demo-teacher");
    Map<String, String> form = form(teacher);
    UUID wrong = members().getFirst();
    UUID right = members().getLast();
    form.put("level-" + wrong, "9");
    form.put("level-" + right, "3");
    int before = assessments();

    HttpResponse<String> sent = send(teacher, form);
    assertThat(sent.statusCode()).isEqualTo(422);
    String name =
        jdbc.sql("select first_name from identity.student where id = ?")
            .param(wrong)
            .query(String.class)
            .single();
    assertThat(sent.body()).contains("Une évaluation est enregistrée", "compris entre 1 et 4");
    assertThat(sent.body().replaceAll("(?s).*id=\"refused\"(.*?)</div>.*", "$1")).contains(name);
    assertThat(assessments()).isEqualTo(before + 1);

    form.put("level-" + wrong, "4");
    assertThat(send(teacher, form).statusCode()).isEqualTo(302);
    assertThat(assessments()).isEqualTo(before + 2);
  }

  @Test
  void whatIsWrongForAllIsSaidOnceAndNobodyIsSaidToo() {
    Visitor teacher = person("demo-teacher");
    Map<String, String> form = form(teacher);
    HttpResponse<String> nobody = send(teacher, form);
    assertThat(nobody.statusCode()).isEqualTo(422);
    assertThat(nobody.body()).contains("au moins un élève");

    members().forEach(student -> form.put("level-" + student, "2"));
    form.put("observedOn", LocalDate.now(clock).plusDays(1).toString());
    int before = assessments();
    HttpResponse<String> ahead = send(teacher, form);
    assertThat(ahead.statusCode()).isEqualTo(422);
    String said = ahead.body().replaceAll("(?s).*id=\"refused\"(.*?)</div>.*", "$1");
    assertThat(said.split("ne peut pas être dans le futur", -1)).hasSize(2);
    assertThat(assessments()).isEqualTo(before);
  }

  @Test
  void studentsOfOtherClassesAreNotAssessedAndOthersThanTheTeamNobody() {
    Visitor teacher = person("demo-teacher");
    UUID elsewhere =
        jdbc.sql(
                """
                select student from planning.membership_on(?) where structure like '%:D:%'
                  and structure <> '0990001X:D:1CAPPSR' limit 1
                """)
            .param(LocalDate.now(clock))
            .query(UUID.class)
            .single();
    Map<String, String> form = form(teacher);
    form.put("level-" + elsewhere, "2");
    int before = assessments();
    assertThat(send(teacher, form).statusCode()).isEqualTo(422);
    assertThat(assessments()).isEqualTo(before);

    assertThat(person("demo-head").page(PAGE).statusCode()).isEqualTo(403);
    assertThat(person("demo-student").page(PAGE).statusCode()).isEqualTo(403);
    assertThat(teacher.page("/classes/follow-up?class=1CAPPSR").body())
        .contains("/classes/assessments");
  }
}
