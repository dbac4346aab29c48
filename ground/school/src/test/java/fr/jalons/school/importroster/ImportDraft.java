package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.SmallSchool.ANNA;
import static fr.jalons.school.importroster.SmallSchool.BEN;
import static fr.jalons.school.importroster.SmallSchool.CLASS_A;
import static fr.jalons.school.importroster.SmallSchool.CLASS_B;
import static fr.jalons.school.importroster.SmallSchool.ENTRY;
import static fr.jalons.school.importroster.SmallSchool.FIRST;
import static fr.jalons.school.importroster.SmallSchool.GROUP;
import static fr.jalons.school.importroster.SmallSchool.PLACE;
import static fr.jalons.school.importroster.SmallSchool.SCHOOL;
import static fr.jalons.school.importroster.SmallSchool.SECOND;
import static fr.jalons.school.importroster.SmallSchool.SEPTEMBER;
import static fr.jalons.school.importroster.SmallSchool.TEACHER;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.StudentId;
import fr.jalons.marks.NameFinder;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.importroster.RosterById.Structure;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.importroster.RosterById.Teacher;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An import of the {@link SmallSchool}, put together file by file. */
final class ImportDraft {
  private final ImportId id;
  private final LocalDate exportedOn;
  private final Map<RosterSource, Export> exports = new EnumMap<>(RosterSource.class);
  private final Map<StudentId, LocalDate> entered = new HashMap<>(Map.of(ANNA, ENTRY, BEN, ENTRY));
  private @Nullable LocalDate yearStart;
  private Set<StudentId> undecided = Set.of();
  private @Nullable ImportId basedOn;
  private int year = 2026;
  private boolean peopleChanged;
  private Set<Confirmation> confirmed = Set.of();
  private List<Structure> structures =
      List.of(
          SmallSchool.told(CLASS_A, "1A", "mef", List.of()),
          SmallSchool.told(CLASS_B, "1B", "mef", List.of()),
          SmallSchool.told(GROUP, "AP1", "mef", List.of()));
  private List<Student> students = List.of();
  private Set<Link> links = Set.of();
  private List<Teacher> teachers = List.of();
  private List<Subject> subjects = List.of();

  private ImportDraft(ImportId id, @Nullable ImportId basedOn, LocalDate exportedOn) {
    this.id = id;
    this.basedOn = basedOn;
    this.exportedOn = exportedOn;
  }

  static ImportDraft first() {
    return new ImportDraft(FIRST, null, SEPTEMBER);
  }

  static ImportDraft second(LocalDate exportedOn) {
    return new ImportDraft(SECOND, FIRST, exportedOn);
  }

  private void export(RosterSource kind) {
    exports.put(kind, new Export(PLACE, "PARAMETRES/DATE_EXPORT", exportedOn));
  }

  ImportDraft students(Student... told) {
    export(RosterSource.STUDENTS);
    students = List.of(told);
    return this;
  }

  ImportDraft guardians(Link... told) {
    export(RosterSource.GUARDIANS);
    links = new LinkedHashSet<>(List.of(told));
    return this;
  }

  /** One teacher who does all this. */
  ImportDraft staff(Assignment... told) {
    export(RosterSource.STAFF);
    teachers = List.of(new Teacher(TEACHER, Set.of(told)));
    return this;
  }

  ImportDraft subjects(Subject... told) {
    subjects = List.of(told);
    return this;
  }

  ImportDraft structures(Structure... told) {
    structures = List.of(told);
    return this;
  }

  ImportDraft ofYear(int told) {
    year = told;
    return this;
  }

  /** STS-web tells when the school year begins. */
  ImportDraft beginningOn(LocalDate day) {
    yearStart = day;
    return this;
  }

  /** Earlier files told of Anna's entry. */
  ImportDraft knowingThatAnnaEntered(LocalDate day) {
    entered.put(ANNA, day);
    return this;
  }

  /** No earlier file told of anybody's entry. */
  ImportDraft knowingNothing() {
    entered.clear();
    return this;
  }

  /** It is in doubt which lines are theirs. */
  ImportDraft undecided(StudentId... students) {
    undecided = Set.of(students);
    return this;
  }

  ImportDraft after(ImportId told) {
    basedOn = told;
    return this;
  }

  ImportDraft overlooking() {
    basedOn = null;
    return this;
  }

  ImportDraft withNewNames() {
    peopleChanged = true;
    return this;
  }

  ImportDraft confirmed(Confirmation... what) {
    confirmed = Set.of(what);
    return this;
  }

  ImportRoster command() {
    return new ImportRoster(
        id,
        SCHOOL,
        "digest",
        confirmed,
        new RosterById(
            basedOn,
            year,
            exportedOn,
            yearStart == null ? LocalDate.of(year, Month.SEPTEMBER, 1) : yearStart,
            LocalDate.of(year + 1, Month.AUGUST, 31),
            yearStart != null,
            exports,
            peopleChanged,
            entered,
            undecided,
            structures,
            students,
            links,
            teachers,
            subjects,
            0,
            List.of(),
            NameFinder.of(List.of())));
  }
}
