package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Commands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whoever left is erased when the period has passed for which nominative data may be kept; who is
 * next can be seen long before.
 */
@Component
class Retention {
  private static final String OFF = "off";

  private final ErasureRows rows;
  private final Commands commands;
  private final Erasures erasures;
  private final Clock clock;
  private final ApplicationAvailability availability;
  private final @Nullable Period period;

  Retention(
      ErasureRows rows,
      Commands commands,
      Erasures erasures,
      Clock clock,
      ApplicationAvailability availability,
      @Value("${jalons.retention:P1Y}") String period) {
    this.rows = rows;
    this.commands = commands;
    this.erasures = erasures;
    this.clock = clock;
    this.availability = availability;
    this.period = period.equalsIgnoreCase(OFF) ? null : parsed(period);
  }

  private static Period parsed(String text) {
    Period period = Period.parse(text);
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("JALONS_RETENTION is a period such as P1Y, or off");
    }
    return period;
  }

  /** Who will be erased, and on which day. */
  record Due(StudentId student, SchoolId school, LocalDate leftOn, LocalDate erasedOn) {}

  /** Those who have left, the next to be erased first; none if nobody is erased by itself. */
  List<Due> preview(LocalDate until) {
    Period kept = period;
    if (kept == null) {
      return List.of();
    }
    return rows.leavers(until).stream()
        .map(
            leaver ->
                new Due(
                    leaver.student(), leaver.school(), leaver.leftOn(), leaver.leftOn().plus(kept)))
        .filter(due -> !due.erasedOn().isAfter(until))
        .toList();
  }

  /** Soon after the start, and once a day. */
  @Scheduled(initialDelay = 1, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
  void onceReady() {
    if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
      eraseAll();
    }
  }

  void eraseAll() {
    for (Due due : preview(LocalDate.now(clock))) {
      ErasureRequestId request = request(due);
      commands.sendAs(EraseLeaver.SYSTEM, new EraseLeaver(due.student(), request, due.leftOn()));
      erasures.carryOut(request);
    }
  }

  /** The same for the same student: two nodes may count to the same day. */
  private static ErasureRequestId request(Due due) {
    return new ErasureRequestId(
        UUID.nameUUIDFromBytes(("retention:" + due.student()).getBytes(StandardCharsets.UTF_8)));
  }

  @RestController
  static class Endpoint {
    private static final Period AHEAD = Period.ofYears(1);

    private final Retention retention;

    Endpoint(Retention retention) {
      this.retention = retention;
    }

    @GetMapping("/api/retention/preview")
    List<Due> preview(@RequestParam(required = false) @Nullable LocalDate until) {
      return retention.preview(until == null ? retention.today().plus(AHEAD) : until);
    }
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }
}
