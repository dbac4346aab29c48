package fr.jalons.planning.write.importroster;

import static fr.jalons.planning.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.planning.PlanningApplication;
import fr.jalons.planning.SchoolClient;
import fr.jalons.planning.roster.SchoolExport;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

/** What a later import of the same school changes. */
@SpringBootTest(classes = PlanningApplication.class, properties = "spring.flyway.enabled=false")
class RosterReimportTest {
  private final SchoolClient school;
  private final SchoolExport students;
  private final SchoolExport guardians;

  @Autowired
  RosterReimportTest(WebApplicationContext web) {
    this.school = new SchoolClient(web);
    this.students = school.students();
    this.guardians = school.guardians();
  }

  @Test
  void aNameChangeKeepsTheStudentAndLeavesTheNameOutOfTheLog() {
    school.send(students);
    Object before = school.idOf("5101");
    long head = school.head();

    assertThat(counts(school.send(students.with("ÇELIK", "ÖZDEMIR"))))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");

    assertThat(school.head()).isEqualTo(head + 1);
    assertThat(school.idOf("5101")).isEqualTo(before);
    assertThat(school.get("/api/students?q=ozdemir"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(1);
  }

  @Test
  void aMoveIsDatedByTheExport() {
    school.send(students);
    SchoolExport moved =
        students
            .with("14/09/2026", "28/09/2026")
            .with(
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>1BOUL",
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>2BOUL");

    assertThat(counts(school.send(moved))).isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");

    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 27))).isEqualTo(3);
    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 28))).isEqualTo(2);
    assertThat(school.members("2BOUL", LocalDate.of(2026, 9, 28))).isEqualTo(3);
  }

  @Test
  void whoLeavesCountsOnceAndStaysInTheListOfAll() {
    school.send(students, guardians);
    SchoolExport left =
        students
            .with("14/09/2026", "28/09/2026")
            .with("<PRENOM>Awa", "<DATE_SORTIE>25/09/2026</DATE_SORTIE><PRENOM>Awa");

    assertThat(counts(school.send(left))).isEqualTo("0 created, 0 updated, 1 left, 4 unchanged");
    assertThat(counts(school.send(left))).isEqualTo("0 created, 0 updated, 0 left, 5 unchanged");

    assertThat(school.get("/api/students?class=2BOUL"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(1);
    assertThat(school.get("/api/students?q=awa"))
        .bodyJson()
        .extractingPath("$[0].class")
        .isEqualTo("2BOUL");
  }

  @Test
  void whoIsMissingFromALaterFileHasLeft() {
    school.send(students);
    SchoolExport shorter =
        students.withoutStudent("5103").with("DATE_EXPORT>14/", "DATE_EXPORT>28/");

    assertThat(counts(school.send(shorter))).isEqualTo("0 created, 0 updated, 1 left, 4 unchanged");
    assertThat(counts(school.send(shorter))).isEqualTo("0 created, 0 updated, 0 left, 4 unchanged");
    assertThat(counts(school.send(students)))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
  }

  @Test
  void aStudentIsFoundAgainByTheNationalNumberThoughTheSchoolsNumberChanged() {
    school.send(students);
    Object before = school.idOf("5102");

    assertThat(counts(school.send(students.with("ELEVE_ID=\"5102\"", "ELEVE_ID=\"6102\""))))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
    assertThat(school.idOf("6102")).isEqualTo(before);
  }
}
