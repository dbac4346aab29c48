package fr.jalons.access;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** What the parameter {@code asOf} of a request means. */
@Component
public class Moments {
  private final PostgresEventStorageEngine log;
  private final ZoneId zone;

  Moments(PostgresEventStorageEngine log, Clock clock) {
    this.log = log;
    this.zone = clock.getZone();
  }

  /**
   * The position of the log meant by {@code asOf}: a position, an instant (2026-11-23T10:00:00Z) or
   * a day (2026-11-23, meaning its end).
   */
  public long position(String asOf) {
    String text = asOf.strip().replace(' ', '+'); // an unescaped "+02:00" arrives as a blank
    try {
      if (text.matches("\\d{1,18}")) {
        return Math.min(Long.parseLong(text), log.head());
      }
      return text.length() == "2026-11-23".length()
          ? log.positionAt(
              LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1))
          : log.positionAt(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.invalid("asOf", "followup.as-of");
    }
  }

  /** The day at school on which the log reached a position. */
  public LocalDate day(long position) {
    return log.recordedAt(position).atZone(zone).toLocalDate();
  }
}
