package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that people made, as CSV files or as workbooks. */
@Timeout(60)
class ClassListTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001B");
  private static final Hints HINTS = new Hints(SCHOOL, 2026, Map.of());
  private static final String LIST =
      """
      Nom;Prénom;Né(e) le;Classe
      ÇELIK;Zoë;29/02/2008;1BOUL
      O'CŒUR;Jean-Noël;3/11/2010;2 BOUL
      """;

  @ParameterizedTest
  @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "windows-1252, ''"})
  void encodingAndSeparatorAreFound(String charset, String mark) {
    for (String separator : List.of(";", ",", "\t", "|")) {
      Roster roster = read(mark + LIST.replace(";", separator), Charset.forName(charset));

      assertThat(roster.students())
          .extracting(one -> one.name(), Roster.Student::birthDate, Roster.Student::classes)
          .containsExactly(
              tuple(
                  new PersonName("ÇELIK", null, "Zoë"),
                  LocalDate.of(2008, 2, 29),
                  List.of("1BOUL")),
              tuple(
                  new PersonName("O'CŒUR", null, "Jean-Noël"),
                  LocalDate.of(2010, 11, 3),
                  List.of("2 BOUL")));
    }
  }

  @Test
  void aColumnOfAddressesIsRead() {
    Roster roster =
        read("Nom;Prénom;Né(e) le;Classe;Courriel\nÇELIK;Zoë;29/02/2008;1BOUL;z@x.fr\n");

    assertThat(roster.students()).extracting(Roster.Student::email).containsExactly("z@x.fr");
  }

  @Test
  void aListIsARosterOfTheSchoolAndYearThatItsSenderTells() {
    Roster roster = read(LIST);

    assertThat(roster.school()).isEqualTo(SCHOOL);
    assertThat(roster.year()).isEqualTo(2026);
    assertThat(roster.exports()).containsOnlyKeys(RosterSource.STUDENTS);
    assertThat(roster.exportedOn()).isNull();
    assertThat(roster.structures())
        .extracting(Roster.Structure::kind, Roster.Structure::code)
        .containsExactly(tuple(Kind.CLASS, "1BOUL"), tuple(Kind.CLASS, "2 BOUL"));
    assertThat(roster.students()).noneMatch(Roster.Student::groupsTold);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOM DE FAMILLE;PRENOMS;Date de naissance;Division",
        "Surname;First name;Date of birth;Class",
        "last_name;first_name;birth_date;class_code",
        "Liste des élèves\n\n Nom ;\"Prénom\";DDN;CLASSE",
      })
  void usualHeadingsAreRecognised(String headings) {
    assertThat(read(headings + "\nDUPRÉ;Léa;2010-02-01;1CAP\n").students())
        .extracting(one -> one.name().first(), Roster.Student::classes)
        .containsExactly(tuple("Léa", List.of("1CAP")));
  }

  @ParameterizedTest
  @CsvSource({
    "01/02/2010, 2010-02-01",
    "1/2/2010, 2010-02-01",
    "01.02.2010, 2010-02-01",
    "01-02-2010, 2010-02-01",
    "2010-02-01, 2010-02-01",
    "2010-02-01 00:00:00, 2010-02-01",
    "40210, 2010-02-01",
  })
  void birthDatesAreReadAsPeopleWriteThem(String text, LocalDate day) {
    assertThat(read(LIST.replace("29/02/2008", text)).students().getFirst().birthDate())
        .isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "29/02/2008, 30/02/2008, Né(e) le, roster.bad-date",
    "29/02/2008, 29/02/08, Né(e) le, roster.bad-date",
    "29/02/2008, 29/02/1808, Né(e) le, roster.bad-date",
    "29/02/2008, 29/02/2028, Né(e) le, roster.born-after-entry",
    "29/02/2008, '', Né(e) le, roster.nothing-tells-apart",
    "Zoë, '', Prénom, roster.missing",
    "ÇELIK, '=HYPERLINK(\"\"http://x\"\")', Nom, roster.formula",
    "ÇELIK, @SUM(A1), Nom, roster.formula",
    "ÇELIK, Ã‡ELIK, Nom, roster.garbled",
  })
  void aFaultNamesLineAndColumn(String old, String changed, String column, String key) {
    assertThat(faults(LIST.replace(old, changed.contains("\"") ? '"' + changed + '"' : changed)))
        .extracting(Fault::file, Fault::line, Fault::field, Fault::key)
        .containsExactly(tuple("liste.csv", 2, column, key));
  }

  @Test
  void whereNothingIsRecognisedTheSenderTellsTheColumns() {
    String list = LIST.replace("Nom;Prénom;Né(e) le;Classe", "Élève;Petit nom;Jour;Où");
    Refusal refusal = refusal(list, HINTS);
    Hints told =
        Hints.of(
            SCHOOL,
            2026,
            List.of("lastName=Élève", "firstName=petit NOM", "birthDate=Jour", "class=Où", "ine="));

    assertThat(refusal.faults())
        .extracting(Fault::line, Fault::field)
        .containsExactly(
            tuple(1, "lastName"), tuple(1, "firstName"), tuple(1, "birthDate"), tuple(1, "class"));
    assertThat(refusal.details())
        .containsEntry(
            "lists",
            List.of(
                new ListHeadings(
                    "liste.csv", List.of("Élève", "Petit nom", "Jour", "Où"), Map.of())));
    assertThat(RosterReader.read(List.of(file(list)), told).students())
        .isEqualTo(read(LIST).students());
  }

  @Test
  void aColumnThatTheSenderTakesAwayIsNotRead() {
    Hints told = Hints.of(SCHOOL, 2026, List.of("class="));

    assertThat(refusal(LIST, told).faults())
        .extracting(Fault::key)
        .containsExactly("roster.no-column.class");
    assertThat(refusal(LIST, Hints.of(SCHOOL, 2026, List.of("class=Salle"))).faults())
        .containsExactly(Fault.of("columns", "roster.unknown-heading"));
    assertThat(
            catchThrowableOfType(Refusal.class, () -> Hints.of(null, null, List.of("shoe=Nom")))
                .faults())
        .containsExactly(Fault.of("columns", "roster.unknown-column"));
  }

  @Test
  void schoolAndYearAreAskedForTogetherWithAllElse() {
    assertThat(refusal(LIST.replace("29/02/2008", "x"), Hints.NONE).faults())
        .extracting(Fault::field, Fault::key)
        .containsExactlyInAnyOrder(
            tuple("school", "roster.school-needed"),
            tuple("year", "roster.year-needed"),
            tuple("Né(e) le", "roster.bad-date"));
  }

  @Test
  void severalListsAreOneAndTellGroupsToo() {
    Roster roster =
        RosterReader.read(
            List.of(
                file(LIST),
                RosterFile.of(
                    "suite.csv",
                    bytes("nom,prenom,ine,classe,groupes\nBA,Awa,060000044ef,1BOUL,AP1|ANG\n"))),
            HINTS);

    assertThat(roster.students()).hasSize(3);
    assertThat(roster.students().getLast())
        .extracting(Roster.Student::ine, Roster.Student::groups, Roster.Student::groupsTold)
        .containsExactly("060000044EF", List.of("AP1", "ANG"), true);
  }

  @Test
  void namesakesOfOneDayNeedTheirNationalNumbers() {
    String twice = LIST + "celik;ZOE;29/02/2008;2 BOUL\n";
    String told =
        "Nom;Prénom;Naissance;INE;Classe\n"
            + "ÇELIK;Zoë;29/02/2008;060000011AB;1BOUL\n"
            + "ÇELIK;Zoë;29/02/2008;060000022CD;1BOUL\n";

    assertThat(faults(twice))
        .containsExactly(
            Fault.in("liste.csv", 4, "lastName", "roster.listed-twice", "2", "liste.csv"));
    assertThat(read(told).students())
        .extracting(Roster.Student::externalId)
        .doesNotHaveDuplicates()
        .allMatch(number -> Register.of(number) == Register.LIST);
    assertThat(faults(told.replace("22CD", "11AB")))
        .extracting(Fault::key)
        .containsExactly("roster.duplicate-ine");
    assertThat(faults(told.replace("060000022CD", "néant")))
        .extracting(Fault::key)
        .containsExactly("roster.bad-ine");
  }

  @Test
  void inactifsIsNoClassInAListEither() {
    Roster roster = read(LIST.replace("1BOUL", "inactifs"));

    assertThat(roster.students().getFirst().classes()).isEmpty();
    assertThat(roster.warnings())
        .containsExactly(Warning.at(RosterSource.CLASS_LIST, 2, "roster.student-without-class"));
  }

  @Test
  void aListGoesWithTheStaffButNotWithSieclesPupils() {
    RosterFile staff = SchoolExport.staff().file();

    assertThat(RosterReader.read(List.of(file(LIST), staff), HINTS).exports())
        .containsOnlyKeys(RosterSource.STUDENTS, RosterSource.STAFF);
    assertThat(
            catchThrowableOfType(
                    Refusal.class,
                    () ->
                        RosterReader.read(
                            List.of(file(LIST), SchoolExport.students().file()), HINTS))
                .faults())
        .extracting(Fault::key)
        .containsExactly("roster.same-export-twice");
  }

  @Test
  void excelTellsItselfTheSeparator() {
    assertThat(read("sep=,\nNom,Prénom,Né le,Classe\nA;B,C,01/02/2010,1\n").students())
        .extracting(one -> one.name().family())
        .containsExactly("A;B");
  }

  @Test
  void hostileTextsAreRefused() {
    assertThat(faults("Nom;Prénom\n" + "x;y\n".repeat(1_000_000)))
        .extracting(Fault::key)
        .containsExactly("roster.too-many-lines");
    assertThat(faults(LIST + "\"never closed\n" + "x".repeat(50_000)))
        .containsExactly(Fault.in("liste.csv", 4, null, "roster.csv-malformed"));
    assertThat(faults(LIST + "x".repeat(50_000)))
        .extracting(Fault::key)
        .containsExactly("roster.csv-malformed");
    assertThat(faults(LIST + ";".repeat(50_000)))
        .extracting(Fault::key)
        .containsExactly("roster.csv-malformed");
    assertThat(faults(LIST.replace("Zoë", "Zo\u0000ë")))
        .extracting(Fault::key)
        .containsExactly("roster.unknown-file");
    assertThat(faults(LIST.replace("Zoë", "Zo\u007Fë")))
        .extracting(Fault::key)
        .containsExactly("roster.garbled");
    assertThat(faults("Nom;Prénom;Classe;INE\n"))
        .extracting(Fault::key)
        .containsExactly("roster.tells-nothing");
  }

  @Test
  void manyTextsOfOtherEncodingsAreRefusedByName() {
    RosterFile utf16 = RosterFile.of("liste.csv", LIST.getBytes(StandardCharsets.UTF_16));

    assertThat(
            catchThrowableOfType(Refusal.class, () -> RosterReader.read(List.of(utf16), HINTS))
                .faults())
        .containsExactly(Fault.in("liste.csv", 1, null, "roster.encoding-refused", "UTF-16"));
  }

  private static Roster read(String text) {
    return read(text, StandardCharsets.UTF_8);
  }

  private static Roster read(String text, Charset charset) {
    return RosterReader.read(List.of(RosterFile.of("liste.csv", text.getBytes(charset))), HINTS);
  }

  private static RosterFile file(String text) {
    return RosterFile.of("liste.csv", bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Fault> faults(String text) {
    return refusal(text, HINTS).faults();
  }

  private static Refusal refusal(String text, Hints hints) {
    return catchThrowableOfType(Refusal.class, () -> RosterReader.read(List.of(file(text)), hints));
  }
}
