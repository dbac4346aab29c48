package fr.jalons.events;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who belonged to one class or group, and when: the pure fold of its membership events. */
public record Roll(Map<StudentId, List<Period>> memberships) {

  /** From a day (included) to a day (excluded), or without end. */
  public record Period(LocalDate from, @Nullable LocalDate until) {
    boolean covers(LocalDate day) {
      return !day.isBefore(from) && endsAfter(day);
    }

    private boolean endsAfter(LocalDate day) {
      return until == null || day.isBefore(until);
    }

    /** An end that was announced earlier may still be brought forward. */
    private Period endedBy(LocalDate day) {
      return endsAfter(day) ? new Period(from, day) : this;
    }
  }

  /** Nobody yet. */
  public static Roll empty() {
    return new Roll(Map.of());
  }

  public Roll evolve(MembershipStarted event) {
    return with(
        event.student(),
        periods -> {
          periods.add(new Period(event.from(), null));
          return periods;
        });
  }

  public Roll evolve(MembershipEnded event) {
    return with(
        event.student(),
        periods -> {
          periods.replaceAll(period -> period.endedBy(event.until()));
          return periods;
        });
  }

  /** Whether the student belonged to it on that day. */
  public boolean has(StudentId student, LocalDate day) {
    return memberships.getOrDefault(student, List.of()).stream()
        .anyMatch(period -> period.covers(day));
  }

  /** Who belonged to it on that day, in the order of their arrival in the log. */
  public List<StudentId> on(LocalDate day) {
    return memberships.keySet().stream().filter(student -> has(student, day)).toList();
  }

  private Roll with(StudentId student, UnaryOperator<List<Period>> change) {
    Map<StudentId, List<Period>> next = new LinkedHashMap<>(memberships);
    next.put(
        student, List.copyOf(change.apply(new ArrayList<>(next.getOrDefault(student, List.of())))));
    return new Roll(next);
  }
}
