package fr.jalons.school.importroster;

import fr.jalons.events.Periods;
import fr.jalons.events.Periods.Period;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be told of one student to lead from one state to another. */
final class StudentChanges {
  private final SchoolId school;
  private final StudentId student;
  private final List<SchoolEvent> ends = new ArrayList<>();
  private final List<SchoolEvent> starts = new ArrayList<>();

  private StudentChanges(SchoolId school, StudentId student) {
    this.school = school;
    this.student = student;
  }

  static List<SchoolEvent> between(
      SchoolId school, StudentId student, Attendee before, Attendee after) {
    StudentChanges changes = new StudentChanges(school, student);
    Set<StructureId> structures = new HashSet<>(before.places().keySet());
    structures.addAll(after.places().keySet());
    structures.stream()
        .sorted(Comparator.comparing(StructureId::value))
        .forEach(structure -> changes.of(structure, before.in(structure), after.in(structure)));
    return changes.all(before, after);
  }

  private List<SchoolEvent> all(Attendee before, Attendee after) {
    List<SchoolEvent> events = new ArrayList<>(ends);
    events.addAll(starts);
    LocalDate left = after.left();
    if (left != null && (!left.equals(before.left()) || !starts.isEmpty())) {
      events.add(new StudentLeft(student, school, left));
    } else if (left == null && before.left() != null && starts.isEmpty()) {
      events.add(new StudentBack(student, school));
    }
    return events;
  }

  /** An end takes all back that comes after it, and a start is without end. */
  private void of(StructureId structure, Periods before, Periods after) {
    int same = 0;
    while (same < before.list().size()
        && same < after.list().size()
        && before.list().get(same).equals(after.list().get(same))) {
      same++;
    }
    Period was = same < before.list().size() ? before.list().get(same) : null;
    List<Period> next = after.list().subList(same, after.list().size());
    if (was != null && (next.isEmpty() || next.getFirst().from().isAfter(was.from()))) {
      ends.add(new MembershipEnded(student, structure, school, was.from()));
      was = null;
    }
    for (Period period : next) {
      LocalDate until = period.until();
      if (was == null || !was.from().equals(period.from())) {
        starts(structure, period.from(), until);
      } else if (was.until() != null && period.lastsBeyond(was.until())) {
        starts(structure, was.until(), until);
      } else if (until != null) {
        ends.add(new MembershipEnded(student, structure, school, until));
      }
      was = null;
    }
  }

  private void starts(StructureId structure, LocalDate from, @Nullable LocalDate until) {
    starts.add(new MembershipStarted(student, structure, school, from));
    if (until != null) {
      starts.add(new MembershipEnded(student, structure, school, until));
    }
  }
}
