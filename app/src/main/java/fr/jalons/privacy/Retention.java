package fr.jalons.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.schedule.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A student who left is erased when the period has passed for which nominative data may be kept,
 * and not before having stood for two weeks in the list of those who are next.
 */
@Component
class Retention {
  private static final String OFF = "off";

  private final ErasureRows rows;
  private final Commands commands;
  private final Erasures erasures;
  private final Notices notices;
  private final Clock clock;
  private final @Nullable Period period;

  Retention(
      ErasureRows rows,
      Commands commands,
      Erasures erasures,
      Notices notices,
      Clock clock,
      @Value("${jalons.retention:P1Y}") String period) {
    this.rows = rows;
    this.commands = commands;
    this.erasures = erasures;
    this.notices = notices;
    this.clock = clock;
    this.period = period.equalsIgnoreCase(OFF) ? null : parsed(period);
  }

  private static Period parsed(String text) {
    Period period = Period.parse(text);
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("JALONS_RETENTION is a period such as P1Y, or off");
    }
    return period;
  }

  /**
   * Who will be erased, and on which day.
   *
   * @param knownOn the day on which this leaving was recorded
   * @param recent whether they have come into the list lately
   */
  record Due(
      StudentId student,
      SchoolId school,
      LocalDate leftOn,
      LocalDate knownOn,
      LocalDate erasedOn,
      boolean recent) {}

  /** Those who have left, the next to be erased first; none if retention is off. */
  List<Due> preview(LocalDate until) {
    LocalDate today = today();
    List<ErasureRows.Leaver> leavers = period == null ? List.of() : rows.leavers();
    Map<StudentId, Integer> noticed = notices.before(today, leavers);
    return leavers.stream()
        .map(leaver -> due(leaver, today, noticed.getOrDefault(leaver.student(), 0)))
        .filter(due -> !due.erasedOn().isAfter(until))
        .sorted(Comparator.comparing(Due::erasedOn))
        .toList();
  }

  private Due due(ErasureRows.Leaver leaver, LocalDate today, int noticed) {
    LocalDate end = end(leaver);
    LocalDate noticedOn = today.plusDays(Math.max(0, Notices.DAYS - noticed));
    boolean recent =
        leaver.knownOn().isAfter(today.minusDays(Notices.DAYS)) || end.isBefore(noticedOn);
    return new Due(
        leaver.student(),
        leaver.school(),
        leaver.leftOn(),
        leaver.knownOn(),
        later(end, noticedOn),
        recent);
  }

  /** Counted from the day on which somebody could have noticed, if that came after the leaving. */
  private LocalDate end(ErasureRows.Leaver leaver) {
    return later(
        later(leaver.leftOn(), leaver.knownOn()).plus(Objects.requireNonNull(period)),
        leaver.knownOn().plusDays(Notices.DAYS));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  @Bean
  RecurringTask<Void> eraseLeaversDaily() {
    return Recurring.every(Duration.ofDays(1), "retention", this::eraseAll);
  }

  void eraseAll() {
    LocalDate today = today();
    List<ErasureRequestId> requests = new ArrayList<>();
    for (Due due : preview(today)) {
      ErasureRequestId request = request(due);
      commands.sendAs(EraseLeaver.SYSTEM, new EraseLeaver(due.student(), request, due.leftOn()));
      requests.add(request);
    }
    LocalDate soon = today.plusDays(Notices.DAYS);
    notices.count(
        today,
        period == null
            ? List.of()
            : rows.leavers().stream().filter(leaver -> !end(leaver).isAfter(soon)).toList());
    erasures.carryOut(requests);
  }

  /** The same for the same student: two nodes may count to the same day. */
  private ErasureRequestId request(Due due) {
    return commands.idOf("retention:" + due.student(), ErasureRequestId::new);
  }

  @RestController
  static class Endpoint {
    private static final Period AHEAD = Period.ofYears(1);

    private final Retention retention;

    Endpoint(Retention retention) {
      this.retention = retention;
    }

    @GetMapping("/api/retention/preview")
    @Allowed(who = Who.WITNESSES, over = Over.SCHOOL)
    List<Due> preview(@RequestParam(required = false) @Nullable LocalDate until) {
      return retention.preview(until == null ? retention.today().plus(AHEAD) : until);
    }
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }
}
