package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.importroster.RosterById.Teacher;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an import changes about assignments of teachers. */
final class StaffChanges {
  private final SchoolId school;
  private final RosterById roster;
  private final Map<TeacherId, Set<Assignment>> known;
  private final Set<TeacherId> listed;
  private final List<SchoolEvent> events = new ArrayList<>();

  StaffChanges(SchoolId school, RosterById roster, KnownRoster known) {
    this.school = school;
    this.roster = roster;
    this.known = known.teachers();
    this.listed = known.listed();
  }

  List<SchoolEvent> events() {
    Map<TeacherId, Set<Assignment>> wanted = new LinkedHashMap<>();
    roster.teachers().forEach(teacher -> wanted.put(teacher.id(), teacher.assignments()));
    known.forEach(
        (teacher, assignments) ->
            unassign(teacher, assignments, wanted.getOrDefault(teacher, Set.of())));
    roster.teachers().forEach(this::assign);
    if (!wanted.keySet().equals(listed)) {
      events.add(new StaffListed(school, new LinkedHashSet<>(wanted.keySet())));
    }
    return events;
  }

  private void unassign(TeacherId teacher, Set<Assignment> before, Set<Assignment> wanted) {
    before.stream()
        .filter(assignment -> !wanted.contains(assignment))
        .map(
            gone ->
                new TeacherUnassigned(
                    teacher,
                    gone.structure(),
                    school,
                    gone.duty(),
                    gone.subject(),
                    roster.effectiveOn(RosterSource.STAFF)))
        .forEach(events::add);
  }

  private void assign(Teacher teacher) {
    Set<Assignment> before = known.getOrDefault(teacher.id(), Set.of());
    if (!known.containsKey(teacher.id())) {
      events.add(new TeacherRegistered(teacher.id(), school));
    }
    // The first file about staff tells how the year began.
    LocalDate from = known.isEmpty() ? roster.yearStart() : roster.effectiveOn(RosterSource.STAFF);
    teacher.assignments().stream()
        .filter(assignment -> !before.contains(assignment))
        .map(
            added ->
                new TeacherAssigned(
                    teacher.id(), added.structure(), school, added.duty(), added.subject(), from))
        .forEach(events::add);
  }
}
