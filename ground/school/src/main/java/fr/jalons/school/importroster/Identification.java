package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.marks.NameFinder;
import fr.jalons.school.identity.MatchResult;
import fr.jalons.school.identity.People;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.importroster.RosterById.Structure;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.importroster.RosterById.Teacher;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Puts ids in the place of people. */
final class Identification {
  private static final int MOST_WARNINGS = 100;

  private final Roster roster;
  private final MatchResult matched;
  private final NameFinder names;
  private final Map<StudentId, LocalDate> entered;
  private final List<Warning> warnings = new ArrayList<>();

  private Identification(
      Roster roster, MatchResult matched, NameFinder names, Map<StudentId, LocalDate> entered) {
    this.roster = roster;
    this.matched = matched;
    this.names = names;
    this.entered = entered;
  }

  /**
   * The roster, with nothing of a person left in it but codes of classes and groups: these are
   * identities, and the secretary is warned of those that hold a name.
   *
   * @param names what must not enter the log
   * @param before the people as they are known
   * @param today stands in for the day of an export that does not tell it
   */
  static RosterById of(
      Roster roster, MatchResult matched, NameFinder names, People.AsOf before, LocalDate today) {
    Map<StudentId, LocalDate> entered = entered(before.people());
    Identification ids = new Identification(roster, matched, names, entered);
    List<Structure> structures = roster.structures().stream().map(ids::structure).toList();
    List<Subject> subjects = roster.subjects().stream().map(ids::subject).toList();
    return new RosterById(
        before.lastImport(),
        roster.year(),
        Objects.requireNonNullElse(roster.exportedOn(), today),
        roster.yearStart(),
        roster.yearEnd(),
        roster.yearTold(),
        roster.exports(),
        matched.changed(),
        entered,
        matched.undecided(),
        structures,
        roster.students().stream().map(ids::student).toList(),
        matched.links(),
        roster.teachers().stream().map(ids::teacher).toList(),
        subjects,
        matched.people().guardians().size(),
        Stream.of(ids.warnings, roster.warnings(), matched.warnings())
            .flatMap(List::stream)
            .limit(MOST_WARNINGS)
            .map(warning -> warning.code(names))
            .toList(),
        names);
  }

  private static Map<StudentId, LocalDate> entered(People people) {
    Map<StudentId, LocalDate> entered = new HashMap<>();
    for (People.Student student : people.students()) {
      if (student.enteredOn() != null) {
        entered.put(new StudentId(student.id()), student.enteredOn());
      }
    }
    return entered;
  }

  private StructureId id(Kind kind, String code) {
    return StructureId.of(roster.school(), kind, code);
  }

  private Structure structure(Roster.Structure structure) {
    String label = structure.label();
    if (names.finds(structure.code())) {
      warnings.add(structure.place().warning("roster.name-in-code"));
    } else if (label != null && names.finds(label)) {
      warnings.add(structure.place().warning("roster.name-in-label"));
    }
    return new Structure(
        structure.place(),
        id(structure.kind(), structure.code()),
        structure.code(),
        label != null && names.finds(label) ? structure.code() : label,
        structure.mef(),
        structure.classes());
  }

  private Subject subject(Roster.Subject subject) {
    List<String> labels = subject.labels().stream().filter(label -> !names.finds(label)).toList();
    if (labels.size() < subject.labels().size()) {
      warnings.add(subject.place().warning("roster.name-in-subject"));
    }
    return new Subject(subject.code(), labels);
  }

  private Student student(Roster.Student student) {
    Set<StructureId> structures = new LinkedHashSet<>();
    student.classes().forEach(code -> structures.add(id(Kind.CLASS, code)));
    student.groups().forEach(code -> structures.add(id(Kind.GROUP, code)));
    StudentId id = Objects.requireNonNull(matched.students().get(student.externalId()));
    return new Student(
        student.place(),
        id,
        matched.changedStudents().contains(id),
        student.enteredOn() == null ? entered.get(id) : student.enteredOn(),
        student.leftOn(),
        structures,
        student.groupsTold());
  }

  private Teacher teacher(Roster.Teacher teacher) {
    Set<Assignment> assignments = new LinkedHashSet<>();
    teacher
        .leads()
        .forEach(
            code -> assignments.add(new Assignment(id(Kind.CLASS, code), Duty.CLASS_LEAD, null)));
    roster.services().stream()
        .filter(service -> service.teacher().equals(teacher))
        .map(
            service ->
                new Assignment(
                    id(service.kind(), service.structure()), Duty.TEACHING, service.subject()))
        .forEach(assignments::add);
    return new Teacher(Objects.requireNonNull(matched.teachers().get(teacher)), assignments);
  }
}
