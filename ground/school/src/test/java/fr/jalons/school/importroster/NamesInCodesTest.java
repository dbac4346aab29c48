package fr.jalons.school.importroster;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** What a school calls its classes, groups and subjects may be the name of a pupil. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class NamesInCodesTest {
  private final SchoolClient school;
  private final JdbcClient jdbc;
  private final SchoolExport students;
  private final SchoolExport guardians;
  private final SchoolExport staff;

  @Autowired
  NamesInCodesTest(WebApplicationContext web, JdbcClient jdbc) {
    this.school = new SchoolClient(web);
    this.jdbc = jdbc;
    this.students = school.students();
    this.guardians = school.guardians();
    this.staff = school.staff();
  }

  @Test
  void aLabelWithANameGivesWayToTheCode() {
    SchoolExport named = staff.with("ANGLAIS MÉLANGÉ", "Suivi de Zoe Celik");

    List<String> warnings = warnings(school.send(students, guardians, named));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("ligne " + (named.lineOf("Suivi de") - 1), "libellé")
        .doesNotContainIgnoringCase("celik");
    assertThat(payloads("StructureDeclared"))
        .contains("\"label\":\"ANG-MIX\"", "\"label\":\"ACCOMPAGNEMENT 1BOUL\"")
        .doesNotContainIgnoringCase("celik");
  }

  @Test
  void aCodeWithANameIsKeptAndTold() {
    SchoolExport named = staff.with("AP-1A", "AP_QUEMERE");

    List<String> warnings =
        warnings(school.send(students.with("AP-1A", "AP_QUEMERE"), guardians, named));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("ligne " + named.lineOf("AP_QUEMERE"), "code")
        .doesNotContainIgnoringCase("quemere");
    assertThat(warnings(school.send(staff.with("AP-1A", "AP_MULLER"))))
        .as("a known guardian who is not in this file")
        .anyMatch(warning -> warning.contains("code"));
  }

  @Test
  void noWarningQuotesAName() {
    SchoolExport named =
        staff
            .with("<CODE_STRUCTURE>1BOUL<", "<CODE_STRUCTURE>ÅBERG<")
            .with(
                "<DIVISION_APPARTENANCE CODE=\"1BOUL\"/></",
                "<DIVISION_APPARTENANCE CODE=\"Peña-São\"/></")
            .with("GROUPE CODE=\"ANG-MIX\"", "GROUPE CODE=\"VANROY\"")
            .with("<ENSEIGNANT ID=\"33\"", "<ENSEIGNANT ID=\"99\"")
            .with("GROUPE CODE=\"AP-1A\"", "GROUPE CODE=\"1-QUEMERE\"");

    List<String> warnings =
        warnings(school.send(students.with("ANG-MIX", "celik"), guardians, named));

    assertThat(warnings).hasSizeGreaterThanOrEqualTo(8);
    for (String text : List.of(warnings.toString(), payloads("RosterImported"))) {
      assertThat(text)
          .doesNotContainIgnoringCase("berg")
          .doesNotContainIgnoringCase("PEÑA")
          .doesNotContainIgnoringCase("vanroy")
          .doesNotContainIgnoringCase("celik")
          .doesNotContainIgnoringCase("quemere");
    }
  }

  @Test
  void subjectsAreListedOnceWithoutNames() {
    SchoolExport named =
        staff.with(
            "<DONNEES>",
            """
            <NOMENCLATURES><MATIERES>
              <MATIERE CODE="020700"><LIBELLE_COURT>FRANCAIS</LIBELLE_COURT><LIBELLE_LONG>LETTRES</LIBELLE_LONG></MATIERE>
              <MATIERE CODE="006600"><LIBELLE_LONG>AP DE AWA QUEMERE</LIBELLE_LONG></MATIERE>
            </MATIERES></NOMENCLATURES><DONNEES>""");

    assertThat(warnings(school.send(students, named)))
        .singleElement()
        .asString()
        .contains("matière");
    assertThat(warnings(school.send(students, named))).hasSize(1);

    assertThat(school.events("SubjectsListed")).isEqualTo(1);
    assertThat(payloads("SubjectsListed"))
        .contains("{\"code\":\"020700\",\"labels\":[\"LETTRES\",\"FRANCAIS\"]}")
        .contains("{\"code\":\"006600\",\"labels\":[]}");
  }

  private static List<String> warnings(MvcTestResult answer) {
    assertThat(answer).hasStatusOk();
    try {
      return JsonPath.read(answer.getResponse().getContentAsString(), "$.warnings");
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String payloads(String type) {
    return String.join(
        "\n",
        jdbc.sql(
                """
                select e.payload from eventlog.event e join eventlog.event_tag t using (position)
                where e.type = 'planning.' || ? and t.tag = 'school:' || ?
                """)
            .params(type, school.uai())
            .query(String.class)
            .list());
  }
}
