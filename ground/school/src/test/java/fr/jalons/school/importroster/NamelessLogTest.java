package fr.jalons.school.importroster;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Names, numbers and the names of files stay out of the event log. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class NamelessLogTest {
  private final SchoolClient school;
  private final JdbcClient jdbc;
  private final SchoolExport students;
  private final SchoolExport guardians;
  private final SchoolExport staff;

  @Autowired
  NamelessLogTest(WebApplicationContext web, JdbcClient jdbc) {
    this.school = new SchoolClient(web);
    this.jdbc = jdbc;
    this.students = school.students();
    this.guardians = school.guardians();
    this.staff = school.staff();
  }

  @Test
  void theLogKnowsNoNames() {
    school.send(students, guardians, staff);
    school.send(students.with("ÇELIK", "OZTURK"), guardians, staff);

    String log =
        String.join(
            "\n",
            jdbc.sql(
                    """
                    select e.payload || ' ' || e.metadata || ' ' || string_agg(t.tag, ' ')
                    from eventlog.event e join eventlog.event_tag t using (position)
                    group by e.position
                    """)
                .query((row, index) -> row.getString(1))
                .list());
    for (String word :
        List.of(
            "ÇELIK",
            "OZTURK",
            "Zoë",
            "CŒUR",
            "VAN ROŸ",
            "Jean-Noël",
            "QUÉMÉRÉ",
            "ÅBERG",
            "Tobias",
            "MÜLLER",
            "DÉPARTEMENTAL",
            "ÉTIENNE",
            "LHÉRITIER",
            "FAURÉ",
            "060000011AB",
            "\"5101\"",
            "\"8801\"",
            "eleves.xml")) {
      assertThat(log.toUpperCase(Locale.ROOT).contains(word.toUpperCase(Locale.ROOT)))
          .as(word)
          .isFalse();
    }
    assertThat(log.contains(school.uai() + ":D:1BOUL")).isTrue();
  }
}
