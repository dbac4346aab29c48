package fr.jalons.planning.write.importroster;

import fr.jalons.events.GuardianId;
import fr.jalons.events.ImportId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PlanningEvent.Duty;
import fr.jalons.events.PlanningEvent.GuardianLinked;
import fr.jalons.events.PlanningEvent.GuardianUnlinked;
import fr.jalons.events.PlanningEvent.MembershipEnded;
import fr.jalons.events.PlanningEvent.MembershipStarted;
import fr.jalons.events.PlanningEvent.RosterImported;
import fr.jalons.events.PlanningEvent.StructureDeclared;
import fr.jalons.events.PlanningEvent.StructureWithdrawn;
import fr.jalons.events.PlanningEvent.StudentLeft;
import fr.jalons.events.PlanningEvent.StudentRegistered;
import fr.jalons.events.PlanningEvent.TeacherAssigned;
import fr.jalons.events.PlanningEvent.TeacherRegistered;
import fr.jalons.events.PlanningEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.planning.identity.Matched.Link;
import fr.jalons.planning.roster.RosterSource;
import fr.jalons.planning.write.importroster.RosterById.Assignment;
import fr.jalons.planning.write.importroster.RosterById.Structure;
import fr.jalons.planning.write.importroster.RosterById.Student;
import fr.jalons.planning.write.importroster.RosterById.Teacher;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestPhase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportRosterTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001B");
  private static final ImportId FIRST = new ImportId(UUID.randomUUID());
  private static final ImportId SECOND = new ImportId(UUID.randomUUID());
  private static final StudentId ANNA = new StudentId(UUID.randomUUID());
  private static final StudentId BEN = new StudentId(UUID.randomUUID());
  private static final GuardianId PARENT = new GuardianId(UUID.randomUUID());
  private static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  private static final StructureId CLASS_A = StructureId.of(SCHOOL, Kind.CLASS, "1A");
  private static final StructureId CLASS_B = StructureId.of(SCHOOL, Kind.CLASS, "1B");
  private static final StructureId GROUP = StructureId.of(SCHOOL, Kind.GROUP, "AP1");

  private static final LocalDate YEAR_START = LocalDate.of(2026, 9, 1);
  private static final LocalDate ENTRY = LocalDate.of(2026, 9, 2);
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 14);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 20);

  private static final List<Structure> STRUCTURES =
      List.of(structure(CLASS_A, "1A"), structure(CLASS_B, "1B"), structure(GROUP, "AP1"));

  @Test
  void theFirstImportTellsWhoIsWhereSinceTheDayOfEntry() {
    when(import1(anna(CLASS_A, GROUP), ben(CLASS_B)))
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, ENTRY),
            started(ANNA, GROUP, ENTRY),
            new StudentRegistered(BEN, SCHOOL),
            started(BEN, CLASS_B, ENTRY),
            imported(FIRST, SEPTEMBER, 2, 0, 0, 0));
  }

  @Test
  void whoEnteredInAnEarlierYearIsWhereHeIsSinceThisYearsStart() {
    when(import1(new Student(ANNA, true, LocalDate.of(2025, 9, 2), null, Set.of(CLASS_A))))
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, YEAR_START),
            imported(FIRST, SEPTEMBER, 1, 0, 0, 0));
  }

  @Test
  void theSameImportAgainAppendsNothing() {
    when(import2(SEPTEMBER, anna(CLASS_A, GROUP), ben(CLASS_B)), afterFirst()).noEvents();
  }

  @Test
  void aNameChangeLeavesNothingButItsImportInTheLog() {
    Student renamed = new Student(ANNA, true, ENTRY, null, Set.of(CLASS_A, GROUP));

    when(renaming(OCTOBER, renamed, ben(CLASS_B)), afterFirst())
        .events(imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aMoveTakesEffectOnTheDayOfTheExport() {
    when(import2(OCTOBER, anna(CLASS_B, GROUP), ben(CLASS_B)), afterFirst())
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            started(ANNA, CLASS_B, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aMoveAndBackOnTheSameDayLeavesNoGap() {
    when(
            import2(OCTOBER, anna(CLASS_A, GROUP), ben(CLASS_B)),
            afterFirst(ended(ANNA, CLASS_A, OCTOBER), started(ANNA, CLASS_B, OCTOBER)))
        .events(
            ended(ANNA, CLASS_B, OCTOBER),
            started(ANNA, CLASS_A, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aNewcomerMayHaveLeftAlreadyOrBeAboutTo() {
    when(import1(anna(NOVEMBER, CLASS_A)))
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, ENTRY),
            ended(ANNA, CLASS_A, NOVEMBER),
            new StudentLeft(ANNA, SCHOOL, NOVEMBER),
            imported(FIRST, SEPTEMBER, 1, 0, 1, 0));
  }

  @Test
  void whoLeavesEndsEverythingOnTheLeavingDay() {
    when(import2(OCTOBER, anna(NOVEMBER, CLASS_A, GROUP), ben(CLASS_B)), afterFirst())
        .events(
            ended(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, GROUP, NOVEMBER),
            new StudentLeft(ANNA, SCHOOL, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void whoLeavesKeepsHisClassesUntilThenThoughTheFileDropsThem() {
    when(import2(OCTOBER, anna(NOVEMBER), ben(CLASS_B)), afterFirst())
        .events(
            ended(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, GROUP, NOVEMBER),
            new StudentLeft(ANNA, SCHOOL, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void whoHasLeftIsNotToldTwice() {
    when(import2(LocalDate.of(2026, 12, 1), anna(NOVEMBER), ben(CLASS_B)), afterFirst(annaLeft()))
        .noEvents();
  }

  @Test
  void whoLeavesEarlierThanAnnouncedEndsEarlier() {
    when(import2(OCTOBER, anna(OCTOBER, CLASS_A, GROUP), ben(CLASS_B)), afterFirst(annaLeft()))
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            ended(ANNA, GROUP, OCTOBER),
            new StudentLeft(ANNA, SCHOOL, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whoStaysAfterAllGoesOnWithoutAGap() {
    when(import2(OCTOBER, anna(CLASS_A, GROUP), ben(CLASS_B)), afterFirst(annaLeft()))
        .events(
            started(ANNA, CLASS_A, NOVEMBER),
            started(ANNA, GROUP, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whoComesBackStartsOnTheNewDayOfEntry() {
    LocalDate back = LocalDate.of(2026, 12, 1);

    when(
            import2(
                LocalDate.of(2026, 12, 10),
                new Student(ANNA, false, back, null, Set.of(CLASS_B)),
                ben(CLASS_B)),
            afterFirst(annaLeft()))
        .events(
            started(ANNA, CLASS_B, back), imported(SECOND, LocalDate.of(2026, 12, 10), 0, 1, 0, 1));
  }

  @Test
  void whoIsMissingFromALaterPupilsFileHasLeft() {
    when(import2(OCTOBER, ben(CLASS_B)), afterFirst())
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            ended(ANNA, GROUP, OCTOBER),
            new StudentLeft(ANNA, SCHOOL, OCTOBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void nobodyIsMissingFromAFileAboutStaff() {
    when(importOf(SECOND, FIRST, 2026, OCTOBER, Set.of(RosterSource.STAFF)), afterFirst())
        .noEvents();
  }

  @Test
  void anExportFromBeforeTheYearTakesEffectWhenItStarts() {
    LocalDate july = LocalDate.of(2027, 7, 10);
    RosterById next =
        new RosterById(
            FIRST,
            2027,
            july,
            LocalDate.of(2027, 9, 1),
            Set.of(RosterSource.STUDENTS),
            false,
            List.of(structure(CLASS_B, null)),
            List.of(anna(CLASS_B)),
            Set.of(),
            List.of(),
            0,
            List.of());

    when(new ImportRoster(SECOND, SCHOOL, "", next), afterFirst())
        .events(
            new StructureDeclared(CLASS_B, SCHOOL, 2027, "1B", "mef", List.of()),
            ended(ANNA, CLASS_A, LocalDate.of(2027, 9, 1)),
            ended(ANNA, GROUP, LocalDate.of(2027, 9, 1)),
            started(ANNA, CLASS_B, LocalDate.of(2027, 9, 1)),
            ended(BEN, CLASS_B, LocalDate.of(2027, 9, 1)),
            new StudentLeft(BEN, SCHOOL, LocalDate.of(2027, 9, 1)),
            new RosterImported(SECOND, SCHOOL, 2027, july, 1, 0, 0, 1, 1, 0, 0, 0, List.of()));
  }

  @Test
  void filesOfAnEarlierYearAreRefused() {
    refused(
        "roster.older-year",
        importOf(SECOND, FIRST, 2025, SEPTEMBER, Set.of(RosterSource.STUDENTS)));
  }

  @Test
  void anImportThatOverlooksAnotherIsRefused() {
    refused(
        "roster.meanwhile", importOf(SECOND, null, 2026, SEPTEMBER, Set.of(RosterSource.STUDENTS)));
  }

  @Test
  void guardiansAreLinkedAndUnlinked() {
    Link anna = new Link(PARENT, ANNA);
    Link ben = new Link(PARENT, BEN);

    when(guardians(anna), afterFirst())
        .events(new GuardianLinked(PARENT, ANNA, SCHOOL), imported(SECOND, OCTOBER, 0, 0, 0, 0));
    when(guardians(ben), afterFirst(new GuardianLinked(PARENT, ANNA, SCHOOL)))
        .events(
            new GuardianLinked(PARENT, BEN, SCHOOL),
            new GuardianUnlinked(PARENT, ANNA, SCHOOL),
            imported(SECOND, OCTOBER, 0, 0, 0, 0));
  }

  @Test
  void theFamilyOfAStudentWhoHasLeftStaysLinked() {
    List<PlanningEvent> left = new ArrayList<>(annaLeft());
    left.add(new GuardianLinked(PARENT, ANNA, SCHOOL));

    when(guardians(), afterFirst(left)).noEvents();
  }

  @Test
  void teachersAreAssignedFromTheStartOfTheYearAndThenFromTheDayOfTheExport() {
    Assignment lead = new Assignment(CLASS_A, Duty.CLASS_LEAD, null);
    Assignment ap = new Assignment(GROUP, Duty.TEACHING, "006600");
    TeacherRegistered registered = new TeacherRegistered(TEACHER, SCHOOL);
    TeacherAssigned leads =
        new TeacherAssigned(TEACHER, CLASS_A, SCHOOL, Duty.CLASS_LEAD, null, YEAR_START);

    when(staff(lead), afterFirst())
        .events(registered, leads, imported(SECOND, OCTOBER, 0, 0, 0, 0, 1));
    when(staff(ap), afterFirst(registered, leads))
        .events(
            new TeacherUnassigned(TEACHER, CLASS_A, SCHOOL, Duty.CLASS_LEAD, null, OCTOBER),
            new TeacherAssigned(TEACHER, GROUP, SCHOOL, Duty.TEACHING, "006600", OCTOBER),
            imported(SECOND, OCTOBER, 0, 0, 0, 0, 1));
  }

  @Test
  void aClassThatStsDropsIsWithdrawnOnceNobodyBelongsToIt() {
    RosterById withoutGroupAndB =
        new RosterById(
            FIRST,
            2026,
            OCTOBER,
            YEAR_START,
            Set.of(RosterSource.STUDENTS, RosterSource.STAFF),
            false,
            List.of(structure(CLASS_A, "1A")),
            List.of(anna(CLASS_A), ben(CLASS_B)),
            Set.of(),
            List.of(),
            0,
            List.of());

    when(new ImportRoster(SECOND, SCHOOL, "", withoutGroupAndB), afterFirst())
        .events(
            ended(ANNA, GROUP, OCTOBER),
            new StructureWithdrawn(GROUP, SCHOOL, OCTOBER),
            new RosterImported(SECOND, SCHOOL, 2026, OCTOBER, 1, 0, 0, 1, 0, 1, 0, 0, List.of()));
  }

  @Test
  void pupilsFilesDoNotOverrideWhatStsToldOfAClass() {
    RosterById pupilsOnly =
        new RosterById(
            FIRST,
            2026,
            OCTOBER,
            YEAR_START,
            Set.of(RosterSource.STUDENTS),
            false,
            List.of(new Structure(CLASS_A, null, "guessed", List.of())),
            List.of(anna(CLASS_A, GROUP), ben(CLASS_B)),
            Set.of(),
            List.of(),
            0,
            List.of());

    when(new ImportRoster(SECOND, SCHOOL, "", pupilsOnly), afterFirst()).noEvents();
  }

  private static AxonTestPhase.Then.Command when(ImportRoster command, Object... given) {
    return SliceFixture.of(new ImportRoster.Handler())
        .given()
        .events(given)
        .when()
        .command(command)
        .then();
  }

  private static void refused(String key, ImportRoster command) {
    when(command, afterFirst()).exception(Refusal.class, key).noEvents();
  }

  /** Anna in class A and a group, Ben in class B; then what else is given. */
  private static Object[] afterFirst(PlanningEvent... then) {
    return afterFirst(List.of(then));
  }

  private static Object[] afterFirst(List<PlanningEvent> then) {
    List<PlanningEvent> events =
        new ArrayList<>(
            List.of(
                declared(CLASS_A),
                declared(CLASS_B),
                declared(GROUP),
                new StudentRegistered(ANNA, SCHOOL),
                started(ANNA, CLASS_A, ENTRY),
                started(ANNA, GROUP, ENTRY),
                new StudentRegistered(BEN, SCHOOL),
                started(BEN, CLASS_B, ENTRY),
                imported(FIRST, SEPTEMBER, 2, 0, 0, 0)));
    events.addAll(then);
    return events.toArray();
  }

  private static List<PlanningEvent> annaLeft() {
    return List.of(
        ended(ANNA, CLASS_A, NOVEMBER),
        ended(ANNA, GROUP, NOVEMBER),
        new StudentLeft(ANNA, SCHOOL, NOVEMBER));
  }

  private static ImportRoster import1(Student... students) {
    return importOf(FIRST, null, 2026, SEPTEMBER, Set.of(RosterSource.STUDENTS), students);
  }

  private static ImportRoster import2(LocalDate exportedOn, Student... students) {
    return importOf(SECOND, FIRST, 2026, exportedOn, Set.of(RosterSource.STUDENTS), students);
  }

  private static ImportRoster renaming(LocalDate exportedOn, Student... students) {
    RosterById plain = import2(exportedOn, students).roster();
    return new ImportRoster(
        SECOND,
        SCHOOL,
        "",
        new RosterById(
            FIRST,
            plain.year(),
            plain.exportedOn(),
            plain.yearStart(),
            plain.sources(),
            true,
            plain.structures(),
            plain.students(),
            plain.links(),
            plain.teachers(),
            0,
            List.of()));
  }

  private static ImportRoster guardians(Link... links) {
    return about(RosterSource.GUARDIANS, new LinkedHashSet<>(List.of(links)), List.of());
  }

  private static ImportRoster staff(Assignment... assignments) {
    return about(RosterSource.STAFF, Set.of(), List.of(new Teacher(TEACHER, Set.of(assignments))));
  }

  private static ImportRoster about(RosterSource source, Set<Link> links, List<Teacher> teachers) {
    return new ImportRoster(
        SECOND,
        SCHOOL,
        "",
        new RosterById(
            FIRST,
            2026,
            OCTOBER,
            YEAR_START,
            Set.of(source),
            false,
            STRUCTURES,
            List.of(),
            links,
            teachers,
            0,
            List.of()));
  }

  private static ImportRoster importOf(
      ImportId id,
      @Nullable ImportId basedOn,
      int year,
      LocalDate exportedOn,
      Set<RosterSource> sources,
      Student... students) {
    return new ImportRoster(
        id,
        SCHOOL,
        "",
        new RosterById(
            basedOn,
            year,
            exportedOn,
            YEAR_START,
            sources,
            false,
            STRUCTURES,
            List.of(students),
            Set.of(),
            List.of(),
            0,
            List.of()));
  }

  private static Student anna(StructureId... structures) {
    return anna(null, structures);
  }

  private static Student anna(@Nullable LocalDate leftOn, StructureId... structures) {
    return new Student(ANNA, false, ENTRY, leftOn, Set.of(structures));
  }

  private static Student ben(StructureId... structures) {
    return new Student(BEN, false, ENTRY, null, Set.of(structures));
  }

  private static Structure structure(StructureId id, @Nullable String label) {
    return new Structure(id, label, "mef", List.of());
  }

  private static StructureDeclared declared(StructureId structure) {
    return new StructureDeclared(structure, SCHOOL, 2026, structure.code(), "mef", List.of());
  }

  private static MembershipStarted started(StudentId who, StructureId where, LocalDate from) {
    return new MembershipStarted(who, where, SCHOOL, from);
  }

  private static MembershipEnded ended(StudentId who, StructureId where, LocalDate until) {
    return new MembershipEnded(who, where, SCHOOL, until);
  }

  private static RosterImported imported(
      ImportId id, LocalDate exportedOn, int created, int updated, int left, int unchanged) {
    return imported(id, exportedOn, created, updated, left, unchanged, 0);
  }

  private static RosterImported imported(
      ImportId id,
      LocalDate exportedOn,
      int created,
      int updated,
      int left,
      int unchanged,
      int teachers) {
    return new RosterImported(
        id,
        SCHOOL,
        2026,
        exportedOn,
        2,
        1,
        created,
        updated,
        left,
        unchanged,
        0,
        teachers,
        List.of());
  }
}
