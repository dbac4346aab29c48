package fr.jalons.platform.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where the test puts it. */
public final class ToldClock extends Clock {
  private volatile Instant now;

  public ToldClock(Instant now) {
    this.now = now;
  }

  /** One that shows the beginning of a day. */
  public static ToldClock on(LocalDate day) {
    return new ToldClock(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  public void set(Instant then) {
    now = then;
  }

  /** To the beginning of a day. */
  public void turnTo(LocalDate day) {
    now = day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("It is told in UTC.");
  }
}
