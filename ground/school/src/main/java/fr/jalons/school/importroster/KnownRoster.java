package fr.jalons.school.importroster;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.roster.RosterSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A school as its earlier imports left it. */
final class KnownRoster {
  private @Nullable RosterImported last;
  private int yearOfStudents;
  private final Map<RosterSource, ImportedFile> files = new EnumMap<>(RosterSource.class);
  private final Map<Integer, SchoolYearDated> years = new HashMap<>();
  private List<Subject> subjects = List.of();
  private final Map<StructureId, StructureDeclared> structures = new LinkedHashMap<>();
  private final Map<StructureId, StructureDeclared> ever = new LinkedHashMap<>();
  private final Map<StudentId, Attendee> students = new LinkedHashMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final Map<TeacherId, Set<Assignment>> teachers = new LinkedHashMap<>();
  private Set<TeacherId> listed = Set.of();
  private final Set<StudentId> erased = new HashSet<>();

  void apply(DomainEvent event) {
    switch (event) {
      case StudentErased e -> erase(e.student());
      case RosterImported e -> imported(e);
      case SchoolYearDated e -> years.put(e.year(), e);
      case SubjectsListed e -> subjects = e.subjects();
      case StructureDeclared e -> declared(e);
      case StructureWithdrawn e -> structures.remove(e.structure());
      case StudentRegistered e -> students.put(e.student(), Attendee.NEW);
      case MembershipStarted e -> students.put(e.student(), attendee(e.student()).evolve(e));
      case MembershipEnded e ->
          students.computeIfPresent(e.student(), (student, known) -> known.evolve(e));
      case StudentLeft e ->
          students.computeIfPresent(e.student(), (student, known) -> known.evolve(e));
      case StudentBack e ->
          students.computeIfPresent(e.student(), (student, known) -> known.evolve(e));
      case GuardianLinked e -> links.add(new Link(e.guardian(), e.student()));
      case GuardianUnlinked e -> links.remove(new Link(e.guardian(), e.student()));
      case TeacherRegistered e -> assignmentsOf(e.teacher());
      case TeacherAssigned e ->
          assignmentsOf(e.teacher()).add(new Assignment(e.structure(), e.duty(), e.subject()));
      case StaffListed e -> listed = e.teachers();
      case TeacherUnassigned e ->
          assignmentsOf(e.teacher()).remove(new Assignment(e.structure(), e.duty(), e.subject()));
      default -> {} // nothing of a roster
    }
  }

  private void declared(StructureDeclared event) {
    structures.put(event.structure(), event);
    ever.remove(event.structure());
    ever.put(event.structure(), event);
  }

  private void imported(RosterImported event) {
    if (last != null && last.year() < event.year()) {
      files.clear();
    }
    last = event;
    event.files().forEach(file -> files.put(RosterSource.valueOf(file.kind()), file));
    boolean counted = event.created() + event.updated() + event.left() + event.unchanged() > 0;
    // Before version 3 nothing but the counts tells whether there was a pupils' file.
    if (counted || event.files().stream().anyMatch(KnownRoster::isOfStudents)) {
      yearOfStudents = event.year();
    }
  }

  private static boolean isOfStudents(ImportedFile file) {
    return file.kind().equals(RosterSource.STUDENTS.name());
  }

  private void erase(StudentId student) {
    students.remove(student);
    links.removeIf(link -> link.student().equals(student));
    erased.add(student);
  }

  private Set<Assignment> assignmentsOf(TeacherId teacher) {
    return teachers.computeIfAbsent(teacher, unknown -> new LinkedHashSet<>());
  }

  /** The last import. */
  @Nullable RosterImported last() {
    return last;
  }

  /** The last file of a kind in the last school year. */
  @Nullable ImportedFile file(RosterSource kind) {
    return files.get(kind);
  }

  /** Whether a pupils' file of this school year was imported. */
  boolean hasStudentsOf(int year) {
    return yearOfStudents == year;
  }

  /** The days of a school year, as told. */
  @Nullable SchoolYearDated year(int year) {
    return years.get(year);
  }

  /** What is taught. */
  List<Subject> subjects() {
    return subjects;
  }

  /** The classes and groups there are, as last declared. */
  Map<StructureId, StructureDeclared> structures() {
    return Collections.unmodifiableMap(structures);
  }

  /** All classes and groups there ever were, as last declared and in that order. */
  Map<StructureId, StructureDeclared> ever() {
    return Collections.unmodifiableMap(ever);
  }

  /** Everybody who was ever on the roster. */
  Map<StudentId, Attendee> students() {
    return Collections.unmodifiableMap(students);
  }

  Attendee attendee(StudentId student) {
    return students.getOrDefault(student, Attendee.NEW);
  }

  /** Those who were on the roster and are erased now. */
  Set<StudentId> erased() {
    return Collections.unmodifiableSet(erased);
  }

  /** The guardianships. */
  Set<Link> links() {
    return Collections.unmodifiableSet(links);
  }

  /** Those who were in the last file about staff. */
  Set<TeacherId> listed() {
    return listed;
  }

  /** What each known teacher does now. */
  Map<TeacherId, Set<Assignment>> teachers() {
    return Collections.unmodifiableMap(teachers);
  }
}
