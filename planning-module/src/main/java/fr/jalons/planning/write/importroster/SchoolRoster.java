package fr.jalons.planning.write.importroster;

import fr.jalons.events.PlanningEvent;
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
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.planning.identity.Matched.Link;
import fr.jalons.planning.write.importroster.RosterById.Assignment;
import fr.jalons.platform.slices.DecisionModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a school's earlier imports came to.
 *
 * @param last the last import
 * @param structures the classes and groups there are, as last declared
 * @param students everybody who was ever on the roster
 * @param teachers what each known teacher does now
 */
@DecisionModel(tag = Tags.SCHOOL)
record SchoolRoster(
    @Nullable RosterImported last,
    Map<StructureId, StructureDeclared> structures,
    Map<StudentId, Attendee> students,
    Set<Link> links,
    Map<TeacherId, Set<Assignment>> teachers) {

  SchoolRoster() {
    this(null, Map.of(), Map.of(), Set.of(), Map.of());
  }

  SchoolRoster evolve(RosterImported event) {
    return new SchoolRoster(event, structures, students, links, teachers);
  }

  SchoolRoster evolve(StructureDeclared event) {
    return withStructures(changed(structures, map -> map.put(event.structure(), event)));
  }

  SchoolRoster evolve(StructureWithdrawn event) {
    return withStructures(changed(structures, map -> map.remove(event.structure())));
  }

  SchoolRoster evolve(StudentRegistered event) {
    return with(event.student(), Attendee.NEW);
  }

  SchoolRoster evolve(MembershipStarted event) {
    return with(event.student(), attendee(event.student()).evolve(event));
  }

  SchoolRoster evolve(MembershipEnded event) {
    return with(event.student(), attendee(event.student()).evolve(event));
  }

  SchoolRoster evolve(StudentLeft event) {
    return with(event.student(), attendee(event.student()).evolve(event));
  }

  SchoolRoster evolve(GuardianLinked event) {
    return withLinks(plus(links, new Link(event.guardian(), event.student())));
  }

  SchoolRoster evolve(GuardianUnlinked event) {
    return withLinks(minus(links, new Link(event.guardian(), event.student())));
  }

  SchoolRoster evolve(TeacherRegistered event) {
    return with(event.teacher(), assignments(event.teacher()));
  }

  SchoolRoster evolve(TeacherAssigned event) {
    return with(
        event.teacher(),
        plus(
            assignments(event.teacher()),
            new Assignment(event.structure(), event.duty(), event.subject())));
  }

  SchoolRoster evolve(TeacherUnassigned event) {
    return with(
        event.teacher(),
        minus(
            assignments(event.teacher()),
            new Assignment(event.structure(), event.duty(), event.subject())));
  }

  /** The events by which the school becomes what the files say; none if it is that already. */
  List<PlanningEvent> decide(ImportRoster command) {
    return new Decision(this, command).events();
  }

  Attendee attendee(StudentId student) {
    return students.getOrDefault(student, Attendee.NEW);
  }

  private Set<Assignment> assignments(TeacherId teacher) {
    return teachers.getOrDefault(teacher, Set.of());
  }

  private SchoolRoster withStructures(Map<StructureId, StructureDeclared> next) {
    return new SchoolRoster(last, next, students, links, teachers);
  }

  private SchoolRoster with(StudentId student, Attendee attendee) {
    return new SchoolRoster(
        last, structures, changed(students, map -> map.put(student, attendee)), links, teachers);
  }

  private SchoolRoster withLinks(Set<Link> next) {
    return new SchoolRoster(last, structures, students, next, teachers);
  }

  private SchoolRoster with(TeacherId teacher, Set<Assignment> assignments) {
    return new SchoolRoster(
        last, structures, students, links, changed(teachers, map -> map.put(teacher, assignments)));
  }

  private static <K, V> Map<K, V> changed(Map<K, V> map, Consumer<Map<K, V>> change) {
    Map<K, V> next = new LinkedHashMap<>(map);
    change.accept(next);
    return next;
  }

  private static <T> Set<T> plus(Set<T> set, T added) {
    Set<T> next = new LinkedHashSet<>(set);
    next.add(added);
    return next;
  }

  private static <T> Set<T> minus(Set<T> set, T removed) {
    Set<T> next = new LinkedHashSet<>(set);
    next.remove(removed);
    return next;
  }
}
