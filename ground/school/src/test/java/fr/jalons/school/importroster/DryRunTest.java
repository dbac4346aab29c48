package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** What an import would do, without doing it. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class DryRunTest {
  private final SchoolClient school;
  private final SchoolExport students;
  private final SchoolExport later;

  @Autowired
  DryRunTest(WebApplicationContext web) {
    this.school = new SchoolClient(web);
    this.students = school.students();
    this.later = students.with("DATE_EXPORT>14/", "DATE_EXPORT>28/");
  }

  @Test
  void anUnknownSchoolIsToldWhatWouldBeInIt() {
    MvcTestResult dry = school.dryRun(students);

    assertThat(counts(dry)).isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(dry).bodyJson().extractingPath("$.dryRun").isEqualTo(true);
    assertThat(dry).bodyJson().extractingPath("$.confirm").asArray().isEmpty();
    assertThat(dry).bodyJson().extractingPath("$.entering").asArray().hasSize(5);
    assertThat(dry).bodyJson().extractingPath("$.leaving[0].leftOn").isEqualTo("2026-10-16");
    assertThat(school.people("student")).isZero();
    assertThat(school.people("staged")).isZero();
    assertThat(school.events("RosterImported")).isZero();
  }

  @Test
  void whoComesGoesAndMovesIsTold() {
    school.send(students);
    long head = school.head();
    SchoolExport changed =
        later
            .withoutStudent("5102")
            .with("ELEVE_ID=\"5103\"", "ELEVE_ID=\"7103\"")
            .with(
                "ELEVE_ID=\"5101\">\n        <STRUCTURE><CODE_STRUCTURE>1BOUL",
                "ELEVE_ID=\"5101\">\n        <STRUCTURE><CODE_STRUCTURE>2BOUL");

    MvcTestResult dry = school.dryRun(changed);

    assertThat(counts(dry)).isEqualTo("1 created, 1 updated, 2 left, 2 unchanged");
    assertThat(dry)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"dryRun": true, "confirm": [],
             "entering": [{"lastName": "PEÑA-SÃO", "firstName": "Inaya", "class": "1BOUL"}],
             "leaving": [{"lastName": "PEÑA-SÃO", "class": "1BOUL", "leftOn": "2026-09-28"},
                         {"lastName": "VAN ROŸ", "class": "1BOUL", "leftOn": "2026-09-28"}],
             "moving": [{"lastName": "ÇELIK", "from": "1BOUL", "to": "2BOUL"}]}
            """);
    assertThat(school.head()).isEqualTo(head);
    assertThat(school.people("staged")).isZero();
    assertThat(counts(school.send(changed))).isEqualTo("1 created, 1 updated, 2 left, 2 unchanged");
  }

  @Test
  void whatWouldHaveToBeConfirmedIsToldAndDoesNotRefuse() {
    school.send(later);
    SchoolExport partial =
        students.withoutStudent("5101").withoutStudent("5102").withoutStudent("5103");

    MvcTestResult dry = school.dryRun(partial);

    assertThat(counts(dry)).isEqualTo("0 created, 0 updated, 3 left, 2 unchanged");
    assertThat(dry)
        .bodyJson()
        .extractingPath("$.confirm")
        .asArray()
        .containsExactly("older-export", "leaving");
    assertThat(dry)
        .bodyJson()
        .extractingPath("$.leaving[*].lastName")
        .asArray()
        .containsExactly("ÇELIK", "PEÑA-SÃO", "VAN ROŸ");
  }

  @Test
  void faultsAreRefusedAsInAnImport() {
    assertThat(school.dryRun(students.with("29/02/2008", "30/02/2008"))).hasStatus(400);
  }
}
