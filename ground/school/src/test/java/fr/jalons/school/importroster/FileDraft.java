package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportedSchool.SCHOOL;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.NameFinder;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.importroster.RosterById.Structure;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.importroster.RosterById.Teacher;
import fr.jalons.school.roster.Place;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one import, line by line, by the codes that stand in them. */
final class FileDraft {
  private static final Place PLACE = new Place("file.xml", RosterSource.STUDENTS, 6);

  private final LocalDate day;
  private final Map<RosterSource, Export> exports = new EnumMap<>(RosterSource.class);
  private final Map<StudentId, Set<StructureId>> pupils = new LinkedHashMap<>();
  private final Map<StudentId, LocalDate> entered = new HashMap<>();
  private final Map<StudentId, LocalDate> left = new HashMap<>();
  private final Map<TeacherId, Set<Assignment>> teachers = new LinkedHashMap<>();
  private final Map<StructureId, Structure> structures = new LinkedHashMap<>();

  private NameFinder names = NameFinder.of(List.of());

  private FileDraft(LocalDate day) {
    this.day = day;
  }

  /** A pupils' file of a day. */
  static FileDraft pupils(LocalDate day) {
    return new FileDraft(day).export(RosterSource.STUDENTS);
  }

  /** STS-web's file of a day. */
  static FileDraft staff(LocalDate day) {
    return new FileDraft(day).export(RosterSource.STAFF);
  }

  /** STS-web's file of the same day with it. */
  FileDraft withStaff() {
    return export(RosterSource.STAFF);
  }

  private FileDraft export(RosterSource kind) {
    exports.put(kind, new Export(PLACE, "PARAMETRES/DATE_EXPORT", day));
    return this;
  }

  FileDraft schoolClass(String code, StudentId... members) {
    return members(id(Kind.CLASS, code), members);
  }

  FileDraft group(String code, StudentId... members) {
    return members(id(Kind.GROUP, code), members);
  }

  private FileDraft members(StructureId structure, StudentId... members) {
    structures.putIfAbsent(structure, mentioned(structure, null, List.of()));
    for (StudentId member : members) {
      pupils.computeIfAbsent(member, none -> new LinkedHashSet<>()).add(structure);
    }
    return this;
  }

  private static Structure mentioned(
      StructureId structure, @Nullable String mef, List<String> classes) {
    return new Structure(PLACE, structure, structure.key(), null, mef, classes);
  }

  /** Of the formation that all its pupils share. */
  FileDraft mef(String classCode, String mef) {
    structures.put(id(Kind.CLASS, classCode), mentioned(id(Kind.CLASS, classCode), mef, List.of()));
    return this;
  }

  /** STS-web declares a class. */
  FileDraft declares(String code) {
    return declares(id(Kind.CLASS, code), List.of());
  }

  /** STS-web declares a group that is drawn from classes. */
  FileDraft declaresGroup(String code, String... classes) {
    return declares(id(Kind.GROUP, code), List.of(classes));
  }

  private FileDraft declares(StructureId structure, List<String> classes) {
    structures.put(
        structure,
        new Structure(PLACE, structure, structure.key(), structure.key(), null, classes));
    return this;
  }

  FileDraft teaches(TeacherId teacher, String classCode, String subject) {
    teachers
        .computeIfAbsent(teacher, none -> new LinkedHashSet<>())
        .add(new Assignment(id(Kind.CLASS, classCode), Duty.TEACHING, subject));
    return this;
  }

  /** Who is in the school, in no class. */
  FileDraft nowhere(StudentId student) {
    pupils.computeIfAbsent(student, none -> new LinkedHashSet<>());
    return this;
  }

  FileDraft leaves(StudentId student, LocalDate on) {
    left.put(student, on);
    return nowhere(student);
  }

  FileDraft enters(StudentId student, LocalDate on) {
    entered.put(student, on);
    return nowhere(student);
  }

  /** Somebody in the files is called so. */
  FileDraft naming(String lastName) {
    names = NameFinder.of(List.of(new NameFinder.Name(lastName, "Ada")));
    return this;
  }

  static StructureId id(Kind kind, String code) {
    return StructureId.of(SCHOOL, kind, code);
  }

  LocalDate day() {
    return day;
  }

  Map<StudentId, LocalDate> entered() {
    return entered;
  }

  RosterById roster(@Nullable ImportId basedOn, Map<StudentId, LocalDate> enteredBefore) {
    int year = day.getMonthValue() < Month.SEPTEMBER.getValue() ? day.getYear() - 1 : day.getYear();
    return new RosterById(
        basedOn,
        year,
        day,
        LocalDate.of(year, Month.SEPTEMBER, 1),
        LocalDate.of(year + 1, Month.AUGUST, 31),
        false,
        exports,
        false,
        enteredBefore,
        Set.of(),
        List.copyOf(structures.values()),
        pupils.entrySet().stream()
            .map(
                pupil ->
                    new Student(
                        PLACE,
                        pupil.getKey(),
                        false,
                        entered.getOrDefault(pupil.getKey(), enteredBefore.get(pupil.getKey())),
                        left.get(pupil.getKey()),
                        pupil.getValue()))
            .toList(),
        Set.of(),
        teachers.entrySet().stream()
            .map(teacher -> new Teacher(teacher.getKey(), teacher.getValue()))
            .toList(),
        List.of(),
        0,
        List.of(),
        names);
  }

  ImportRoster command(RosterById roster) {
    return new ImportRoster(
        ImportedSchool.anImport(), SCHOOL, "digest", EnumSet.allOf(Confirmation.class), roster);
  }
}
