package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import fr.jalons.school.roster.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SuppressionTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final Roster ROSTER = read(STUDENTS);
  private static final String STAYING = "5101";

  private final HikariDataSource database = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Suppression suppression = new Suppression(jdbc, Sealing.NONE);

  @BeforeEach
  void migrate() {
    new Migrations(database);
  }

  private static Roster read(SchoolExport export) {
    return RosterReader.read(List.of(export.file(), SchoolExport.guardians().file()));
  }

  private static Roster.Student pupil(String number) {
    return ROSTER.students().stream()
        .filter(one -> one.externalId().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static Roster.Student leaver() {
    return ROSTER.students().stream().filter(one -> one.leftOn() != null).findFirst().orElseThrow();
  }

  private void erased(Roster.Student pupil, boolean returns) {
    suppression.add(ROSTER.school(), pupil.externalId(), pupil.ine(), returns);
  }

  private static @Nullable Warning about(Roster.Student pupil, Roster roster) {
    return roster.warnings().stream()
        .filter(warning -> warning.key().equals("roster.erased-student"))
        .filter(warning -> warning.line() == pupil.place().line())
        .findFirst()
        .orElse(null);
  }

  @Test
  void aSchoolWithoutErasedStudentsIsImportedAsItIs() {
    assertThat(suppression.applied(ROSTER)).isSameAs(ROSTER);
  }

  @Test
  void anErasedStudentIsLeftOutWithTheFamilyAndAWarningAtTheLine() {
    Roster.Student gone = pupil(STAYING);
    erased(gone, false);

    Roster applied = suppression.applied(ROSTER);

    assertThat(applied.students()).hasSize(ROSTER.students().size() - 1).doesNotContain(gone);
    assertThat(applied.guardianships()).noneMatch(link -> link.student().equals(STAYING));
    assertThat(about(gone, applied)).isNotNull();
  }

  @Test
  void aNewNumberDoesNotHelpWhoHasTheSameNationalNumber() {
    erased(pupil(STAYING), false);

    Roster renumbered = read(STUDENTS.with("\"" + STAYING + "\"", "\"9901\""));

    assertThat(suppression.applied(renumbered).students())
        .noneMatch(student -> student.externalId().equals("9901"));
  }

  @Test
  void afterRetentionWhoIsPresentAgainIsBelievedAndWhoIsListedAsGoneIsNot() {
    erased(pupil(STAYING), true);
    erased(leaver(), true);

    Roster applied = suppression.applied(ROSTER);

    assertThat(applied.students()).contains(pupil(STAYING)).doesNotContain(leaver());
  }

  @Test
  void anotherSchoolKnowsNothingOfIt() {
    suppression.add(new SchoolId("0110001A"), STAYING, pupil(STAYING).ine(), false);

    assertThat(suppression.applied(ROSTER)).isSameAs(ROSTER);
  }

  @Test
  void noNumberStandsInTheTable() {
    erased(pupil(STAYING), false);

    assertThat(jdbc.sql("select fingerprint from identity.suppressed").query(String.class).list())
        .hasSize(2)
        .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
  }
}
