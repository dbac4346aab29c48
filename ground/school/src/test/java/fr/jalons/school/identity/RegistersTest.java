package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pupils are found again where another source tells of them, which does not know their numbers. */
class RegistersTest {
  private static final Hints HINTS = new Hints(new SchoolId("0990001B"), 2026, Map.of());
  private static final String LIST =
      """
      Nom;Prénom;Naissance;INE;Classe
      Celik;zoe;29/02/2008;;1BOUL
      VAN ROŸ;Jean-Noël;03/11/2010;;1BOUL
      PEÑA SÃO;Inaya;17/05/2011;060000033XY;1BOUL
      """;

  private final People siecle = match(People.NOBODY, SchoolExport.students().file()).people();

  @Test
  void aListFindsThemByNameInUseOrFamilyNameAndBirthDate() {
    MatchResult matched = match(siecle, list(LIST));

    assertThat(matched.doubts()).isEmpty();
    assertThat(Set.copyOf(matched.students().values()))
        .isEqualTo(
            siecle.students().stream()
                .limit(3)
                .map(one -> new StudentId(one.id()))
                .collect(Collectors.toSet()));
  }

  @Test
  void aListCompletesWhatSiecleToldAndChangesNothingOfIt() {
    People.Student known = siecle.students().get(2);
    List<People.Student> told = match(siecle, list(LIST)).people().students();

    assertThat(told.subList(0, 2)).isEqualTo(siecle.students().subList(0, 2));
    assertThat(told.get(2).externalId()).isEqualTo("5103");
    assertThat(told.get(2).familyName()).isEqualTo(known.familyName());
    assertThat(told.get(2).mef()).isEqualTo(known.mef());
    assertThat(told.get(2).ine()).isEqualTo("060000033XY");
  }

  @Test
  void theSameListAgainChangesNobody() {
    People known = match(People.NOBODY, list(LIST)).people();

    assertThat(match(known, list(LIST)).people()).isEqualTo(known);
    assertThat(match(known, list(LIST)).changed()).isFalse();
  }

  @Test
  void siecleTakesOverWhomAListHasBrought() {
    People listed = match(People.NOBODY, list(LIST)).people();
    MatchResult matched = match(listed, SchoolExport.students().file());

    assertThat(matched.doubts()).isEmpty();
    assertThat(matched.people().students().subList(0, 3))
        .extracting(People.Student::id)
        .containsExactlyElementsOf(listed.students().stream().map(People.Student::id).toList());
    assertThat(matched.people().students())
        .extracting(People.Student::externalId)
        .containsExactly("5101", "5102", "5103", "5104", "5105");
    assertThat(matched.people().students().get(2).ine()).isEqualTo("060000033XY");
  }

  @Test
  void aNationalNumberTellsWhoItIsWhateverTheList() {
    MatchResult matched =
        match(siecle, list("Nom;Prénom;INE;Classe\nCELIK-DUPRÉ;Zoé;060000011AB;1BOUL\n"));

    assertThat(matched.people().students())
        .extracting(People.Student::id, People.Student::familyName)
        .containsExactly(tuple(siecle.students().getFirst().id(), "ÇELIK"));
  }

  @Test
  void nobodyIsGuessed() {
    String otherIne = LIST.replace("29/02/2008;", "29/02/2008;060000099ZZ");
    String otherDay = LIST.replace("29/02/2008", "28/02/2008");

    assertThat(match(siecle, list(otherIne)).doubts())
        .extracting(doubt -> doubt.lines().size(), doubt -> doubt.students().getFirst().id())
        .containsExactly(tuple(1, siecle.students().getFirst().id()));
    assertThat(match(siecle, list(otherDay)).doubts()).isEmpty();
    assertThat(match(siecle, list(otherDay)).people().students())
        .extracting(People.Student::id)
        .doesNotContain(siecle.students().getFirst().id());
  }

  @Test
  void aNameWithoutBirthDateIsADoubtUnlessItsNumberIsKnown() {
    RosterFile[] files = oneRoster();
    MatchResult doubtful = match(siecle, files);
    People alone = match(People.NOBODY, files).people();

    assertThat(doubtful.doubts())
        .extracting(doubt -> doubt.students().getFirst().externalId())
        .containsExactly("5101");
    assertThat(alone.students())
        .extracting(People.Student::externalId, People.Student::birthDate)
        .containsExactly(tuple("oneroster:s1", null));
    assertThat(match(alone, files).changed()).isFalse();
  }

  @Test
  void aBirthDateThatCameLaterIsKept() {
    RosterFile[] files = oneRoster();
    RosterFile[] more = Arrays.copyOf(files, files.length + 1);
    more[files.length] = csv("demographics", "sourcedId,birthDate\ns1,2008-02-29\n");
    People told = match(match(People.NOBODY, files).people(), more).people();

    assertThat(told.students().getFirst().birthDate()).hasToString("2008-02-29");
    assertThat(match(told, files).people()).isEqualTo(told);
    assertThat(match(siecle, more).doubts()).isEmpty();
  }

  private static RosterFile[] oneRoster() {
    return new RosterFile[] {
      csv("users", "sourcedId,role,givenName,familyName\ns1,student,Zoë,ÇELIK\n"),
      csv("classes", "sourcedId,title,classType\nc1,1BOUL,homeroom\n"),
      csv("enrollments", "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,s1,student\n")
    };
  }

  private static RosterFile csv(String name, String text) {
    return RosterFile.of(name + ".csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static RosterFile list(String text) {
    return csv("liste", text);
  }

  private static MatchResult match(People known, RosterFile... files) {
    Roster roster = RosterReader.read(List.of(files), HINTS);
    return Matching.match(roster, known, UUID::randomUUID);
  }
}
