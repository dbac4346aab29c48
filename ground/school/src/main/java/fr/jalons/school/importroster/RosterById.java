package fr.jalons.school.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.roster.Place;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A roster with ids in place of people: all that the decision about it may know.
 *
 * @param basedOn the import that the ids were looked up after
 * @param yearStart first day of the school year, assumed unless {@code yearTold}
 * @param peopleChanged whether names, numbers or the like are to change
 * @param entered days of entry as told before, of everybody who is known
 * @param undecided those of whom nobody can tell which line is theirs
 * @param guardians how many people are legally responsible for a student
 * @param warnings as {@link fr.jalons.school.roster.Warning} writes them down
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
    List<String> warnings) {

  /**
   * A class or group.
   *
   * @param label absent where STS-web did not tell
   */
  record Structure(
      StructureId id, @Nullable String label, @Nullable String mef, List<String> classes) {}

  /**
   * A student and where he or she belongs.
   *
   * @param place where the files tell about the student
   * @param changed whether names, numbers or the like are to change
   * @param enteredOn first day at the school, if told now or before
   * @param leftOn first day of absence, if the student leaves
   */
  record Student(
      Place place,
      StudentId id,
      boolean changed,
      @Nullable LocalDate enteredOn,
      @Nullable LocalDate leftOn,
      Set<StructureId> structures) {}

  /** A teacher and all he or she does. */
  record Teacher(TeacherId id, Set<Assignment> assignments) {}

  /** What a teacher does with a class or group; no subject for a class lead. */
  record Assignment(StructureId structure, Duty duty, @Nullable String subject) {}

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
        warnings);
  }
}
