package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** OneRoster's CSV files, as a ZIP or one by one. */
class OneRosterTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001B");
  private final Map<String, String> files = new LinkedHashMap<>();

  OneRosterTest() {
    files.put("manifest", "propertyName,value\nmanifest.version,1.0\nfile.users,bulk\n");
    files.put(
        "orgs", "sourcedId,status,name,type,identifier\no1,active,Lycée fictif,school,0990001b\n");
    files.put(
        "academicSessions",
        """
        sourcedId,status,title,type,startDate,endDate,parentSourcedId,schoolYear
        y,active,2026-2027,schoolYear,2026-08-31,2027-07-03,,2027
        t,active,T1,term,2026-09-01,2026-11-30,y,2027
        old,tobedeleted,2020,schoolYear,2020-09-01,2021-07-03,,2021
        """);
    // Headings as programs write them: other capitals, a blank too many, the plural forgotten.
    files.put(
        "users",
        """
        SourcedID,status,orgSourcedIds,role ,userIds,givenName,FamilyName,identifier,agentSourcedId
        s1,active,o1,student,{INE:060000011AB},Zoë,ÇELIK,,g1
        s2,,o1,student,,Awa,BA,x9,
        s3,tobedeleted,o1,student,,Léo,GONE,,
        t1,active,o1,teacher,,Sofia,NERI,,
        t2,active,o1,teacher,,Karl,VOSS,,
        g1,active,o1,guardian,,Rémi,ÇELIK,,
        g2,active,o1,parent,,Sira,BA,,"s2,s1"
        r1,active,o1,relative,,Tante,BA,,s2
        """);
    files.put(
        "classes",
        """
        sourcedId,status,title,classCode,classType,schoolSourcedId,subjectCodes
        c1,active,1re CAP boulanger,1BOUL,homeroom,o1,
        c2,active,AP groupe 1,AP1,scheduled,o1,006600
        c3,tobedeleted,Ancienne,2X,homeroom,o1,
        """);
    files.put(
        "enrollments",
        """
        sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,primary
        e1,active,c1,o1,s1,student,false
        e2,active,c1,o1,s2,student,false
        e3,active,c2,o1,s1,student,false
        e4,active,c1,o1,t1,teacher,TRUE
        e5,active,c2,o1,t2,teacher,false
        e6,active,c3,o1,s2,student,false
        e7,active,c1,o1,t1,student,false
        """);
  }

  @Test
  void pupilsClassesAndGroupsAreRead() {
    Roster roster = read(Hints.NONE);

    assertThat(roster.school()).isEqualTo(SCHOOL);
    assertThat(roster.year()).isEqualTo(2026);
    assertThat(roster.yearTold()).isTrue();
    assertThat(roster.yearStart()).isEqualTo(LocalDate.of(2026, 8, 31));
    assertThat(roster.students())
        .extracting(
            Roster.Student::externalId,
            Roster.Student::ine,
            one -> one.name().family(),
            Roster.Student::birthDate,
            Roster.Student::classes,
            Roster.Student::groups)
        .containsExactly(
            tuple("oneroster:s1", "060000011AB", "ÇELIK", null, List.of("1BOUL"), List.of("AP1")),
            tuple("oneroster:s2", null, "BA", null, List.of("1BOUL"), List.of()));
    assertThat(roster.structures())
        .extracting(
            Roster.Structure::kind,
            Roster.Structure::code,
            Roster.Structure::label,
            Roster.Structure::classes)
        .containsExactly(
            tuple(Kind.CLASS, "1BOUL", "1re CAP boulanger", List.of()),
            tuple(Kind.GROUP, "AP1", "AP groupe 1", List.of("1BOUL")));
  }

  @Test
  void agentsOnEitherSideAreGuardiansInTheirOrder() {
    Roster roster = read(Hints.NONE);

    assertThat(roster.guardianships())
        .extracting(
            Roster.Guardianship::student, Roster.Guardianship::guardian, Roster.Guardianship::rank)
        .containsExactly(
            tuple("oneroster:s1", "oneroster:g1", 1),
            tuple("oneroster:s1", "oneroster:g2", 2),
            tuple("oneroster:s2", "oneroster:g2", 1));
    assertThat(roster.guardians()).hasSize(2);
  }

  @Test
  void teachersLeadOrTeach() {
    Roster roster = read(Hints.NONE);

    assertThat(roster.teachers())
        .extracting(one -> one.name().family(), Roster.Teacher::leads)
        .containsExactly(tuple("NERI", List.of("1BOUL")), tuple("VOSS", List.of()));
    assertThat(roster.services())
        .extracting(
            one -> one.teacher().name().family(),
            Roster.Service::structure,
            Roster.Service::subject)
        .containsExactly(tuple("VOSS", "AP1", "006600"));
  }

  @Test
  void enrollmentsThatLeadNowhereAreTold() {
    assertThat(read(Hints.NONE).warnings())
        .containsExactly(
            Warning.at(RosterSource.ENROLLMENTS, 7, "roster.enrollment-left-out"),
            Warning.at(RosterSource.ENROLLMENTS, 8, "roster.enrollment-left-out"));
  }

  @Test
  void aZipTellsTheSame() {
    Zipped zip = Zipped.with("lineItems.csv", bytes("sourcedId,title\nl1,Devoir\n"));
    files.forEach((name, text) -> zip.and("bulk/" + name + ".csv", bytes(text)));
    Roster plain = read(Hints.NONE);
    Roster zipped = RosterReader.read(List.of(zip.as("oneroster.zip")));

    assertThat(zipped.students())
        .extracting(Roster.Student::externalId)
        .isEqualTo(plain.students().stream().map(Roster.Student::externalId).toList());
    assertThat(zipped.guardians()).isEqualTo(plain.guardians());
    assertThat(zipped.students().getFirst().place().file()).isEqualTo("oneroster.zip/users.csv");
  }

  @Test
  void versionTwoTellsRolesApart() {
    files.put(
        "users",
        """
        sourcedId,givenName,familyName,preferredLastName,userMasterIdentifier,agentSourcedIds
        s1,Zoë,ÇELIK,,060000011AB,
        s2,Awa,BA,SOW,,
        t1,Sofia,NERI,,,
        t2,Karl,VOSS,,,
        g1,Rémi,ÇELIK,,,s1
        """);
    files.put(
        "roles",
        """
        sourcedId,userSourcedId,roleType,role,orgSourcedId
        1,s1,primary,student,o1
        2,s2,primary,student,o1
        3,t1,primary,teacher,o1
        4,t2,secondary,teacher,o1
        5,g1,primary,parent,o1
        """);
    files.put("demographics", "sourcedId,birthDate,sex\ns1,2008-02-29,female\n");

    Roster roster = read(Hints.NONE);

    assertThat(roster.students())
        .extracting(Roster.Student::ine, one -> one.name().last(), Roster.Student::birthDate)
        .containsExactly(
            tuple("060000011AB", "ÇELIK", LocalDate.of(2008, 2, 29)), tuple(null, "SOW", null));
    assertThat(roster.teachers()).hasSize(2);
    assertThat(roster.guardianships()).hasSize(1);
  }

  @Test
  void schoolAndYearThatTheFilesDoNotTellAreAskedFor() {
    change("orgs", "0990001b", "lycee");
    change("academicSessions", ",2027\n", ",\n");

    assertThat(faults(Hints.NONE))
        .containsExactlyInAnyOrder(
            Fault.of("school", "roster.school-needed"), Fault.of("year", "roster.year-needed"));
    assertThat(read(new Hints(SCHOOL, 2026, Map.of())).year()).isEqualTo(2026);
  }

  @Test
  void aTermThatCallsItselfAYearIsNotBelieved() {
    change("academicSessions", "2026-08-31,2027-07-03", "2026-10-02,2026-12-24");

    assertThat(read(Hints.NONE).yearTold()).isFalse();
  }

  @Test
  void severalSchoolsAreNotMixed() {
    files.put("orgs", files.get("orgs") + "o2,active,Autre,school,0990002C\n");

    assertThat(faults(Hints.NONE)).containsExactly(Fault.of("files", "roster.several-schools"));
  }

  @Test
  void changesAloneAreNoRoster() {
    change("manifest", "file.users,bulk", "file.users,delta");

    assertThat(faults(Hints.NONE))
        .containsExactly(Fault.in("manifest.csv", 3, "value", "roster.oneroster-delta"));
  }

  @Test
  void filesThatAreMissingAreNamed() {
    files.remove("classes");
    files.remove("enrollments");

    assertThat(faults(Hints.NONE))
        .containsExactly(
            Fault.in("manifest.csv", null, null, "roster.oneroster-missing", "classes.csv"),
            Fault.in("manifest.csv", null, null, "roster.oneroster-missing", "enrollments.csv"));
  }

  @Test
  void faultsNameFileLineAndColumn() {
    change("users", "Zoë", "");
    change("users", "s2,,o1", "s1,,o1");
    change("enrollments", "e3,active,c2", "e3,active,c4");
    change("classes", "c3,tobedeleted", "c4,active");

    assertThat(faults(Hints.NONE))
        .extracting(Fault::file, Fault::line, Fault::field, Fault::key)
        .containsExactly(
            tuple("users.csv", 2, "givenName", "roster.missing"),
            tuple("users.csv", 3, "SourcedID", "roster.listed-twice"),
            tuple("enrollments.csv", 4, "classSourcedId", "roster.two-classes"));
  }

  private void change(String file, String old, String changed) {
    String text = Objects.requireNonNull(files.get(file));
    assertThat(text).contains(old);
    files.put(file, text.replace(old, changed));
  }

  private Roster read(Hints hints) {
    return RosterReader.read(
        files.entrySet().stream()
            .map(file -> RosterFile.of(file.getKey() + ".csv", bytes(file.getValue())))
            .toList(),
        hints);
  }

  private List<Fault> faults(Hints hints) {
    return catchThrowableOfType(Refusal.class, () -> read(hints)).faults();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
