package fr.jalons.time;

import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The one clock; "today" is the day of the school that a request is for, not the server's: think of
 * La Réunion. While the demo year is being written it shows the moment that is told; otherwise it
 * shows the time. Axon stamps its events with it.
 */
@Component
public final class SchoolClock extends Clock implements SchoolTime.Zones {
  private static final Pattern ZONE = Pattern.compile("(\\d{7}[A-Z])=(\\S+)");

  /**
   * One for all clocks, as Axon has but one: whoever made it, it shows what a thread is told, and
   * so do threads that it starts meanwhile. Afterwards these show the time.
   */
  private static final InheritableThreadLocal<@Nullable AtomicReference<@Nullable Instant>> TOLD =
      new InheritableThreadLocal<>();

  private final Clock system;
  private final Map<String, ZoneId> zones;

  @SuppressWarnings("deprecation") // the only way to give Axon 5.0.1 a clock
  SchoolClock(
      @Value("${jalons.time-zone}") ZoneId zone, @Value("${jalons.time-zones:}") String zones) {
    this.system = Clock.system(zone);
    this.zones = read(zones);
    GenericEventMessage.clock = this;
  }

  /** As {@code 9740001A=Indian/Reunion,9760001B=Indian/Mayotte}. */
  private static Map<String, ZoneId> read(String text) {
    Map<String, ZoneId> read = new HashMap<>();
    for (String one : text.split(",")) {
      if (!one.isBlank()) {
        Matcher said = ZONE.matcher(one.strip());
        try {
          if (said.matches() && read.put(said.group(1), ZoneId.of(said.group(2))) == null) {
            continue;
          }
        } catch (DateTimeException unknown) {
          // Told below.
        }
        throw new IllegalStateException(
            "JALONS_TIME_ZONES: \""
                + one.strip()
                + "\" is not the number of a school and its time zone, each school once:"
                + " 9740001A=Indian/Reunion.");
      }
    }
    return Map.copyOf(read);
  }

  /** Lets work of this thread, and of those that it starts, happen at another moment. */
  public void at(Instant moment, Runnable work) {
    AtomicReference<@Nullable Instant> told = new AtomicReference<>(moment);
    TOLD.set(told);
    try {
      work.run();
    } finally {
      TOLD.remove();
      told.set(null); // threads that live on have it still
    }
  }

  @Override
  public Instant instant() {
    AtomicReference<@Nullable Instant> told = TOLD.get();
    Instant moment = told == null ? null : told.get();
    return moment == null ? system.instant() : moment;
  }

  @Override
  public ZoneId getZone() {
    return zone(SchoolTime.current());
  }

  @Override
  public ZoneId zone(@Nullable String school) {
    return school == null ? system.getZone() : zones.getOrDefault(school, system.getZone());
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return system.withZone(zone);
  }
}
