package fr.jalons.school.importroster;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.GuardianId;
import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.importroster.RosterById.Structure;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.roster.Place;
import fr.jalons.school.roster.RosterSource;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestPhase;
import org.jspecify.annotations.Nullable;

/**
 * Two classes, a group, two students: on 14 September, Anna is in class A and the group, Ben is in
 * class B.
 */
final class SmallSchool {
  static final SchoolId SCHOOL = new SchoolId("0990001B");
  static final ImportId FIRST = new ImportId(UUID.randomUUID());
  static final ImportId SECOND = new ImportId(UUID.randomUUID());
  static final StudentId ANNA = new StudentId(UUID.randomUUID());
  static final StudentId BEN = new StudentId(UUID.randomUUID());
  static final GuardianId PARENT = new GuardianId(UUID.randomUUID());
  static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  static final StructureId CLASS_A = StructureId.of(SCHOOL, Kind.CLASS, "1A");
  static final StructureId CLASS_B = StructureId.of(SCHOOL, Kind.CLASS, "1B");
  static final StructureId GROUP = StructureId.of(SCHOOL, Kind.GROUP, "AP1");

  static final LocalDate YEAR_START = LocalDate.of(2026, 9, 1);
  static final LocalDate ENTRY = LocalDate.of(2026, 9, 2);
  static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 14);
  static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 20);
  static final LocalDate DECEMBER = LocalDate.of(2026, 12, 10);

  /** Where the files tell about everybody. */
  static final Place PLACE = new Place("eleves.xml", RosterSource.STUDENTS, 6);

  /** After all files of the tests. */
  private static final LocalDate TODAY = LocalDate.of(2027, 7, 31);

  private SmallSchool() {}

  static AxonTestPhase.Then.Command when(ImportDraft draft, List<? extends DomainEvent> given) {
    return at(TODAY, draft, given);
  }

  static AxonTestPhase.Then.Command at(
      LocalDate today, ImportDraft draft, List<? extends DomainEvent> given) {
    Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    return SliceFixture.of(new ImportRoster.Handler(clock, 0.5, 3))
        .given()
        .events(given.toArray())
        .when()
        .command(draft.command())
        .then();
  }

  /** What the first import told, and what was told since. */
  static List<SchoolEvent> told(SchoolEvent... since) {
    List<SchoolEvent> events =
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
    events.addAll(List.of(since));
    return events;
  }

  /** Anna leaves on 20 November. */
  static SchoolEvent[] annaLeaves() {
    return new SchoolEvent[] {
      ended(ANNA, CLASS_A, NOVEMBER), ended(ANNA, GROUP, NOVEMBER), left(ANNA, NOVEMBER)
    };
  }

  static Student anna(StructureId... structures) {
    return annaUntil(null, structures);
  }

  static Student annaUntil(@Nullable LocalDate leftOn, StructureId... structures) {
    return new Student(PLACE, ANNA, false, ENTRY, leftOn, Set.of(structures));
  }

  static Student ben() {
    return new Student(PLACE, BEN, false, ENTRY, null, Set.of(CLASS_B));
  }

  static StructureDeclared declared(StructureId structure) {
    return new StructureDeclared(structure, SCHOOL, 2026, structure.key(), "mef", List.of());
  }

  /** As the files tell it, under the code that is the key. */
  static Structure told(
      StructureId id, @Nullable String label, @Nullable String mef, List<String> classes) {
    return new Structure(PLACE, id, id.key(), label, mef, classes);
  }

  static MembershipStarted started(StudentId who, StructureId where, LocalDate from) {
    return new MembershipStarted(who, where, SCHOOL, from);
  }

  static MembershipEnded ended(StudentId who, StructureId where, LocalDate until) {
    return new MembershipEnded(who, where, SCHOOL, until);
  }

  static StudentLeft left(StudentId who, LocalDate on) {
    return new StudentLeft(who, SCHOOL, on);
  }

  /** An import of a pupils' file about the two classes and the group. */
  static RosterImported imported(
      ImportId id, LocalDate on, int created, int updated, int left, int unchanged) {
    return new RosterImported(
        id,
        SCHOOL,
        2026,
        on,
        2,
        1,
        created,
        updated,
        left,
        unchanged,
        0,
        0,
        List.of(),
        List.of(),
        List.of(file(RosterSource.STUDENTS, on)));
  }

  /** An import of another file, which tells of so many teachers. */
  static RosterImported imported(RosterSource kind, LocalDate on, int teachers) {
    return new RosterImported(
        SECOND,
        SCHOOL,
        2026,
        on,
        2,
        1,
        0,
        0,
        0,
        0,
        0,
        teachers,
        List.of(),
        List.of(),
        List.of(file(kind, on)));
  }

  static ImportedFile file(RosterSource kind, LocalDate on) {
    return new ImportedFile(kind.name(), on);
  }
}
