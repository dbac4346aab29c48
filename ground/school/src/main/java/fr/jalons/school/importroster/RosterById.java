package fr.jalons.school.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.NameFinder;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.roster.Place;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A roster with ids in place of people: all that the decision about it may know. Classes and groups
 * have the identity of the first one that bore their code; which one it is, {@link ToldCodes}
 * tells.
 *
 * @param basedOn the import that the ids were looked up after
 * @param yearStart first day of the school year, assumed unless {@code yearTold}
 * @param peopleChanged whether names, numbers or the like are to change
 * @param entered days of entry as told before, of everybody who is known
 * @param undecided those whose lines are in doubt
 * @param guardians how many people are legally responsible for a student
 * @param warnings as {@link fr.jalons.school.roster.Warning} writes them down
 * @param names what no warning may quote
 */
record RosterById(
    @Nullable ImportId basedOn,
    int year,
    LocalDate exportedOn,
    LocalDate yearStart,
    LocalDate yearEnd,
    boolean yearTold,
    Map<RosterSource, Export> exports,
    boolean peopleChanged,
    Map<StudentId, LocalDate> entered,
    Set<StudentId> undecided,
    List<Structure> structures,
    List<Student> students,
    Set<Link> links,
    List<Teacher> teachers,
    List<Subject> subjects,
    int guardians,
    List<String> warnings,
    NameFinder names) {

  /**
   * A class or group.
   *
   * @param place where the files tell about it
   * @param code what it is called
   * @param label absent where STS-web did not tell
   */
  record Structure(
      Place place,
      StructureId id,
      String code,
      @Nullable String label,
      @Nullable String mef,
      List<String> classes) {

    /** Whether STS-web tells of it, and not only pupils' lines. */
    boolean declared() {
      return label != null;
    }
  }

  /**
   * A student and where they belong.
   *
   * @param place where the files tell about the student
   * @param changed whether names, numbers or the like are to change
   * @param enteredOn first day at the school, if told now or before
   * @param leftOn first day of absence, if the student leaves
   * @param groupsTold whether the files tell of groups at all
   */
  record Student(
      Place place,
      StudentId id,
      boolean changed,
      @Nullable LocalDate enteredOn,
      @Nullable LocalDate leftOn,
      Set<StructureId> structures,
      boolean groupsTold) {

    /** One whose files tell all, as SIECLE's do. */
    Student(
        Place place,
        StudentId id,
        boolean changed,
        @Nullable LocalDate enteredOn,
        @Nullable LocalDate leftOn,
        Set<StructureId> structures) {
      this(place, id, changed, enteredOn, leftOn, structures, true);
    }

    private Student in(UnaryOperator<StructureId> meant) {
      return new Student(
          place,
          id,
          changed,
          enteredOn,
          leftOn,
          structures.stream().map(meant).collect(Collectors.toCollection(LinkedHashSet::new)),
          groupsTold);
    }

    /** Whether it says nothing but that the student leaves. */
    boolean onlyLeaves() {
      return leftOn != null && structures.isEmpty();
    }
  }

  /** A teacher and all that they do. */
  record Teacher(TeacherId id, Set<Assignment> assignments) {
    private Teacher of(UnaryOperator<StructureId> meant) {
      return new Teacher(
          id,
          assignments.stream()
              .map(one -> one.with(meant.apply(one.structure)))
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
  }

  /** What a teacher does with a class or group; no subject for a class lead. */
  record Assignment(StructureId structure, Duty duty, @Nullable String subject) {
    Assignment with(StructureId other) {
      return new Assignment(other, duty, subject);
    }
  }

  boolean tells(RosterSource source) {
    return exports.containsKey(source);
  }

  /** The files, as the log keeps them. */
  List<ImportedFile> files() {
    return exports.entrySet().stream()
        .map(export -> new ImportedFile(export.getKey().name(), export.getValue().day()))
        .toList();
  }

  /**
   * The day on which what a kind of file changes takes effect: nothing of a school year happens
   * before it starts.
   */
  LocalDate effectiveOn(RosterSource source) {
    Export export = exports.get(source);
    LocalDate day = export == null || export.day() == null ? exportedOn : export.day();
    return day.isBefore(yearStart) ? yearStart : day;
  }

  int count(StructureId.Kind kind) {
    return (int) structures.stream().filter(one -> one.id().kind() == kind).count();
  }

  /** The same in a school year whose days were told earlier. */
  RosterById inYear(LocalDate start, LocalDate end) {
    return new RosterById(
        basedOn,
        year,
        exportedOn,
        start,
        end,
        false,
        exports,
        peopleChanged,
        entered,
        undecided,
        structures,
        students,
        links,
        teachers,
        subjects,
        guardians,
        warnings,
        names);
  }

  /** The same with other classes and groups in the place of those that are told. */
  RosterById with(List<Structure> others, UnaryOperator<StructureId> meant) {
    return new RosterById(
        basedOn,
        year,
        exportedOn,
        yearStart,
        yearEnd,
        yearTold,
        exports,
        peopleChanged,
        entered,
        undecided,
        others,
        students.stream().map(student -> student.in(meant)).toList(),
        links,
        teachers.stream().map(teacher -> teacher.of(meant)).toList(),
        subjects,
        guardians,
        warnings,
        names);
  }
}
