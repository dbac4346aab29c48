package fr.jalons.events;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody belonged to a class or group: in order, and one where two would touch or overlap.
 * The fold of {@link SchoolEvent.MembershipStarted} and {@link SchoolEvent.MembershipEnded}.
 */
public record Periods(List<Period> list) {
  public static final Periods NONE = new Periods(List.of());

  /** From a day (included) to a day (excluded), or without end. */
  public record Period(LocalDate from, @Nullable LocalDate until) {
    public boolean covers(LocalDate day) {
      return !day.isBefore(from) && lastsBeyond(day);
    }

    /** Whether it covers this day or a later one. */
    public boolean lastsBeyond(LocalDate day) {
      return until == null || day.isBefore(until);
    }
  }

  /** From this day on, without end: whatever comes after it is part of it. */
  public Periods start(LocalDate from) {
    List<Period> next = new ArrayList<>();
    LocalDate first = from;
    for (Period period : list) {
      if (period.until() != null && period.until().isBefore(from)) {
        next.add(period);
      } else if (period.from().isBefore(first)) {
        first = period.from();
      }
    }
    next.add(new Period(first, null));
    return new Periods(List.copyOf(next));
  }

  /** No longer from this day on: what ends before it began has never been. */
  public Periods end(LocalDate until) {
    return new Periods(
        list.stream()
            .filter(period -> period.from().isBefore(until))
            .map(period -> period.lastsBeyond(until) ? new Period(period.from(), until) : period)
            .toList());
  }

  public boolean covers(LocalDate day) {
    return list.stream().anyMatch(period -> period.covers(day));
  }

  /** The first that covers this day or a later one. */
  public @Nullable Period beyond(LocalDate day) {
    return list.stream().filter(period -> period.lastsBeyond(day)).findFirst().orElse(null);
  }
}
