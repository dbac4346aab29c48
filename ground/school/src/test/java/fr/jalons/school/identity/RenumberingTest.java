package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import fr.jalons.school.roster.Warning;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guardians and teachers whose numbers change, or change hands. */
class RenumberingTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport STAFF = SchoolExport.staff();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();
  private static final SchoolExport ANOTHER =
      GUARDIANS.with("O'CŒUR", "KADER").with("Gwenaëlle", "Paul");

  private final People known = match(People.NOBODY, STUDENTS, GUARDIANS, STAFF).people();

  @Test
  void aNumberThatNowIsSomebodyElsesDoesNotLeadToTheFormer() {
    assertThat(guardian(match(known, STUDENTS, ANOTHER), "8802"))
        .isNotEqualTo(guardian(known, "8802"));
  }

  @Test
  void whoseOneNameIsCorrectedIsTheSame() {
    SchoolExport married = GUARDIANS.with("O'CŒUR", "KADER");
    SchoolExport corrected = GUARDIANS.with("Gwenaëlle", "Gwénola");

    assertThat(guardian(match(known, STUDENTS, married), "8802"))
        .isEqualTo(guardian(known, "8802"));
    assertThat(guardian(match(known, STUDENTS, corrected), "8802"))
        .isEqualTo(guardian(known, "8802"));
  }

  @Test
  void anInstitutionWithAnotherNameIsAnother() {
    MatchResult renamed = match(known, STUDENTS, GUARDIANS.with("SERVICE DÉPARTEMENTAL", "UDAF"));

    assertThat(guardian(renamed, "8803")).isNotEqualTo(guardian(known, "8803"));
  }

  @Test
  void whoHasANewNumberIsTheSameHoweverTheNameIsSpelled() {
    SchoolExport renumbered =
        GUARDIANS.with("8802", "9902").with("O'CŒUR", "O Coeur").with("Gwenaëlle", "GWENAELLE");
    MatchResult matched = match(known, STUDENTS, renumbered);

    assertThat(guardian(matched, "9902")).isEqualTo(guardian(known, "8802"));
    assertThat(matched.warnings()).isEmpty();
  }

  @Test
  void twoWhoseNumbersChangedPlacesStayWhoTheyAre() {
    SchoolExport swapped = GUARDIANS.with("8801", "swap").with("8802", "8801").with("swap", "8802");
    MatchResult matched = match(known, STUDENTS, swapped);

    assertThat(guardian(matched, "8801")).isEqualTo(guardian(known, "8802"));
    assertThat(guardian(matched, "8802")).isEqualTo(guardian(known, "8801"));
  }

  @Test
  void aNamesakeOfOtherChildrenIsSomebodyElse() {
    SchoolExport elsewhere =
        GUARDIANS.with(
            "<ELEVE_ID>5102</ELEVE_ID><PERSONNE_ID>8802",
            "<ELEVE_ID>5104</ELEVE_ID><PERSONNE_ID>9902");
    SchoolExport namesake = elsewhere.with("PERSONNE_ID=\"8802\"", "PERSONNE_ID=\"9902\"");

    assertThat(guardian(match(known, STUDENTS, namesake), "9902"))
        .isNotEqualTo(guardian(known, "8802"));
  }

  @Test
  void aNamesakeBesideThePersonWhoseNumberIsStillThereIsSomebodyElse() {
    SchoolExport both =
        GUARDIANS
            .with(
                "<PERSONNE PERSONNE_ID=\"8802\">",
                "<PERSONNE PERSONNE_ID=\"9902\"><NOM_DE_FAMILLE>O'CŒUR</NOM_DE_FAMILLE>"
                    + "<PRENOM>Gwenaëlle</PRENOM></PERSONNE><PERSONNE PERSONNE_ID=\"8802\">")
            .with("<PERSONNE_ID>8802", "<PERSONNE_ID>9902");

    assertThat(guardian(match(known, STUDENTS, both), "9902"))
        .isNotEqualTo(guardian(known, "8802"));
  }

  @Test
  void whoTwoPeopleMayBeIsSomebodyNewWithAWarning() {
    SchoolExport twins =
        GUARDIANS
            .with("O'CŒUR", "ÇELIK")
            .with("Gwenaëlle", "Aïda")
            .with("<ELEVE_ID>5102", "<ELEVE_ID>5101");
    People two = match(People.NOBODY, STUDENTS, twins).people();
    SchoolExport one =
        twins
            .without("<PERSONNE PERSONNE_ID=\"8802\"", "</PERSONNE>")
            .without(
                "<RESPONSABLE>\n        <ELEVE_ID>5101</ELEVE_ID><PERSONNE_ID>8802",
                "</RESPONSABLE>")
            .with("8801", "9901");
    MatchResult matched = match(two, STUDENTS, one);

    assertThat(guardian(matched, "9901")).isNotIn(guardian(two, "8801"), guardian(two, "8802"));
    assertThat(matched.warnings()).extracting(Warning::key).containsExactly("roster.several-fit");
  }

  @Test
  void aTeacherIsFoundByTheNameOnceTheNumberIsGone() {
    SchoolExport renumbered = STAFF.with("\"31\"", "\"41\"");
    SchoolExport another = STAFF.with("LHÉRITIER", "KADER").with("Maïté", "Paul");

    assertThat(teacher(match(known, renumbered).people(), "41")).isEqualTo(teacher(known, "31"));
    assertThat(teacher(match(known, another).people(), "31")).isNotEqualTo(teacher(known, "31"));
  }

  private static UUID guardian(MatchResult matched, String number) {
    return guardian(matched.people(), number);
  }

  private static UUID guardian(People people, String number) {
    return people.guardians().stream()
        .filter(one -> number.equals(one.externalId()))
        .map(People.Guardian::id)
        .findFirst()
        .orElseThrow();
  }

  private static UUID teacher(People people, String number) {
    return Objects.requireNonNull(people.teachers()).stream()
        .filter(one -> number.equals(one.externalId()))
        .map(People.Teacher::id)
        .findFirst()
        .orElseThrow();
  }

  private static MatchResult match(People known, SchoolExport... exports) {
    Roster roster = RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
    return Matching.match(roster, known, UUID::randomUUID);
  }
}
