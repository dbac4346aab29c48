package fr.jalons.delivery.sessions;

import fr.jalons.platform.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** When a session starts, as people and programs write it. */
final class StartTime {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2999;

  private StartTime() {}

  /**
   * An ISO date-time in a field of a request; without offset it is the time of the school's clocks.
   */
  static Instant read(String text, String field, ZoneId school) {
    try {
      Instant start =
          switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.strip(), ZonedDateTime::from, LocalDateTime::from)) {
            case ZonedDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.atZone(school).toInstant();
            default -> throw new DateTimeException("neither of the two asked for");
          };
      int year = start.atZone(school).getYear();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return start;
      }
    } catch (DateTimeException e) {
      // Told below, like a year that is none of this program's.
    }
    throw Refusal.invalid(field, "delivery.start-unreadable");
  }
}
