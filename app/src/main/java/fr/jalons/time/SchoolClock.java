package fr.jalons.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The one clock; "today" is the school's day, not the server's: think of La Réunion. While the demo
 * year is being written it shows the moment that is told; otherwise it shows the time. Axon stamps
 * its events with it.
 */
@Component
public final class SchoolClock extends Clock {
  private final Clock system;
  private final ThreadLocal<@Nullable Instant> told = new ThreadLocal<>();

  @SuppressWarnings("deprecation") // the only way to give Axon 5.0.1 a clock
  SchoolClock(@Value("${jalons.time-zone}") ZoneId zone) {
    this.system = Clock.system(zone);
    GenericEventMessage.clock = this;
  }

  /** Lets work of this thread happen at another moment. */
  public void at(Instant moment, Runnable work) {
    told.set(moment);
    try {
      work.run();
    } finally {
      told.remove();
    }
  }

  @Override
  public Instant instant() {
    Instant moment = told.get();
    return moment == null ? system.instant() : moment;
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return system.withZone(zone);
  }
}
