package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A student's history in words, their page on a day of the past, and what a family reads first. */
class StudentPagesTest extends OnDemoSchool {
  private static final Pattern IDENTIFIER =
      Pattern.compile(">[^<]*\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}[^<]*<");

  private String history(Visitor reader, String query) {
    return reader.page("/students/" + student + "/history" + query).body();
  }

  @Test
  void aHistoryIsTheWordsOfFormsWithNamesAndWithoutIdentifiers() {
    String page = history(person("demo-teacher"), "?type=planning.NeedDiagnosed");
    assertThat(page)
        .contains("Besoin diagnostiqué", "Domaine", "asOf=")
        .doesNotContain("<strong>Élève inscrit", "user:", "teacher:", "sealed:", "AUTONOMY<");
    assertThat(IDENTIFIER.matcher(page).find()).isFalse();
    assertThat(history(person("demo-teacher"), "?type=none.Such")).contains("Rien n’est noté");
    assertThat(
            person("demo-teacher").page("/students/" + UUID.randomUUID() + "/history").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aFamilyHearsOfAnAlertOnceItIsDecided() {
    int waiting =
        jdbc.sql(
                """
                select count(*) from regulation.alert a
                where a.student = ? and not exists (
                  select from regulation.decision d where d.alert = a.id and not d.withdrawn)
                """)
            .param(student)
            .query(Integer.class)
            .single();
    int raised =
        jdbc.sql("select count(*) from regulation.alert where student = ?")
            .param(student)
            .query(Integer.class)
            .single();
    String query = "?type=evaluation.AlertRaised";
    assertThat(history(person("demo-guardian"), query).split("<strong>Alerte<", -1))
        .hasSize(1 + raised - waiting);
    assertThat(history(person("demo-teacher"), query).split("<strong>Alerte<", -1))
        .hasSize(1 + raised);
  }

  @Test
  void theFirstStepOfTheSliderShowsTheFirstDayAndTheLastShowsToday() {
    Visitor teacher = person("demo-teacher");
    String address = "/students/" + student;
    String first = teacher.page(address + "?moment=0").body();
    assertThat(first)
        .contains("Aucun besoin diagnostiqué", "rel=\"next\"")
        .doesNotContain("rel=\"prev\"");
    String today = teacher.page(address + "?moment=99999").body();
    assertThat(today)
        .contains("rel=\"prev\"")
        .doesNotContain("rel=\"next\"", "Aucun besoin diagnostiqué");
    assertThat(teacher.page(address + "?moment=x").statusCode()).isEqualTo(400);
  }

  @Test
  void aFamilyReadsFirstWhatGoesWellAndWhatComesNext() {
    String page = person("demo-guardian").page("/students/" + student).body();
    assertThat(page).contains("attendance-strip", "class=\"levels\"");
    assertThat(page.indexOf("Ce qui va bien"))
        .isPositive()
        .isLessThan(page.indexOf("Les prochaines dates"));
    assertThat(page.indexOf("Les prochaines dates")).isLessThan(page.indexOf("part-plan"));
    assertThat(person("demo-teacher").page("/students/" + student).body())
        .contains("Assiduité et compétences en images");
  }
}
