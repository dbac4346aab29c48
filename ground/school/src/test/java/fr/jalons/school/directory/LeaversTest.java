package fr.jalons.school.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Lists and what a search finds tell who has left. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class LeaversTest {
  private final SchoolClient school;
  private final SchoolExport students;

  @Autowired
  LeaversTest(WebApplicationContext web) {
    this.school = new SchoolClient(web);
    this.students = school.students();
  }

  @Test
  void whoHasLeftIsMarkedUntilTheyAreBack() {
    SchoolExport gone = students.with("16/10/2026", "30/09/2026");
    school.send(gone);
    assertThat(leftOn("aberg")).isEqualTo("2026-09-30");
    assertThat(leftOn("celik")).isNull();

    school.send(students.with("<DATE_SORTIE>16/10/2026</DATE_SORTIE>", ""));

    assertThat(leftOn("aberg")).isNull();
  }

  @Test
  void whoWillLeaveIsStillThere() {
    school.send(students);

    assertThat(leftOn("aberg")).isNull();
  }

  private Object leftOn(String name) {
    MvcTestResult found = school.get("/api/students?q=" + name);
    Object[] left = new Object[1];
    assertThat(found).bodyJson().extractingPath("$[0].leftOn").satisfies(value -> left[0] = value);
    return left[0];
  }
}
