package fr.jalons.platform.aspects;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days that an indicator looks at, both included.
 *
 * @param zone where the school is
 */
public record Period(LocalDate from, LocalDate until, ZoneId zone) {

  /** Its first moment. */
  public Instant start() {
    return from.atStartOfDay(zone).toInstant();
  }

  /** Whether a day lies in it. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }

  /** Whether the day of a moment lies in it. */
  public boolean covers(Instant moment) {
    return covers(moment.atZone(zone).toLocalDate());
  }
}
