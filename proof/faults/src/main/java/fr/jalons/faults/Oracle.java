package fr.jalons.faults;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Random decisions of two programs on one database, and an audit of the log by code that shares
 * nothing with the engine. Then the same with the check, and with the lock, taken out of the
 * database's function: an audit that is still content would prove nothing.
 */
public final class Oracle {
  private static final int QUEUE = 10_000;
  private static final int CONTROL = 6_000;

  private Oracle() {}

  /** Argument: the number of decisions, by default a million. */
  public static void main(String[] args) throws Exception {
    if (args.length > 1) {
      node(args);
      return;
    }
    int decisions = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    run(decisions).exit();
  }

  /** Runs all and reports. */
  public static Report run(int decisions) throws Exception {
    Report report = new Report();
    try (ScratchServer server = new ScratchServer()) {
      Trial sound = trial(server, decisions, Sabotage.NONE);
      LogAudit.Result result = sound.result();
      report.add("decisions of two programs", result.decisions(), result.decisions() > 0);
      report.add(
          "of these rejected", result.rejected(), result.rejected() > result.decisions() / 100);
      report.add("events in the log", result.events(), result.events() > 0);
      report.none("decisions without an answer", sound.failed());
      report.none("findings of the audit", result.findings().size());
      result.findings().forEach(finding -> report.add(finding, "", false));
      for (Sabotage sabotage : List.of(Sabotage.CHECK, Sabotage.LOCK)) {
        Trial control = trial(server, CONTROL, sabotage);
        report.add(
            "control, without the " + sabotage.name().toLowerCase(java.util.Locale.ROOT),
            control.result().findings().size() + " found",
            !control.result().findings().isEmpty());
      }
    }
    return report;
  }

  private record Trial(int failed, LogAudit.Result result) {}

  private static Trial trial(ScratchServer server, int decisions, Sabotage sabotage)
      throws Exception {
    String url = server.newDatabase();
    Path journals = Files.createTempDirectory(server.directory(), "journals");
    try (HikariDataSource pool = server.pool(url)) {
      sabotage.commit(pool);
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // In the short form it ends before the full compiler has paid.
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Dlogback.configurationFile=quiet.xml",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Oracle.class.getName(),
                  url,
                  server.user(),
                  server.password(),
                  Integer.toString(decisions / 2),
                  journals.resolve("2").toString())
              .inheritIO()
              .start();
      int failed = decide(pool, 1, decisions - decisions / 2, journals.resolve("1"));
      failed += other.waitFor();
      try (Stream<String> one = Files.lines(journals.resolve("1"));
          Stream<String> two = Files.lines(journals.resolve("2"))) {
        return new Trial(failed, LogAudit.of(pool, Stream.concat(one, two).map(Decision::parse)));
      }
    }
  }

  /** The second program: its exit code is the number of decisions without an answer. */
  private static void node(String[] args) throws Exception {
    try (HikariDataSource pool = ScratchServer.pool(args[0], args[1], args[2])) {
      int failed = decide(pool, 2, Integer.parseInt(args[3]), Path.of(args[4]));
      System.exit(Math.min(failed, 100));
    }
  }

  private static int decide(DataSource dataSource, int node, int decisions, Path journal)
      throws Exception {
    try (PostgresEventStorageEngine engine =
            new PostgresEventStorageEngine(
                dataSource, new EventJson(), QUEUE, new SimpleMeterRegistry());
        BufferedWriter lines = Files.newBufferedWriter(journal)) {
      return new Decider(engine, node, decision -> write(lines, decision)).decide(decisions);
    }
  }

  private static void write(BufferedWriter lines, Decision decision) {
    synchronized (lines) {
      try {
        lines.write(decision.line());
        lines.newLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is taken out of the database's functions. */
  private enum Sabotage {
    NONE,
    /** No condition is ever found violated. */
    CHECK("eventlog.conflicts", List.of("limit 1\n  ) as hit", "limit 0\n  ) as hit")),
    /** Writers look at the head, and check, side by side; each takes the next free positions. */
    LOCK(
        "eventlog.append",
        List.of(
            "perform pg_advisory_xact_lock(7305808869231650145);",
            "perform pg_sleep(0.002);",
            "and head = expected_head and head_hash = expected_hash;",
            "; perform pg_advisory_xact_lock(1);"
                + " select coalesce(max(position), 0) into expected_head from eventlog.event;"));

    private final String function;
    private final List<String> replacements;

    Sabotage() {
      this("", List.of());
    }

    Sabotage(String function, List<String> replacements) {
      this.function = function;
      this.replacements = replacements;
    }

    void commit(DataSource dataSource) throws SQLException {
      if (replacements.isEmpty()) {
        return;
      }
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        String definition;
        try (ResultSet row =
            statement.executeQuery("select pg_get_functiondef('" + function + "'::regproc::oid)")) {
          row.next();
          definition = row.getString(1);
        }
        for (int i = 0; i < replacements.size(); i += 2) {
          if (!definition.contains(replacements.get(i))) {
            throw new IllegalStateException("nothing to sabotage in " + function);
          }
          definition = definition.replace(replacements.get(i), replacements.get(i + 1));
        }
        statement.execute(definition);
      }
    }
  }
}
