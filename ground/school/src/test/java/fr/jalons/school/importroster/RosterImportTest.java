package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.identity.StagedPeople;
import fr.jalons.school.roster.SchoolExport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** A first import over HTTP, of all files or some of them. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class RosterImportTest {
  private final SchoolClient school;
  private final JdbcClient jdbc;
  private final StagedPeople staged;
  private final String uai;
  private final SchoolExport students;
  private final SchoolExport guardians;
  private final SchoolExport staff;

  @Autowired
  RosterImportTest(WebApplicationContext web, JdbcClient jdbc, StagedPeople staged) {
    this.school = new SchoolClient(web);
    this.jdbc = jdbc;
    this.staged = staged;
    this.uai = school.uai();
    this.students = school.students();
    this.guardians = school.guardians();
    this.staff = school.staff();
  }

  @Test
  void whoLeftBeforeTheYearAndIsUnknownIsLeftOut() {
    SchoolExport left =
        students.with("<PRENOM>Awa", "<DATE_SORTIE>03/07/2026</DATE_SORTIE><PRENOM>Awa");

    MvcTestResult answer = school.send(left);

    assertThat(answer).hasStatusOk();
    assertThat(answer).bodyJson().extractingPath("$.students.created").isEqualTo(4);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.warnings[0]")
        .asString()
        .contains("sorti avant l’année scolaire");
    assertThat(school.people("student")).isEqualTo(4);
  }

  @Test
  void theFirstImportTellsWhatItFound() {
    MvcTestResult answer = school.send(students, guardians, staff);

    assertThat(answer).hasStatusOk().hasHeader("Jalons-Position", Long.toString(school.head()));
    assertThat(answer)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"school": {"uai": "%s", "year": 2026}, "classes": 2, "groups": 2,
             "students": {"created": 5, "updated": 0, "left": 1, "unchanged": 0},
             "guardians": 3, "teachers": 3, "conflicts": [], "warnings": []}
            """
                .formatted(uai));
  }

  @Test
  void theSameFilesAgainAppendNothing() {
    school.send(students, guardians, staff);
    long before = school.head();

    MvcTestResult answer = school.send(staff, students, guardians);

    assertThat(answer)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"school": {"uai": "%s", "year": 2026}, "classes": 2, "groups": 2,
             "students": {"created": 0, "updated": 0, "left": 0, "unchanged": 5},
             "guardians": 3, "teachers": 3, "conflicts": [], "warnings": []}
            """
                .formatted(uai));
    assertThat(school.head()).isEqualTo(before);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void peopleAreLiveWhenTheImportIsAnswered() {
    school.send(students, guardians, staff);

    assertThat(school.get("/api/students?class=1BOUL"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("ÇELIK", "PEÑA-SÃO", "VAN ROŸ");
    assertThat(school.get("/api/teachers"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .hasSize(3);
    assertThat(school.people("guardian")).isEqualTo(3);
    assertThat(
            jdbc.sql("select name from identity.school where uai = ?")
                .param(uai)
                .query(String.class)
                .single())
        .isEqualTo("LYCÉE PROFESSIONNEL DES ESSAIS");
  }

  @Test
  void onlySomeOfTheFilesLeaveTheOthersAlone() {
    assertThat(counts(school.send(staff))).isEqualTo("0 created, 0 updated, 0 left, 0 unchanged");
    assertThat(counts(school.send(students)))
        .isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(counts(school.send(guardians)))
        .isEqualTo("0 created, 0 updated, 0 left, 0 unchanged");

    assertThat(school.get("/api/classes"))
        .bodyJson()
        .isStrictlyEqualTo(
            """
            [{"code": "1BOUL", "label": "1CAP2 BOULANGER", "mef": "24122138210", "track": "22138", "students": 3},
             {"code": "2BOUL", "label": "2BOUL", "mef": "24122138220", "track": "22138", "students": 2}]
            """);
    assertThat(school.people("guardian")).isEqualTo(3);
    long before = school.head();
    school.send(students, guardians, staff);
    assertThat(school.head()).isEqualTo(before);
  }

  @Test
  void aGuardianOfAnUnknownStudentIsAWarning() {
    school.send(students);

    MvcTestResult answer = school.send(guardians.with("<ELEVE_ID>5103", "<ELEVE_ID>9999"));

    assertThat(answer).bodyJson().extractingPath("$.guardians").isEqualTo(2);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.warnings")
        .asArray()
        .containsExactly(
            "BEE_RESPONSABLES, ligne 37 : Cette personne est responsable d’un élève inconnu : le lien"
                + " est ignoré.");
    assertThat(school.people("guardian")).isEqualTo(2);
  }

  @Test
  void anImportWithoutFilesIsRefusedByName() {
    assertThat(school.send()).hasStatus(400);
    assertThat(school.send()).bodyJson().extractingPath("$.errors[0].field").isEqualTo("files");
    assertThat(school.send(SchoolExport.of("", ""))).hasStatus(400);
    assertThat(school.send(SchoolExport.of("", "")))
        .bodyJson()
        .extractingPath("$.errors[0].code")
        .isEqualTo("roster.no-file");
  }

  @Test
  void aFileThatIsNotSentAsOneIsRefused() {
    assertThat(school.sendText(students.text())).hasStatus(415);
  }

  @Test
  void theUpwardFileIsRefusedInTheReadersLanguage() {
    SchoolExport upward = SchoolExport.of("emp_sts.xml", "<EDT_STS/>");

    assertThat(school.send(upward))
        .bodyJson()
        .extractingPath("$.errors[0].message")
        .asString()
        .contains("sts_emp")
        .contains("fichier montant");
    assertThat(school.sendInEnglish(upward))
        .bodyJson()
        .extractingPath("$.errors[0].message")
        .asString()
        .contains("upward file");
  }
}
