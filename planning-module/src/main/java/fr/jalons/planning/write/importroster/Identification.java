package fr.jalons.planning.write.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.PlanningEvent.Duty;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.planning.identity.Matched;
import fr.jalons.planning.roster.Roster;
import fr.jalons.planning.roster.Warning;
import fr.jalons.planning.write.importroster.RosterById.Assignment;
import fr.jalons.planning.write.importroster.RosterById.Structure;
import fr.jalons.planning.write.importroster.RosterById.Student;
import fr.jalons.planning.write.importroster.RosterById.Teacher;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts ids in the place of people. */
final class Identification {
  private static final int MOST_WARNINGS = 100;

  private final Roster roster;
  private final Matched matched;

  private Identification(Roster roster, Matched matched) {
    this.roster = roster;
    this.matched = matched;
  }

  /**
   * The roster, with nothing of a person left in it.
   *
   * @param today stands in for the day of an export that does not tell it
   */
  static RosterById of(
      Roster roster, Matched matched, @Nullable ImportId basedOn, LocalDate today) {
    Identification ids = new Identification(roster, matched);
    return new RosterById(
        basedOn,
        roster.year(),
        Objects.requireNonNullElse(roster.exportedOn(), today),
        roster.yearStart(),
        roster.sources(),
        matched.changed(),
        roster.structures().stream().map(ids::structure).toList(),
        roster.students().stream().map(ids::student).toList(),
        matched.links(),
        roster.teachers().stream().map(ids::teacher).toList(),
        matched.people().guardians().size(),
        Stream.concat(roster.warnings().stream(), matched.warnings().stream())
            .limit(MOST_WARNINGS)
            .map(Warning::code)
            .toList());
  }

  private StructureId id(Kind kind, String code) {
    return StructureId.of(roster.school(), kind, code);
  }

  private Structure structure(Roster.Structure structure) {
    return new Structure(
        id(structure.kind(), structure.code()),
        structure.label(),
        structure.mef(),
        structure.classes());
  }

  private Student student(Roster.Student student) {
    Set<StructureId> structures = new LinkedHashSet<>();
    student.classes().forEach(code -> structures.add(id(Kind.CLASS, code)));
    student.groups().forEach(code -> structures.add(id(Kind.GROUP, code)));
    StudentId id = Objects.requireNonNull(matched.students().get(student.externalId()));
    return new Student(
        id,
        matched.changedStudents().contains(id),
        student.enteredOn(),
        student.leftOn(),
        structures);
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
