package fr.jalons.events;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Who belonged to one class or group, and when: the pure fold of its membership events. */
public record Roll(Map<StudentId, Periods> memberships) {

  /** No student yet. */
  public static Roll empty() {
    return new Roll(Map.of());
  }

  public Roll evolve(MembershipStarted event) {
    return with(event.student(), periods -> periods.start(event.from()));
  }

  public Roll evolve(MembershipEnded event) {
    return with(event.student(), periods -> periods.end(event.until()));
  }

  /** Whether the student belonged to it on that day. */
  public boolean has(StudentId student, LocalDate day) {
    return memberships.getOrDefault(student, Periods.NONE).covers(day);
  }

  /** Who belonged to it on that day, in the order of their arrival in the log. */
  public List<StudentId> on(LocalDate day) {
    return memberships.keySet().stream().filter(student -> has(student, day)).toList();
  }

  private Roll with(StudentId student, UnaryOperator<Periods> change) {
    Map<StudentId, Periods> next = new LinkedHashMap<>(memberships);
    next.put(student, change.apply(next.getOrDefault(student, Periods.NONE)));
    return new Roll(next);
  }
}
