package fr.jalons.demo;

import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.time.SchoolClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
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
 * Writes the demonstration year into an empty database at the first start, through the same
 * commands as everyone, under a clock that is told the time of each. Interrupted, it is taken up
 * again: what is already written is refused or changes nothing. Who only adds what is missing, at
 * the real time, comes after.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
@ConditionalOnBooleanProperty("jalons.demo")
class WriteDemo implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(WriteDemo.class);

  private final DemoSchool school;
  private final RosterImports imports;
  private final Commands commands;
  private final SchoolClock clock;
  private final JdbcClient jdbc;

  WriteDemo(
      DemoSchool school,
      RosterImports imports,
      Commands commands,
      SchoolClock clock,
      JdbcClient jdbc) {
    this.school = school;
    this.imports = imports;
    this.commands = commands;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    int year = lastCompleteYear(LocalDate.now(clock));
    if (written() || foreignSchool()) {
      return;
    }
    long started = System.nanoTime();
    LOG.info("Writing the demonstration year {}–{}", year, year + 1);
    importRoster(year);
    int refused = 0;
    List<DemoYear.Step> steps = DemoYear.of(year, clock.getZone(), school::team);
    for (DemoYear.Step step : steps) {
      refused += send(step) ? 0 : 1;
    }
    jdbc.sql("insert into demo.written (year) values (?)").param(year).update();
    LOG.info(
        "Wrote {} commands, {} refused, in {} ms",
        steps.size(),
        refused,
        (System.nanoTime() - started) / 1_000_000);
  }

  /** False if it was refused: after an interruption, because it is already written. */
  private boolean send(DemoYear.Step step) {
    try {
      clock.at(step.at(), () -> commands.sendAs(step.actor(), step.command()));
      return true;
    } catch (Refusal refused) {
      LOG.debug("{} refused: {}", step.command().getClass().getSimpleName(), refused.getMessage());
      return false;
    }
  }

  private void importRoster(int year) {
    List<RosterFile> files =
        school.files(year).entrySet().stream()
            .map(file -> RosterFile.of(file.getKey(), file.getValue()))
            .toList();
    Instant morning = LocalDate.of(year, 9, 1).atTime(7, 45).atZone(clock.getZone()).toInstant();
    clock.at(morning, () -> imports.runAs("user:demo-admin", files));
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
