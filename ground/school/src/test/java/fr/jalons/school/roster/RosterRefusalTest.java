package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file must not contain. */
class RosterRefusalTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();
  private static final SchoolExport STAFF = SchoolExport.staff();

  @Test
  void thereMustBeAFile() {
    assertThat(faults()).extracting(Fault::key).containsExactly("roster.no-file");
  }

  @Test
  void theUpwardStsFileIsRefusedByName() {
    assertThat(faults(SchoolExport.of("emp_sts.xml", "<?xml version='1.0'?>\n<EDT_STS/>")))
        .containsExactly(Fault.in("emp_sts.xml", 2, null, "roster.upward-sts", "EDT_STS"));
  }

  @Test
  void anyOtherDocumentIsRefusedByName() {
    assertThat(faults(STUDENTS, SchoolExport.of("page.html", "<html></html>")))
        .containsExactly(Fault.in("page.html", 1, null, "roster.unknown-root", "html"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', roster.empty",
    "PK\u0003\u0004..., roster.zip-damaged",
    "GIF\u0001x, roster.unknown-file",
    "<BEE_ELEVES><PARAM, roster.malformed",
    "<BEE_ELEVES>&nbsp;</BEE_ELEVES>, roster.malformed",
  })
  void whatIsNoXmlIsRefusedByName(String text, String key) {
    assertThat(faults(SchoolExport.of("f", text)))
        .extracting(Fault::file, Fault::key)
        .containsExactly(tuple("f", key));
  }

  @Test
  void aFileCutOffInTheMiddleTellsWhere() {
    String text = STUDENTS.text();
    String half = text.substring(0, text.indexOf("<ELEVE ELEVE_ID=\"5103\""));

    assertThat(faults(SchoolExport.of("eleves.xml", half)))
        .containsExactly(
            Fault.in(
                "eleves.xml",
                STUDENTS.lineOf("<ELEVE ELEVE_ID=\"5103\""),
                null,
                "roster.malformed"));
  }

  @Test
  void aCodeOfANomenclatureIsNoText() {
    assertThat(
            faults(
                STUDENTS.with("24122138210", "Awa est dyslexique"),
                STAFF
                    .with("CODE_MATIERE=\"006600\"", "CODE_MATIERE=\"soutien de Awa\"")
                    .with("MEF CODE=\"24122138220\"", "MEF CODE=\"Awa, absente\"")))
        .extracting(Fault::field, Fault::key)
        .contains(
            tuple("ELEVE/CODE_MEF", "roster.bad-code"),
            tuple("SERVICE/CODE_MATIERE", "roster.bad-code"),
            tuple("DIVISION/MEF", "roster.bad-code"));
  }

  @Test
  void twoExportsOfOneKindAreRefused() {
    assertThat(faults(STUDENTS, STUDENTS.named("copie.xml")))
        .containsExactly(
            Fault.in("copie.xml", null, null, "roster.same-export-twice", "eleves.xml"));
  }

  @Test
  void filesOfTwoSchoolsOrYearsAreRefused() {
    assertThat(
            faults(
                STUDENTS,
                GUARDIANS.with("0990001B", "0990002C"),
                STAFF.with("ANNEE=\"2026\"", "ANNEE=\"2025\"")))
        .extracting(Fault::file, Fault::key)
        .containsExactly(
            tuple("responsables.xml", "roster.schools-differ"),
            tuple("sts_emp.xml", "roster.years-differ"));
  }

  @Test
  void aFileMustSayWhereItComesFrom() {
    assertThat(keys(STUDENTS.without("<PARAMETRES>", "</PARAMETRES>")))
        .containsExactly("roster.no-parameters");
    assertThat(keys(STUDENTS.with("<UAJ>0990001B", "<UAJ>lycée")))
        .containsExactly("roster.bad-uai");
    assertThat(keys(STAFF.with("ANNEE=\"2026\"", "ANNEE=\"26\"")))
        .containsExactly("roster.bad-year");
  }

  @Test
  void aFileWithoutPersonsIsRefusedBecauseItWouldSendEverybodyAway() {
    assertThat(
            keys(
                STUDENTS.without("<ELEVES>", "</ELEVES>").without("<STRUCTURES>", "</STRUCTURES>")))
        .containsExactly("roster.tells-nothing");
    assertThat(keys(STAFF.without("<DONNEES>", "</DONNEES>")))
        .containsExactly("roster.tells-nothing");
  }

  @Test
  void aStudentMustHaveNamesAndABirthDate() {
    SchoolExport export =
        STUDENTS
            .with("<NOM_DE_FAMILLE>ÇELIK</NOM_DE_FAMILLE>", "<NOM_DE_FAMILLE> </NOM_DE_FAMILLE>")
            .with("<PRENOM>Inaya</PRENOM>", "")
            .with("29/02/2008", "29/02/2007");
    int first = export.lineOf("<ELEVE ELEVE_ID=\"5101\"");

    assertThat(faults(export))
        .containsExactly(
            Fault.in(
                "eleves.xml", export.lineOf("29/02/2007"), "ELEVE/DATE_NAISS", "roster.bad-date"),
            Fault.in(
                "eleves.xml", first, "ELEVE/NOM_DE_FAMILLE", "roster.missing", "NOM_DE_FAMILLE"),
            Fault.in(
                "eleves.xml",
                export.lineOf("<ELEVE ELEVE_ID=\"5103\""),
                "ELEVE/PRENOM",
                "roster.missing",
                "PRENOM"));
  }

  @ParameterizedTest
  @CsvSource({
    "<DATE_NAISS>08/01/2009</DATE_NAISS>, '', roster.missing",
    "08/01/2009, 2009-01-08, roster.bad-date",
    "08/01/2009, 08/01/20099, roster.bad-date",
    "08/01/2009, 08/01/2029, roster.born-after-entry",
    "16/10/2026, 16/10/2024, roster.left-before-entry",
    "ELEVE ELEVE_ID=\"5102\", ELEVE ELEVE_ID=\"5101\", roster.duplicate-student",
    "060000022CD, 060000011ab, roster.duplicate-ine",
    "STRUCTURES_ELEVE ELEVE_ID=\"5102\", STRUCTURES_ELEVE ELEVE_ID=\"6666\","
        + "roster.structures-of-unknown-student",
    "<TYPE_STRUCTURE>G</TYPE_STRUCTURE>, <TYPE_STRUCTURE>D</TYPE_STRUCTURE>, roster.two-classes",
    "<TYPE_STRUCTURE>G</TYPE_STRUCTURE>, <TYPE_STRUCTURE>X</TYPE_STRUCTURE>,"
        + "roster.bad-structure-type",
    "<CODE_STRUCTURE>AP-1A</CODE_STRUCTURE>, <CODE_STRUCTURE/>, roster.missing",
  })
  void aPupilsFileContradictsNeitherItselfNorReason(String old, String changed, String key) {
    assertThat(keys(STUDENTS.with(old, changed))).contains(key);
  }

  @ParameterizedTest
  @CsvSource({
    "PERSONNE_ID=\"8802\", PERSONNE_ID=\"8801\", roster.duplicate-guardian",
    "<PERSONNE_ID>8802, <PERSONNE_ID>8899, roster.link-of-unknown-guardian",
    "<RESP_LEGAL>0, <RESP_LEGAL>5, roster.bad-legal-rank",
    "<NOM_DE_FAMILLE>VOISIN</NOM_DE_FAMILLE>, '', roster.missing",
  })
  void aGuardiansFileDoesNotContradictItself(String old, String changed, String key) {
    assertThat(keys(GUARDIANS.with(old, changed))).contains(key);
  }

  @ParameterizedTest
  @CsvSource({
    "INDIVIDU ID=\"33\", INDIVIDU ID=\"31\", roster.duplicate-teacher",
    "DIVISION CODE=\"2BOUL\", DIVISION CODE=\"1BOUL\", roster.duplicate-structure",
    "<NOM_USAGE>FAURÉ</NOM_USAGE>, '', roster.missing",
    "SERVICE CODE_MATIERE=\"020700\", SERVICE, roster.missing",
    "2026-09-01, 01/09/2026, roster.bad-date",
  })
  void aStaffFileDoesNotContradictItself(String old, String changed, String key) {
    assertThat(keys(STAFF.with(old, changed))).contains(key);
  }

  @Test
  void allFaultsOfAllFilesAreToldAtOnce() {
    assertThat(
            keys(
                STUDENTS.with("<PRENOM>Awa</PRENOM>", ""),
                GUARDIANS.with("</BEE_RESPONSABLES>", ""),
                STAFF.with("<NOM_USAGE>FAURÉ</NOM_USAGE>", "")))
        .containsExactly("roster.missing", "roster.malformed", "roster.missing");
  }

  @Test
  void theListOfFaultsIsBounded() {
    SchoolExport hopeless =
        STUDENTS.with("</ELEVES>", "<ELEVE ELEVE_ID=\"7\"/>".repeat(200) + "</ELEVES>");

    List<Fault> faults = faults(hopeless);

    assertThat(faults).hasSize(101);
    assertThat(faults.getLast().key()).isEqualTo("roster.more-faults");
  }

  private static List<String> keys(SchoolExport... exports) {
    return faults(exports).stream().map(Fault::key).toList();
  }

  private static List<Fault> faults(SchoolExport... exports) {
    return faultsOf(Stream.of(exports).map(SchoolExport::file).toArray(RosterFile[]::new));
  }

  private static List<Fault> faultsOf(RosterFile... files) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> RosterReader.read(List.of(files)));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    return refusal.faults();
  }
}
