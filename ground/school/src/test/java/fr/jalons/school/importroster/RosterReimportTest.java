package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** What a later import of the same school changes. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class RosterReimportTest {
  private final AxonConfiguration axon;
  private final SchoolClient school;
  private final SchoolExport students;
  private final SchoolExport guardians;

  @Autowired
  RosterReimportTest(WebApplicationContext web, AxonConfiguration axon) {
    this.axon = axon;
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
            .with("14/09/2026</DATE_EXPORT>", "28/09/2026</DATE_EXPORT>")
            .with(
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>1BOUL",
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>2BOUL");

    assertThat(counts(school.send(moved))).isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");

    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 27))).isEqualTo(3);
    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 28))).isEqualTo(2);
    assertThat(school.members("2BOUL", LocalDate.of(2026, 9, 28))).isEqualTo(3);
  }

  @Test
  void aTypoInALeavingChangesNothing() {
    school.send(students);
    long before = school.head();
    SchoolExport typo =
        students
            .with("14/09/2026</DATE_EXPORT>", "28/09/2026</DATE_EXPORT>")
            .with("<DATE_ENTREE>01/09/2026", "<DATE_ENTREE>01/09/2024")
            .with("<PRENOM>Awa", "<DATE_SORTIE>25/09/2025</DATE_SORTIE><PRENOM>Awa");

    MvcTestResult refused = school.send(typo);

    assertThat(refused).hasStatus(400).hasContentType("application/problem+json");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("ELEVE/DATE_SORTIE");
    assertThat(refused).bodyJson().extractingPath("$.errors[0].file").isEqualTo("eleves.xml");
    assertThat(refused).bodyJson().extractingPath("$.errors[0].line").isNotNull();
    assertThat(school.confirming("attendance", typo)).hasStatus(400);
    assertThat(school.head()).isEqualTo(before);
  }

  @Test
  void aLeavingThatARollContradictsIsRefusedUntilItIsConfirmed() {
    school.send(students);
    StudentId awa = new StudentId(school.idOf("5104"));
    given(
        new SessionHeld(
            new SessionId(UUID.randomUUID()),
            StructureId.of(new SchoolId(school.uai()), Kind.CLASS, "2BOUL"),
            Instant.parse("2026-09-25T08:00:00Z"),
            60,
            List.of(new Attendance(awa, AttendanceStatus.PRESENT, 60)),
            List.of(awa),
            List.of(),
            null,
            List.of()));
    long before = school.head();
    SchoolExport left =
        students
            .with("14/09/2026</DATE_EXPORT>", "28/09/2026</DATE_EXPORT>")
            .with("<PRENOM>Awa", "<DATE_SORTIE>24/09/2026</DATE_SORTIE><PRENOM>Awa");

    MvcTestResult refused = school.send(left);

    assertThat(refused).hasStatus(409).hasContentType("application/problem+json");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.confirm")
        .asArray()
        .containsExactly("attendance");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("ELEVE/DATE_SORTIE");
    assertThat(school.head()).isEqualTo(before);
    assertThat(school.confirming("no-such-word", left)).hasStatus(400);
    assertThat(counts(school.confirming("attendance", left)))
        .isEqualTo("0 created, 0 updated, 1 left, 4 unchanged");
    assertThat(counts(school.send(left))).isEqualTo("0 created, 0 updated, 0 left, 5 unchanged");
  }

  private void given(Object event) {
    axon.getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            unit -> {
              EventAppender.forContext(unit).append(List.of(event));
              return CompletableFuture.<Void>completedFuture(null);
            })
        .join();
  }

  @Test
  void whoLeavesCountsOnceAndStaysInTheListOfAll() {
    school.send(students, guardians);
    SchoolExport left =
        students
            .with("14/09/2026</DATE_EXPORT>", "28/09/2026</DATE_EXPORT>")
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
    assertThat(counts(school.confirming("older-export", students)))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
  }

  @Test
  void aFileWithoutManyIsRefusedWithTheirNamesUntilItIsConfirmed() {
    school.send(students);
    long before = school.head();
    SchoolExport partial =
        students
            .withoutStudent("5101")
            .withoutStudent("5102")
            .withoutStudent("5103")
            .with("DATE_EXPORT>14/", "DATE_EXPORT>28/");

    MvcTestResult refused = school.send(partial);

    assertThat(refused).hasStatus(409);
    assertThat(refused).bodyJson().extractingPath("$.confirm").asArray().containsExactly("leaving");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.leaving[*].lastName")
        .asArray()
        .containsExactly("ÇELIK", "PEÑA-SÃO", "VAN ROŸ");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.leaving[*].class")
        .asArray()
        .containsExactly("1BOUL", "1BOUL", "1BOUL");
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.leaving[0].id")
        .isEqualTo(school.idOf("5101").toString());
    assertThat(school.head()).isEqualTo(before);
    assertThat(counts(school.confirming("leaving", partial)))
        .isEqualTo("0 created, 0 updated, 3 left, 2 unchanged");
  }

  @Test
  void anOlderFileIsRefusedWithBothDays() {
    school.send(students);

    MvcTestResult refused = school.send(students.with("DATE_EXPORT>14/", "DATE_EXPORT>07/"));

    assertThat(refused).hasStatus(409);
    assertThat(refused)
        .bodyJson()
        .extractingPath("$.detail")
        .asString()
        .contains("07/09/2026", "14/09/2026");
    assertThat(refused).bodyJson().extractingPath("$.errors[0].line").isEqualTo(6);
    assertThat(refused).bodyJson().doesNotHavePath("$.leaving");
  }

  @Test
  void theDayOfEntryIsKeptThoughALaterFileDoesNotTellIt() {
    school.send(students);
    SchoolExport silent =
        students
            .with("<DATE_ENTREE>14/09/2026</DATE_ENTREE>", "")
            .with("DATE_EXPORT>14/", "DATE_EXPORT>28/");
    SchoolExport moved =
        students
            .with("<DATE_ENTREE>14/09/2026", "<DATE_ENTREE>09/09/2026")
            .with("DATE_EXPORT>14/", "DATE_EXPORT>28/");

    assertThat(counts(school.send(silent))).isEqualTo("0 created, 0 updated, 0 left, 5 unchanged");
    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 10))).isEqualTo(2);
    assertThat(counts(school.send(moved))).isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 8))).isEqualTo(2);
    assertThat(school.members("1BOUL", LocalDate.of(2026, 9, 9))).isEqualTo(3);
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
