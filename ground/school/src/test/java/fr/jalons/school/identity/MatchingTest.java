package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import fr.jalons.school.roster.Warning;
import java.util.List;
import java.util.Objects;
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
  void anAddressStaysUntilAFileTellsOthers() {
    SchoolExport without = GUARDIANS.with("<MEL>aida.celik@example.org</MEL>", "");
    SchoolExport other =
        without.with("<PRENOM>Gwenaëlle</PRENOM>", "<PRENOM>Gwenaëlle</PRENOM><MEL>g@x.fr</MEL>");

    assertThat(emails(known)).containsExactly("aida.celik@example.org", null, null);
    assertThat(emails(match(known, STUDENTS, without).people()))
        .containsExactly("aida.celik@example.org", null, null);
    assertThat(match(known, STUDENTS, without).changed()).isFalse();
    assertThat(emails(match(known, STUDENTS, other).people()))
        .containsExactly(null, "g@x.fr", null);
    assertThat(match(known, STUDENTS, other).changed()).isTrue();
  }

  @Test
  void aNewAddressOfAStudentIsKeptAndChangesNothingElse() {
    SchoolExport told =
        STUDENTS.with("<PRENOM>Zoë</PRENOM>", "<PRENOM>Zoë</PRENOM><MEL>zoe@example.org</MEL>");

    MatchResult match = match(known, told);

    assertThat(match.people().students())
        .extracting(People.Student::email)
        .contains("zoe@example.org");
    assertThat(match.changed()).isTrue();
    assertThat(match.changedStudents()).isEmpty();
  }

  private static List<String> emails(People people) {
    return people.guardians().stream().map(People.Guardian::email).toList();
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
  void aNumberAloneNeedsTheNameOrTheBirthDate() {
    SchoolExport otherIne = STUDENTS.with("060000011AB", "060000012AB");
    SchoolExport otherDay = otherIne.with("29/02/2008", "01/03/2008");
    SchoolExport otherName = otherIne.with("<NOM_DE_FAMILLE>ÇELIK", "<NOM_DE_FAMILLE>KADER");

    assertThat(match(known, otherDay).doubts()).isEmpty();
    assertThat(match(known, otherName).doubts()).isEmpty();
    assertThat(
            numbers(match(known, otherDay.with("<NOM_DE_FAMILLE>ÇELIK", "<NOM_DE_FAMILLE>KADER"))))
        .containsExactly(List.of("5101"));
  }

  @Test
  void aNationalNumberAloneTellsWhoItIsWhateverTheName() {
    SchoolExport renumbered =
        STUDENTS
            .with("ELEVE_ID=\"5101\"", "ELEVE_ID=\"7101\"")
            .with("<NOM_DE_FAMILLE>ÇELIK", "<NOM_DE_FAMILLE>KADER")
            .with("29/02/2008", "01/03/2008");

    assertThat(match(known, renumbered).students().get("7101"))
        .isEqualTo(match(known, STUDENTS).students().get("5101"));
  }

  @Test
  void whereNumbersDisagreeNameAndBirthDateDecide() {
    SchoolExport swapped =
        STUDENTS
            .with("060000011AB", "0600000swap")
            .with("060000022CD", "060000011AB")
            .with("0600000swap", "060000022CD");
    MatchResult matched = match(known, swapped);

    assertThat(matched.doubts()).isEmpty();
    assertThat(matched.students()).isEqualTo(match(known, STUDENTS).students());
    assertThat(matched.people().students().getFirst().ine()).isEqualTo("060000022CD");
  }

  @Test
  void namesakesOfOneDayWhoseNumbersDisagreeAreOneConflict() {
    MatchResult matched = match(namesakes().people(), swappedNamesakes());

    assertThat(numbers(matched)).containsExactly(List.of("5101", "5102"));
    assertThat(matched.undecided()).hasSize(2);
    assertThat(matched.students()).doesNotContainKeys("5101", "5102").hasSize(3);
    assertThat(matched.warnings()).isEmpty();
    assertThat(matched.told().warnings())
        .extracting(Warning::key)
        .containsExactly("roster.conflict");
    assertThat(matched.people().conflicts()).hasSize(1);
    assertThat(matched.changed()).isTrue();
  }

  @Test
  void theSameDoubtKeepsItsId() {
    People before = namesakes().people();
    People.Conflict first =
        Objects.requireNonNull(match(before, swappedNamesakes()).people().conflicts()).getFirst();
    People open =
        new People(
            before.schoolName(),
            before.students(),
            before.guardians(),
            before.guardianships(),
            before.teachers(),
            List.of(first));

    MatchResult again = match(open, swappedNamesakes());

    assertThat(again.people().conflicts()).containsExactly(first);
    assertThat(again.changed()).isFalse();
    assertThat(match(open, namesakesFile()).changed()).isTrue();
  }

  @Test
  void twoLinesOfOneStudentAreAConflict() {
    SchoolExport doubled =
        STUDENTS
            .with("<ELEVE ELEVE_ID=\"5101\"", "<ELEVE ELEVE_ID=\"7101\"")
            .with("<STRUCTURES_ELEVE ELEVE_ID=\"5101\"", "<STRUCTURES_ELEVE ELEVE_ID=\"7101\"")
            .with("<ELEVE ELEVE_ID=\"5103\"", "<ELEVE ELEVE_ID=\"5101\"")
            .with("<STRUCTURES_ELEVE ELEVE_ID=\"5103\"", "<STRUCTURES_ELEVE ELEVE_ID=\"5101\"");

    assertThat(numbers(match(known, doubled))).containsExactly(List.of("7101", "5101"));
  }

  private static SchoolExport namesakesFile() {
    return STUDENTS
        .with("<NOM_DE_FAMILLE>O'CŒUR", "<NOM_DE_FAMILLE>ÇELIK")
        .with("<PRENOM>Jean-Noël", "<PRENOM>Zoë")
        .with("<DATE_NAISS>03/11/2010", "<DATE_NAISS>29/02/2008");
  }

  private static MatchResult namesakes() {
    return match(People.NOBODY, namesakesFile());
  }

  private static SchoolExport swappedNamesakes() {
    return namesakesFile()
        .with("060000011AB", "0600000swap")
        .with("060000022CD", "060000011AB")
        .with("0600000swap", "060000022CD");
  }

  private static List<List<String>> numbers(MatchResult matched) {
    return matched.doubts().stream()
        .map(doubt -> doubt.lines().stream().map(Roster.Student::externalId).toList())
        .toList();
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

  private static MatchResult match(People known, SchoolExport... exports) {
    Roster roster = RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
    return Matching.match(roster, known, UUID::randomUUID);
  }
}
