package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.marks.NameFinder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is odd in a file but does not stand in the way. */
class RosterWarningTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();
  private static final SchoolExport STAFF = SchoolExport.staff();
  private static final NameFinder NO_NAMES = NameFinder.of(List.of());

  @Test
  void aGuardianOfAnUnknownStudentIsLeftOut() {
    SchoolExport guardians = GUARDIANS.with("<ELEVE_ID>5103</ELEVE_ID>", "<ELEVE_ID>1</ELEVE_ID>");

    Roster roster = read(STUDENTS, guardians);

    assertThat(roster.guardians()).hasSize(2);
    assertThat(roster.warnings())
        .containsExactly(
            Warning.at(
                RosterSource.GUARDIANS,
                guardians.lineOf("<ELEVE_ID>1<") - 1,
                "roster.guardian-of-unknown-student"));
  }

  @Test
  void withoutThePupilsFileAllGuardiansAreKeptForTheImportToJudge() {
    assertThat(read(GUARDIANS).guardianships()).hasSize(3);
    assertThat(read(GUARDIANS).warnings()).isEmpty();
  }

  @Test
  void whatIsNoAddressIsNotKept() {
    SchoolExport wrong = GUARDIANS.with("aida.celik@example.org", "aida.celik(at)example.org");

    Roster roster = read(STUDENTS, wrong);

    assertThat(roster.guardians()).extracting(Roster.Guardian::email).containsOnlyNulls();
    assertThat(roster.warnings()).extracting(Warning::key).containsExactly("roster.bad-email");
    assertThat(
            read(STUDENTS, GUARDIANS.with("aida.celik@example.org", "a@b.fr ; c@d.fr")).guardians())
        .extracting(Roster.Guardian::email)
        .contains("a@b.fr");
  }

  @Test
  void whatSiecleKeepsInactivePupilsInIsNoClass() {
    SchoolExport inactive =
        STUDENTS.with(
            "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>1BOUL",
            "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>INACTIF");
    SchoolExport division = STAFF.with("<DIVISIONS>", "<DIVISIONS><DIVISION CODE=\"Inactifs\"/>");

    Roster roster = read(inactive, division);

    assertThat(roster.students())
        .filteredOn(student -> student.externalId().equals("5103"))
        .extracting(Roster.Student::classes)
        .containsExactly(List.of());
    assertThat(roster.structures())
        .extracting(Roster.Structure::code)
        .containsExactlyInAnyOrder("1BOUL", "2BOUL", "AP-1A", "ANG-MIX");
    assertThat(roster.warnings())
        .extracting(Warning::key)
        .containsExactly("roster.student-without-class");
  }

  @Test
  void aStudentMayWaitForAClass() {
    SchoolExport students =
        STUDENTS.without("<STRUCTURES_ELEVE ELEVE_ID=\"5103\"", "</STRUCTURES_ELEVE>");

    assertThat(keys(students)).containsExactly("roster.student-without-class");
  }

  @Test
  void aStudentWhoLeavesNeedsNoClass() {
    assertThat(keys(STUDENTS.without("<STRUCTURES_ELEVE ELEVE_ID=\"5105\"", "</STRUCTURES_ELEVE>")))
        .isEmpty();
  }

  @Test
  void aGroupThatStsDoesNotKnowIsToldOnceAndKept() {
    Roster roster = read(STUDENTS.with("AP-1A", "AP-9Z"), STAFF);

    assertThat(roster.warnings())
        .extracting(Warning::key, Warning::args)
        .containsExactly(tuple("roster.structure-not-in-sts", List.of("AP-9Z")));
    assertThat(roster.structures()).hasSize(5);
  }

  @Test
  void aServiceOfAnUnknownTeacherIsLeftOut() {
    Roster roster = read(STAFF.with("<ENSEIGNANT ID=\"33\"", "<ENSEIGNANT ID=\"99\""));

    assertThat(roster.services()).hasSize(3);
    assertThat(roster.warnings())
        .extracting(Warning::key)
        .containsExactly("roster.service-of-unknown-teacher");
  }

  @Test
  void anUnknownClassIsNeitherLedNorDrawnFrom() {
    Roster roster =
        read(
            STAFF
                .with("<CODE_STRUCTURE>1BOUL", "<CODE_STRUCTURE>9BOUL")
                .with(
                    "<DIVISION_APPARTENANCE CODE=\"2BOUL\"/>",
                    "<DIVISION_APPARTENANCE CODE=\"8\"/>"));

    assertThat(roster.teachers().getFirst().leads()).isEmpty();
    assertThat(roster.structures().getLast().classes()).containsExactly("1BOUL");
    assertThat(roster.warnings())
        .extracting(Warning::key)
        .containsExactlyInAnyOrder("roster.lead-of-unknown-class", "roster.group-of-unknown-class");
  }

  @Test
  void aWarningIsKeptAsOneLineAndReadAgain() {
    Warning plain = Warning.at(RosterSource.STUDENTS, 12, "roster.student-without-class");
    Warning withCode = Warning.at(RosterSource.STAFF, 7, "roster.structure-not-in-sts", "1 A|B");

    assertThat(Warning.parse(plain.code(NO_NAMES))).isEqualTo(plain);
    assertThat(Warning.parse(withCode.code(NO_NAMES))).isEqualTo(withCode);
  }

  private static List<String> keys(SchoolExport... exports) {
    return read(exports).warnings().stream().map(Warning::key).toList();
  }

  private static Roster read(SchoolExport... exports) {
    return RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
  }
}
