package fr.jalons.start;

import fr.jalons.access.Permitted;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The steps from an empty installation to a first dashboard, each as far as it is. Nothing is
 * ticked off by hand: what is there says so.
 */
@Component("firstSteps")
public class FirstSteps {
  static final String PAGE = "/start";

  private final JdbcClient jdbc;
  private final Directory directory;
  private final Permitted permitted;
  private final Clock clock;

  FirstSteps(JdbcClient jdbc, Directory directory, Permitted permitted, Clock clock) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.permitted = permitted;
    this.clock = clock;
  }

  /** In the order in which they are taken. */
  public enum Name {
    ROSTER("/rosters"),
    CALENDAR("/periods/new"),
    ACCOUNTS("/accounts/letters"),
    DASHBOARD("/school");

    private final String page;

    Name(String page) {
      this.page = page;
    }
  }

  /**
   * A step.
   *
   * @param page where it is taken
   * @param first how much of it is there
   * @param second of a roster: how many students
   */
  public record Step(Name name, String page, int first, int second) {
    public boolean isDone() {
      return first > 0;
    }
  }

  private record Counts(int periods, int accounts, int sessions) {}

  /** All steps. */
  public List<Step> all() {
    List<Directory.ClassOfSchool> classes = directory.classes(LocalDate.now(clock));
    Counts counts =
        jdbc.sql(
                """
                select
                  (select count(*)::int from records.record where kind = 'PERIOD' and not withdrawn) as periods,
                  (select count(*)::int from visibility.account
                    where not pending and roles <> '{}' and roles <> '{administrator}') as accounts,
                  (select count(*)::int from delivery.session) as sessions
                """)
            .query(Counts.class)
            .single();
    return List.of(
        step(
            Name.ROSTER,
            classes.size(),
            classes.stream().mapToInt(Directory.ClassOfSchool::students).sum()),
        step(Name.CALENDAR, counts.periods, 0),
        step(Name.ACCOUNTS, counts.accounts, 0),
        step(Name.DASHBOARD, counts.sessions, 0));
  }

  private static Step step(Name name, int first, int second) {
    return new Step(name, name.page, first, second);
  }

  /** The next step of who sets up the installation; null for others, and when all is done. */
  public @Nullable Name next() {
    return permitted.reads(PAGE) ? missing().stream().findFirst().orElse(null) : null;
  }

  /** Of which there is nothing yet: cheap enough to be asked on each page of an administrator. */
  private List<Name> missing() {
    return jdbc
        .sql(
            """
            select step from (values
              ('ROSTER', exists (select from planning.structure
                where kind = 'CLASS' and (withdrawn_on is null or withdrawn_on > :day))),
              ('CALENDAR', exists (select from records.record where kind = 'PERIOD' and not withdrawn)),
              ('ACCOUNTS', exists (select from visibility.account
                where not pending and roles <> '{}' and roles <> '{administrator}')),
              ('DASHBOARD', exists (select from delivery.session))) as s (step, done)
            where not done
            """)
        .param("day", LocalDate.now(clock))
        .query((row, index) -> Name.valueOf(row.getString("step")))
        .list()
        .stream()
        .sorted()
        .toList();
  }
}
