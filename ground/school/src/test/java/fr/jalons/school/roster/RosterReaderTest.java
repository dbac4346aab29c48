package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.school.roster.Roster.Guardian;
import fr.jalons.school.roster.Roster.Guardianship;
import fr.jalons.school.roster.Roster.Service;
import fr.jalons.school.roster.Roster.Structure;
import fr.jalons.school.roster.Roster.Student;
import fr.jalons.school.roster.Roster.Teacher;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterReaderTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();
  private static final SchoolExport STAFF = SchoolExport.staff();

  @Test
  void theSchoolAndItsYearAreTold() {
    Roster roster = read(STUDENTS, GUARDIANS, STAFF);

    assertThat(roster.school()).isEqualTo(new SchoolId("0990001B"));
    assertThat(roster.schoolName()).isEqualTo("LYCÉE PROFESSIONNEL DES ESSAIS");
    assertThat(roster.year()).isEqualTo(2026);
    assertThat(roster.exportedOn()).isEqualTo(LocalDate.of(2026, 9, 14));
    assertThat(roster.yearStart()).isEqualTo(LocalDate.of(2026, 9, 1));
    assertThat(roster.yearEnd()).isEqualTo(LocalDate.of(2027, 7, 3));
    assertThat(roster.exports().keySet())
        .containsExactly(RosterSource.STUDENTS, RosterSource.GUARDIANS, RosterSource.STAFF);
    assertThat(roster.warnings()).isEmpty();
  }

  @Test
  void aStudentIsReadInFull() {
    Student student = read(STUDENTS).students().get(1);

    assertThat(student)
        .isEqualTo(
            new Student(
                new Place(
                    "eleves.xml",
                    RosterSource.STUDENTS,
                    STUDENTS.lineOf("<ELEVE ELEVE_ID=\"5102\"")),
                "5102",
                "060000022CD",
                new PersonName("O'CŒUR", "VAN ROŸ", "Jean-Noël"),
                null,
                LocalDate.of(2010, 11, 3),
                "24122138210",
                LocalDate.of(2026, 9, 14),
                null,
                List.of("1BOUL"),
                List.of("AP-1A"),
                true));
  }

  @Test
  void aStudentMayBeInSeveralGroups() {
    assertThat(read(STUDENTS).students().getFirst().groups()).containsExactly("AP-1A", "ANG-MIX");
  }

  @Test
  void aStudentMayLackTheNationalNumberOrHaveItUnderItsNewName() {
    assertThat(read(STUDENTS).students())
        .extracting(Student::ine)
        .containsExactly("060000011AB", "060000022CD", null, "060000044EF", "060000055GH");
  }

  @Test
  void aStudentWhoLeavesHasALeavingDate() {
    assertThat(read(STUDENTS).students())
        .extracting(Student::leftOn)
        .containsExactly(null, null, null, null, LocalDate.of(2026, 10, 16));
  }

  @Test
  void blanksOfAllKindsAreBlanks() {
    SchoolExport blanks =
        STUDENTS
            .with("<NOM_DE_FAMILLE>ÇELIK<", "<NOM_DE_FAMILLE>\u00a0ÇELIK\u202f<")
            .with("<PRENOM>Awa<", "<PRENOM>Awa\u00a0\tMay<")
            .with("<CODE_STRUCTURE>2BOUL<", "<CODE_STRUCTURE>2BOUL\u2007<");

    assertThat(read(blanks).students())
        .extracting(student -> student.name().family(), student -> student.name().first())
        .contains(tuple("ÇELIK", "Zoë"), tuple("QUÉMÉRÉ", "Awa May"));
    assertThat(read(blanks).structures()).extracting(Structure::code).contains("2BOUL");
  }

  @Test
  void onlyThoseLegallyResponsibleAreGuardians() {
    Roster roster = read(STUDENTS, GUARDIANS);

    assertThat(roster.guardians())
        .containsExactly(
            new Guardian(
                "8801", new PersonName("ÇELIK", "MÜLLER", "Aïda"), "aida.celik@example.org"),
            new Guardian("8802", new PersonName("O'CŒUR", null, "Gwenaëlle"), null),
            new Guardian("8803", new PersonName("SERVICE DÉPARTEMENTAL", null, ""), null));
    assertThat(roster.guardianships())
        .extracting(Guardianship::guardian, Guardianship::student, Guardianship::rank)
        .containsExactly(
            tuple("8801", "5101", 1), tuple("8802", "5102", 2), tuple("8803", "5103", 1));
  }

  @Test
  void classesAndGroupsAreDeclaredBySts() {
    assertThat(read(STAFF).structures())
        .extracting(
            Structure::kind, Structure::code, Structure::label, Structure::mef, Structure::classes)
        .containsExactly(
            tuple(Kind.CLASS, "1BOUL", "1CAP2 BOULANGER", "24122138210", List.of()),
            tuple(Kind.CLASS, "2BOUL", "2BOUL", "24122138220", List.of()),
            tuple(Kind.GROUP, "AP-1A", "ACCOMPAGNEMENT 1BOUL", null, List.of("1BOUL")),
            tuple(Kind.GROUP, "ANG-MIX", "ANGLAIS MÉLANGÉ", null, List.of("1BOUL", "2BOUL")));
  }

  @Test
  void withoutStsTheMembersTellWhatTheyCanAboutTheirClassesAndGroups() {
    assertThat(read(STUDENTS).structures())
        .extracting(
            Structure::kind, Structure::code, Structure::label, Structure::mef, Structure::classes)
        .containsExactly(
            tuple(Kind.CLASS, "1BOUL", null, "24122138210", List.of()),
            tuple(Kind.CLASS, "2BOUL", null, "24122138220", List.of()),
            tuple(Kind.GROUP, "AP-1A", null, "24122138210", List.of("1BOUL")),
            tuple(Kind.GROUP, "ANG-MIX", null, null, List.of("1BOUL", "2BOUL")));
  }

  @Test
  void aTeacherHasNamesClassesLedAndDisciplines() {
    Teacher teacher = read(STAFF).teachers().getFirst();

    assertThat(teacher.name()).isEqualTo(new PersonName("LHÉRITIER", "ÉTIENNE", "Maïté"));
    assertThat(teacher.leads()).containsExactly("1BOUL");
    assertThat(teacher.disciplines()).containsExactly("L0202");
  }

  @Test
  void aServiceFindsItsTeacherThoughItNamesAnotherRegister() {
    assertThat(read(STAFF).services())
        .extracting(service -> service.teacher().externalId(), Service::structure, Service::subject)
        .containsExactly(
            tuple("31", "1BOUL", "020700"),
            tuple("32", "2BOUL", "020700"),
            tuple("31", "AP-1A", "006600"),
            tuple("33", "AP-1A", "006600"));
  }

  @Test
  void twoTeachersOfOneNumberAreToldApartByTheirRegister() {
    SchoolExport twins = STAFF.with("ID=\"33\" TYPE=\"epp\">", "ID=\"31\" TYPE=\"local\">");

    assertThat(read(twins.with("<ENSEIGNANT ID=\"33\" TYPE=\"epp\"/>", "")).services())
        .extracting(service -> service.teacher().type())
        .containsExactly("epp", "local", "epp");
  }

  @Test
  void theOrderOfFilesAndOfTheirPartsDoesNotMatter() {
    SchoolExport structuresFirst =
        SchoolExport.of(
            "eleves.xml",
            STUDENTS
                .text()
                .replaceFirst(
                    "(?s)(<ELEVES>.*</ELEVES>)(\\s*)(<STRUCTURES>.*</STRUCTURES>)", "$3$2$1"));

    assertThat(read(STAFF, GUARDIANS, structuresFirst))
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(Place.class)
        .isEqualTo(read(STUDENTS, GUARDIANS, STAFF));
  }

  @Test
  void namespacesCommentsAndBlanksMakeNoDifference() {
    SchoolExport adorned =
        STUDENTS
            .with(
                "<BEE_ELEVES ", "<!-- extrait --><b:BEE_ELEVES xmlns:b=\"urn:b\" xmlns=\"urn:c\" ")
            .with("</BEE_ELEVES>", "</b:BEE_ELEVES>")
            .with("<PRENOM>Zoë</PRENOM>", "<PRENOM>  <!-- x --><![CDATA[Zo]]>&#xEB; </PRENOM>");

    assertThat(read(adorned)).isEqualTo(read(STUDENTS));
  }

  @Test
  void aNameThatIsNoExportsNameIsShownWithoutItsFolder() {
    assertThat(RosterFile.of("C:\\Exports\\eleves.xml", new byte[0]).name())
        .isEqualTo("eleves.xml");
  }

  private static Roster read(SchoolExport... exports) {
    return RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
  }
}
