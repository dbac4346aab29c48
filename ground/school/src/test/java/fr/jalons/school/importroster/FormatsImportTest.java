package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.Zipped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Archives, lists and OneRoster's files are imported by the rules of SIECLE's. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class FormatsImportTest {
  private static final String LIST =
      """
      Nom;Prénom;Naissance;Classe
      ÇELIK;Zoë;29/02/2008;2BOUL
      VAN ROŸ;Jean-Noël;03/11/2010;1BOUL
      PEÑA-SÃO;Inaya;17/05/2011;1BOUL
      QUÉMÉRÉ;Awa;08/01/2009;2BOUL
      """;

  private final SchoolClient school;
  private final JdbcClient jdbc;
  private final Map<String, String> here;

  @Autowired
  FormatsImportTest(WebApplicationContext web, JdbcClient jdbc) {
    this.school = new SchoolClient(web);
    this.jdbc = jdbc;
    this.here = Map.of("school", school.uai(), "year", "2026");
  }

  @Test
  void anArchiveIsImportedAsItComes() {
    MvcTestResult answer =
        school.sendFiles(
            Map.of(),
            Zipped.with("eleves.xml", school.students().bytes()).as("a.zip"),
            Zipped.with("responsables.xml", school.guardians().bytes()).as("b.zip"));

    assertThat(counts(answer)).isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(answer).bodyJson().extractingPath("$.guardians").isEqualTo(3);
  }

  @Test
  void aListIsImportedAndTheSameAgainAppendsNothing() {
    assertThat(counts(school.sendFiles(here, list(LIST))))
        .isEqualTo("4 created, 0 updated, 0 left, 0 unchanged");
    long head = school.head();

    assertThat(counts(school.sendFiles(here, list(LIST))))
        .isEqualTo("0 created, 0 updated, 0 left, 4 unchanged");
    assertThat(school.head()).isEqualTo(head);
  }

  @Test
  void aListAfterSiecleMovesPupilsAndLeavesTheirGroups() {
    school.send(school.students().withoutStudent("5105"));

    MvcTestResult answer = school.sendFiles(here, list(LIST));

    assertThat(counts(answer)).isEqualTo("0 created, 1 updated, 0 left, 3 unchanged");
    assertThat(school.members("2BOUL", LocalDate.of(2026, 12, 20))).isEqualTo(2);
    assertThat(inGroup("AP-1A")).isEqualTo(2);
  }

  @Test
  void whomAListDoesNotHaveLeavesIfThatIsConfirmed() {
    school.sendFiles(here, list(LIST));
    RosterFile one = list(LIST.lines().limit(2).reduce("", (all, line) -> all + line + '\n'));

    assertThat(school.sendFiles(here, one)).hasStatus(409);
    assertThat(
            counts(
                school.sendFiles(
                    Map.of("school", school.uai(), "year", "2026", "confirm", "leaving"), one)))
        .isEqualTo("0 created, 0 updated, 3 left, 1 unchanged");
  }

  @Test
  void aPupilWithoutBirthDateIsImported() {
    MvcTestResult answer =
        school.sendFiles(
            here,
            csv("users", "sourcedId,role,givenName,familyName\ns1,student,Zoë,ÇELIK\n"),
            csv("classes", "sourcedId,title,classType\nc1,1BOUL,homeroom\n"),
            csv("enrollments", "sourcedId,classSourcedId,userSourcedId,role\ne,c1,s1,student\n"));

    assertThat(counts(answer)).isEqualTo("1 created, 0 updated, 0 left, 0 unchanged");
    assertThat(school.get("/api/students"))
        .bodyJson()
        .extractingPath("$[0].lastName")
        .isEqualTo("ÇELIK");
  }

  @Test
  void whatAListDoesNotTellIsAskedForWithTheHeadingsItHas() {
    MvcTestResult answer = school.sendFiles(Map.of(), list(LIST.replace("Nom;", "Élève;")));

    assertThat(answer).hasStatus(400);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.errors[*].field")
        .asArray()
        .containsExactly("school", "year", "lastName");
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.lists[0].headings")
        .asArray()
        .containsExactly("Élève", "Prénom", "Naissance", "Classe");
    assertThat(
            counts(
                school.sendFiles(
                    Map.of("school", school.uai(), "year", "2026", "columns", "lastName=Élève"),
                    list(LIST.replace("Nom;", "Élève;")))))
        .startsWith("4 created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"year=x", "year=1", "school=x", "columns=shoe=Nom"})
  void nonsenseIsRefused(String field) {
    int end = field.indexOf('=');

    assertThat(
            school.sendFiles(Map.of(field.substring(0, end), field.substring(end + 1)), list(LIST)))
        .hasStatus(400);
  }

  private int inGroup(String code) {
    return jdbc.sql(
            "select count(*) from planning.membership where structure = ? and until is null")
        .param(school.uai() + ":G:" + code)
        .query(Integer.class)
        .single();
  }

  private static RosterFile list(String text) {
    return csv("liste", text);
  }

  private static RosterFile csv(String name, String text) {
    return RosterFile.of(name + ".csv", text.getBytes(StandardCharsets.UTF_8));
  }
}
