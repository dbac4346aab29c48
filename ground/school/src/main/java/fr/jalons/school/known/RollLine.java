package fr.jalons.school.known;

import fr.jalons.events.Periods;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When one student belonged to a class or group. */
@Aspect(name = "roll", version = 2, of = Tags.STRUCTURE, by = Tags.STUDENT)
public record RollLine(List<Stay> stays) {

  /** From a day (included) to a day (excluded), or without end. */
  public record Stay(LocalDate from, @Nullable LocalDate until) {
    private boolean covers(LocalDate day) {
      return !day.isBefore(from) && endsAfter(day);
    }

    private boolean endsAfter(LocalDate day) {
      return until == null || day.isBefore(until);
    }

    /** An end that was announced earlier may still be brought forward. */
    private Stay endedBy(LocalDate day) {
      return endsAfter(day) ? new Stay(from, day) : this;
    }
  }

  static RollLine begin(MembershipStarted event) {
    return new RollLine(List.of(new Stay(event.from(), null)));
  }

  /** A stay that it touches or overlaps goes on. */
  RollLine evolve(MembershipStarted event) {
    Periods known =
        new Periods(stays.stream().map(stay -> new Periods.Period(stay.from, stay.until)).toList());
    return new RollLine(
        known.start(event.from()).list().stream()
            .map(period -> new Stay(period.from(), period.until()))
            .toList());
  }

  RollLine evolve(MembershipEnded event) {
    return new RollLine(stays.stream().map(stay -> stay.endedBy(event.until())).toList());
  }

  /** Whether the student belonged to it on some of these days, both included. */
  public boolean isBetween(LocalDate first, LocalDate last) {
    return stays.stream().anyMatch(stay -> !stay.from.isAfter(last) && stay.endsAfter(first));
  }

  /** Whether the student belonged to it on that day. */
  public boolean on(LocalDate day) {
    return stays.stream().anyMatch(stay -> stay.covers(day));
  }
}
