package fr.jalons.start;

import fr.jalons.access.Permitted;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
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
    ROSTER(
        "/rosters",
        "planning.structure where kind = 'CLASS' and (withdrawn_on is null or withdrawn_on > :day)"),
    CALENDAR("/periods/new", "records.record where kind = 'PERIOD' and not withdrawn"),
    ACCOUNTS(
        "/accounts/letters",
        "visibility.account where not pending and roles <> '{}' and roles <> '{administrator}'"),
    DASHBOARD("/school", "delivery.session");

    private final String page;

    /** Rows of which there are some once the step is taken. */
    private final String rows;

    Name(String page, String rows) {
      this.page = page;
      this.rows = rows;
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

  /** All steps. */
  public List<Step> all() {
    int students =
        directory.classes(LocalDate.now(clock)).stream()
            .mapToInt(Directory.ClassOfSchool::students)
            .sum();
    return Stream.of(Name.values())
        .map(name -> step(name, count(name), name == Name.ROSTER ? students : 0))
        .toList();
  }

  private int count(Name name) {
    return asked("select count(*)::int from " + name.rows).query(Integer.class).single();
  }

  private boolean isMissing(Name name) {
    return asked("select not exists (select from " + name.rows + ")").query(Boolean.class).single();
  }

  private JdbcClient.StatementSpec asked(String sql) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    return sql.contains(":day") ? statement.param("day", LocalDate.now(clock)) : statement;
  }

  private static Step step(Name name, int first, int second) {
    return new Step(name, name.page, first, second);
  }

  /**
   * The next step of who sets up the installation; null for others, and when all is done. It is
   * asked on each page of an administrator, so nothing is counted.
   */
  public @Nullable Name next() {
    return permitted.reads(PAGE)
        ? Stream.of(Name.values()).filter(this::isMissing).findFirst().orElse(null)
        : null;
  }
}
