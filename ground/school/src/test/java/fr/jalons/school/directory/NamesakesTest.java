package fr.jalons.school.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.StudentId;
import fr.jalons.school.Directory;
import fr.jalons.school.SchoolApplication;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class NamesakesTest {
  private final StudentId older = new StudentId(UUID.randomUUID());
  private final StudentId younger = new StudentId(UUID.randomUUID());
  private final StudentId other = new StudentId(UUID.randomUUID());

  @Autowired Directory directory;
  @Autowired JdbcClient jdbc;

  private void student(StudentId id, String first, LocalDate birth) {
    jdbc.sql(
            """
            insert into identity.student (id, school, external_id, family_name, first_name, birth_date, search)
            values (?, '0777777Z', ?, 'MARTIN', ?, ?, '')
            """)
        .params(id.value(), id.toString(), first, birth)
        .update();
  }

  @AfterEach
  void forget() {
    LocaleContextHolder.resetLocaleContext();
    jdbc.sql("delete from identity.student where school = '0777777Z'").update();
    jdbc.sql("delete from planning.leaver where student = any (?)")
        .param(List.of(older, younger, other).stream().map(StudentId::value).toArray(UUID[]::new))
        .update();
  }

  @Test
  void areToldApartByBirthDateWhereTheyStandTogether() {
    student(older, "Léa", LocalDate.parse("2009-03-01"));
    student(younger, "LÉA", LocalDate.parse("2010-11-30"));
    student(other, "Zoé", LocalDate.parse("2010-05-05"));

    assertThat(directory.names(List.of(older, younger, other)))
        .containsEntry(older, "MARTIN Léa (01/03/2009)")
        .containsEntry(younger, "MARTIN LÉA (30/11/2010)")
        .containsEntry(other, "MARTIN Zoé");
    assertThat(directory.name(older)).isEqualTo("MARTIN Léa");
  }

  @Test
  void whoHasLeftIsToldFromWhoIsThereAndFromWhoWillLeave() {
    student(older, "Léa", LocalDate.parse("2009-03-01"));
    student(younger, "Léa", LocalDate.parse("2010-11-30"));
    student(other, "Zoé", LocalDate.parse("2010-05-05"));
    leaves(older, LocalDate.parse("2026-09-30"));
    leaves(other, LocalDate.parse("2026-10-02"));
    LocaleContextHolder.setLocale(Locale.FRENCH);

    assertThat(directory.names(List.of(older, younger, other)))
        .containsEntry(older, "MARTIN Léa (01/03/2009) (parti le 30/09/2026)")
        .containsEntry(younger, "MARTIN Léa (30/11/2010)")
        .containsEntry(other, "MARTIN Zoé");
  }

  private void leaves(StudentId student, LocalDate on) {
    jdbc.sql("insert into planning.leaver values (?, ?)").params(student.value(), on).update();
  }
}
