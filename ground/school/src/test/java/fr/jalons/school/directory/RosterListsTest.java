package fr.jalons.school.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Classes, teachers and students as an import left them. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class RosterListsTest {

  private final SchoolClient school;

  @Autowired
  RosterListsTest(WebApplicationContext web) {
    this.school = new SchoolClient(web);
  }

  @BeforeEach
  void imported() {
    assertThat(school.send(school.students(), school.staff())).hasStatusOk();
  }

  @Test
  void aClassCountsThoseWhoBelongToItToday() {
    assertThat(school.get("/api/classes"))
        .bodyJson()
        .isStrictlyEqualTo(
            """
            [{"code": "1BOUL", "label": "1CAP2 BOULANGER", "mef": "24122138210", "track": "22138", "students": 3},
             {"code": "2BOUL", "label": "2BOUL", "mef": "24122138220", "track": "22138", "students": 2}]
            """);
  }

  @Test
  void aClassOfLastYearIsNotListed() {
    MvcTestResult nextYear =
        school.send(
            school
                .students()
                .with("<ANNEE_SCOLAIRE>2026", "<ANNEE_SCOLAIRE>2027")
                .with("2BOUL", "3BOUL")
                .with("1BOUL", "2BOUL"));

    assertThat(nextYear).hasStatusOk();
    assertThat(school.get("/api/classes"))
        .bodyJson()
        .extractingPath("$[*].code")
        .asArray()
        .containsExactly("2BOUL", "3BOUL");
  }

  @Test
  void beforeTheYearStartsAClassCountsThoseWhoAreToCome() {
    school.send(
        school
            .students()
            .with("<ANNEE_SCOLAIRE>2026", "<ANNEE_SCOLAIRE>2027")
            .withoutStudent("5105")
            .withoutStudent("5104")
            .with("ELEVE_ID=\"5103\"", "ELEVE_ID=\"7103\"")
            .with("1BOUL", "1NEUF"));

    // Two of them are in 1BOUL until summer; the third is new.
    assertThat(school.get("/api/students?class=1NEUF"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("PEÑA-SÃO");
    assertThat(school.get("/api/students?class=1BOUL"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(3);
  }

  @Test
  void aTeacherHasTheClassesAndGroupsTaughtOrLed() {
    assertThat(school.get("/api/teachers"))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            [{"lastName": "BÂTISSE", "firstName": "Hervé", "classes": ["2BOUL"], "groups": []},
             {"lastName": "ÉTIENNE", "firstName": "Maïté", "classes": ["1BOUL"], "groups": ["AP-1A"]},
             {"lastName": "FAURÉ", "firstName": "Agnès", "classes": [], "groups": ["AP-1A"]}]
            """);
  }

  @Test
  void peopleAreListedInTheOrderOfTheAlphabet() {
    assertThat(school.get("/api/teachers"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("BÂTISSE", "ÉTIENNE", "FAURÉ");
    assertThat(school.get("/api/students"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("ÅBERG", "ÇELIK", "PEÑA-SÃO", "QUÉMÉRÉ", "VAN ROŸ");
  }

  @Test
  void aTeacherWhoIsNoLongerInTheFileIsNoLongerListed() {
    school.send(
        school
            .staff()
            .without("<INDIVIDU ID=\"33\"", "</INDIVIDU>")
            .with("<ENSEIGNANT ID=\"33\" TYPE=\"epp\"/>", ""));

    assertThat(school.get("/api/teachers"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("BÂTISSE", "ÉTIENNE");
  }

  @Test
  void aStudentIsShownUnderTheNameInUseWithClassAndGroups() {
    assertThat(school.get("/api/students?class=1BOUL"))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            [{"lastName": "ÇELIK", "firstName": "Zoë", "class": "1BOUL",
              "groups": ["ANG-MIX", "AP-1A"]},
             {"lastName": "PEÑA-SÃO", "firstName": "Inaya", "class": "1BOUL", "groups": []},
             {"lastName": "VAN ROŸ", "firstName": "Jean-Noël", "class": "1BOUL", "groups": ["AP-1A"]}]
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "celik, 1",
    "ÇELİK, 1",
    "zoe CELIK, 1",
    "coeur, 1",
    "o’cœur, 1",
    "roy, 1",
    "pena-sao, 1",
    "é, 5",
    "%, 0",
    "_, 0",
    "\\, 0",
    "zoe inaya, 0",
    "'  ', 5",
  })
  void aSearchMindsNeitherAccentsNorCapitals(String q, int found) {
    assertThat(school.get("/api/students?q={q}", q))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(found);
  }
}
