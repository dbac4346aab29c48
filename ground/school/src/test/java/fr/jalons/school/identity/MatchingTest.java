package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport STAFF = SchoolExport.staff();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();

  private final People known = match(People.NOBODY, STUDENTS, GUARDIANS, STAFF).people();

  @Test
  void theSamePeopleAreFoundAgainUnchanged() {
    MatchResult again = match(known, STUDENTS, GUARDIANS, STAFF);

    assertThat(again.people()).isEqualTo(known);
    assertThat(again.changed()).isFalse();
    assertThat(again.changedStudents()).isEmpty();
  }

  @Test
  void aNumberThatCameLaterDoesNotMakeAnotherStudent() {
    SchoolExport withIne =
        STUDENTS.with(
            "<NOM_DE_FAMILLE>PEÑA", "<INE_RNIE>060000033XY</INE_RNIE><NOM_DE_FAMILLE>PEÑA");

    assertThat(match(known, withIne).students()).isEqualTo(match(known, STUDENTS).students());
    assertThat(match(known, withIne).changedStudents()).hasSize(1);
  }

  @Test
  void aNationalNumberOnceKnownIsNotForgotten() {
    SchoolExport withoutIne = STUDENTS.with("<ID_NATIONAL>060000011AB</ID_NATIONAL>", "");

    assertThat(match(known, withoutIne).changed()).isFalse();
  }

  @Test
  void aCorrectedNationalNumberIsTakenOver() {
    MatchResult corrected = match(known, STUDENTS.with("060000011AB", "060000012AB"));

    assertThat(corrected.students()).isEqualTo(match(known, STUDENTS).students());
    assertThat(corrected.people().students().getFirst().ine()).isEqualTo("060000012AB");
  }

  @Test
  void theNumberOfAnotherChildIsRefused() {
    assertThat(
            refused(STUDENTS.with("060000011AB", "060000012AB").with("29/02/2008", "01/03/2008")))
        .containsExactly("roster.number-of-another");
  }

  @Test
  void twoNumbersOfTwoStudentsAreRefused() {
    SchoolExport swapped =
        STUDENTS
            .with("060000011AB", "0600000swap")
            .with("060000022CD", "060000011AB")
            .with("0600000swap", "060000022CD");

    assertThat(refused(swapped))
        .containsExactly("roster.numbers-disagree", "roster.numbers-disagree");
  }

  @Test
  void twoStudentsOfTheFileCannotBothBeOneKnownStudent() {
    SchoolExport doubled =
        STUDENTS
            .with("<ELEVE ELEVE_ID=\"5101\"", "<ELEVE ELEVE_ID=\"7101\"")
            .with("<STRUCTURES_ELEVE ELEVE_ID=\"5101\"", "<STRUCTURES_ELEVE ELEVE_ID=\"7101\"")
            .with("<ELEVE ELEVE_ID=\"5103\"", "<ELEVE ELEVE_ID=\"5101\"")
            .with("<STRUCTURES_ELEVE ELEVE_ID=\"5103\"", "<STRUCTURES_ELEVE ELEVE_ID=\"5101\"");

    assertThat(refused(doubled)).containsExactly("roster.same-student-twice");
  }

  @Test
  void aTeacherWhoChangedRegisterIsTheSamePerson() {
    MatchResult moved = match(known, STAFF.with("TYPE=\"local\">", "TYPE=\"epp\">"));

    assertThat(moved.teachers().values())
        .containsExactlyElementsOf(match(known, STAFF).teachers().values());
    assertThat(moved.changed()).isTrue();
  }

  @Test
  void guardiansAloneReferToTheStudentsWhoAreKnown() {
    MatchResult alone = match(known, GUARDIANS.with("<ELEVE_ID>5103", "<ELEVE_ID>1"));

    assertThat(alone.links()).hasSize(2);
    assertThat(alone.people().guardians()).hasSize(2);
    assertThat(alone.warnings()).hasSize(1);
  }

  @Test
  void peopleDoNotTellTheirNames() {
    assertThat(known.toString()).doesNotContain("ÇELIK", "Zoë", "MÜLLER", "FAURÉ", "060000011AB");
    assertThat(RosterReader.read(List.of(STUDENTS.file())).toString())
        .doesNotContain("ÇELIK", "Zoë", "QUÉMÉRÉ", "060000011AB");
  }

  private List<String> refused(SchoolExport... exports) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> match(known, exports));
    assertThat(refusal.faults()).allMatch(fault -> fault.line() != null);
    return refusal.faults().stream().map(Fault::key).toList();
  }

  private static MatchResult match(People known, SchoolExport... exports) {
    Roster roster = RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
    return Matching.match(roster, known, UUID::randomUUID);
  }
}
