package fr.jalons.security;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where the test puts it. */
final class ToldClock extends Clock {
  private Instant now;

  ToldClock(Instant now) {
    this.now = now;
  }

  void set(Instant then) {
    now = then;
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
    return this;
  }
}
