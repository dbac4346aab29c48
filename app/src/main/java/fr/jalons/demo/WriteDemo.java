package fr.jalons.demo;

import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.stories.Telling;
import fr.jalons.time.SchoolClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the demonstration into an empty database at the first start: the school year that ended
 * last, and the present one up to today. All stories are told through the same commands as everyone
 * gives, under a clock that is told the time of each. Interrupted, it is taken up again: what is
 * already written is refused or changes nothing. What adds only what is missing, at the real time,
 * runs after it.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
@ConditionalOnBooleanProperty("jalons.demo")
class WriteDemo implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(WriteDemo.class);

  private final DemoSchool school;
  private final Telling telling;
  private final RosterImports imports;
  private final Commands commands;
  private final SchoolClock clock;
  private final JdbcClient jdbc;

  WriteDemo(
      DemoSchool school,
      Telling telling,
      RosterImports imports,
      Commands commands,
      SchoolClock clock,
      JdbcClient jdbc) {
    this.school = school;
    this.telling = telling;
    this.imports = imports;
    this.commands = commands;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Instant now = clock.instant();
    int year = lastCompleteYear(LocalDate.now(clock));
    if (written() || foreignSchool()) {
      return;
    }
    long started = System.nanoTime();
    LOG.info("Writing the demonstration from {} on", year);
    Count count = new Count();
    begin(year, DemoSchool.files(year));
    telling.tell(school.year(year, clock.getZone()), now, given -> count.add(send(given)));
    if (!morning(year + 1).isAfter(now)) {
      begin(year + 1, DemoSchool.nextFiles(year + 1));
      telling.tell(school.year(year + 1, clock.getZone()), now, given -> count.add(send(given)));
    }
    jdbc.sql("insert into demo.written (year) values (?)").param(year).update();
    LOG.info(
        "Wrote {} commands, {} refused, in {} ms",
        count.given,
        count.refused,
        (System.nanoTime() - started) / 1_000_000);
  }

  /** How many commands were sent. */
  private static final class Count {
    private int given;
    private int refused;

    void add(boolean obeyed) {
      given++;
      refused += obeyed ? 0 : 1;
    }
  }

  /** False if it was refused: after an interruption, because it is already written. */
  private boolean send(Telling.Given given) {
    try {
      clock.at(given.at(), () -> commands.sendAs(given.actor(), given.command()));
      return true;
    } catch (Refusal refused) {
      LOG.debug("{} refused: {}", given.command().getClass().getSimpleName(), refused.getMessage());
      return false;
    }
  }

  /** A year begins with its roster, unless that was imported before an interruption. */
  private void begin(int year, Map<String, byte[]> roster) {
    if (!school.knows(year)) {
      List<RosterFile> files =
          roster.entrySet().stream()
              .map(file -> RosterFile.of(file.getKey(), file.getValue()))
              .toList();
      clock.at(morning(year), () -> imports.runAs("user:demo-admin", files));
    }
  }

  /** The first of September, before lessons. */
  private Instant morning(int year) {
    return LocalDate.of(year, 9, 1).atTime(7, 45).atZone(clock.getZone()).toInstant();
  }

  /** The latest school year that is over: its first of September is at least ten months ago. */
  static int lastCompleteYear(LocalDate today) {
    return today.getMonth().compareTo(Month.JULY) > 0 ? today.getYear() - 1 : today.getYear() - 2;
  }

  private boolean written() {
    return jdbc.sql("select exists (select 1 from demo.written)").query(Boolean.class).single();
  }

  /** A database that already holds another school is left alone. */
  private boolean foreignSchool() {
    return jdbc.sql(
            """
            select exists (
              select 1 from eventlog.event
              where type = 'planning.RosterImported' and payload ->> 'school' <> ?)
            """)
        .param(DemoSchool.ID.uai())
        .query(Boolean.class)
        .single();
  }
}
