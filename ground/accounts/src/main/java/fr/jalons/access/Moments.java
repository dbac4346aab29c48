package fr.jalons.access;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the parameter {@code asOf} of a request means. */
@Component
public class Moments {
  private final PostgresEventStorageEngine log;
  private final Clock clock;

  Moments(PostgresEventStorageEngine log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * The position of the log meant by {@code asOf}: a position, an instant (2026-11-23T10:00:00Z) or
   * a day (2026-11-23, meaning its end).
   */
  public long position(String asOf) {
    Instant instant = instant(asOf);
    return instant == null
        ? Math.min(Long.parseLong(asOf.strip()), log.head())
        : log.positionAt(instant);
  }

  /** The day at school that {@code asOf} means: that of a position is when it was recorded. */
  public LocalDate day(String asOf) {
    Instant instant = instant(asOf);
    if (instant == null) {
      return log.recordedAt(position(asOf)).atZone(clock.getZone()).toLocalDate();
    }
    Instant now = clock.instant();
    return (instant.isAfter(now) ? now : instant).atZone(clock.getZone()).toLocalDate();
  }

  /** Null for a position. */
  private @Nullable Instant instant(String asOf) {
    String text = asOf.strip().replace(' ', '+'); // an unescaped "+02:00" arrives as a blank
    try {
      if (text.matches("\\d{1,18}")) {
        return null;
      }
      return text.length() == "2026-11-23".length()
          ? LocalDate.parse(text)
              .plusDays(1)
              .atStartOfDay(clock.getZone())
              .toInstant()
              .minusNanos(1)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.invalid("asOf", "followup.as-of");
    }
  }
}
