package fr.jalons.evaluation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows the day it is told. */
public final class Calendar extends Clock {
  private volatile LocalDate today;

  public Calendar(LocalDate today) {
    this.today = today;
  }

  public void turnTo(LocalDate day) {
    today = day;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant instant() {
    return today.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
