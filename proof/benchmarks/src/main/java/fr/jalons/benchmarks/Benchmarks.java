package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All measures, one after the other, on a PostgreSQL of their own that waits for the disk. Ends
 * with a table; exits with 1 if a goal is missed.
 */
public final class Benchmarks {
  private static final String HEADER =
      """
      | measure | ours | yardstick | unit | ratio | range | goal | |
      |---|---|---|---|---|---|---|---|
      """;

  private final Bench bench;
  private final Map<String, Measure> measures = new LinkedHashMap<>();

  private Benchmarks(Bench bench) {
    this.bench = bench;
    AppendMeasures appends = new AppendMeasures(bench);
    LogMeasures log = new LogMeasures(bench);
    measures.put("append", appends::append);
    measures.put("command", appends::command);
    measures.put("message-db", appends::messageDb);
    measures.put("jpa", appends::jpa);
    measures.put("replay", log::replay);
    measures.put("import", log::imports);
    measures.put("tree", log::tree);
    SchoolMeasures school = new SchoolMeasures(bench);
    measures.put("http", school::http);
    measures.put("rebuild", school::rebuild);
    measures.put("facts", school::facts);
    measures.put("roster", school::roster);
    measures.put("large", school::large);
    measures.put("size", appends::size);
  }

  private interface Measure {
    void run() throws Exception;
  }

  private record Settings(
      long events, long large, int pairs, Duration turn, List<String> only, String results) {
    static Settings of(String[] args) {
      List<String> rest = Arrays.asList(args);
      return new Settings(
          Long.parseLong(value(rest, "events", "1000000")),
          Long.parseLong(value(rest, "large", "10000000")),
          Integer.parseInt(value(rest, "pairs", "7")),
          Duration.ofSeconds(Long.parseLong(value(rest, "seconds", "4"))),
          rest.stream().filter(arg -> !arg.contains("=")).toList(),
          value(rest, "results", ""));
    }

    private static String value(List<String> args, String name, String otherwise) {
      return args.stream()
          .filter(arg -> arg.startsWith(name + "="))
          .map(arg -> arg.substring(name.length() + 1))
          .findFirst()
          .orElse(otherwise);
    }
  }

  /**
   * Arguments: {@code events=1000000 large=10000000 pairs=7 seconds=4 results=FILE}, and names of
   * measures (append, command, message-db, jpa, replay, import, tree, http, rebuild, facts, roster,
   * large, size), by default all.
   */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of(args);
    boolean reached = true;
    try (ScratchServer server = new ScratchServer();
        Bench bench = preloaded(server, settings)) {
      Benchmarks benchmarks = new Benchmarks(bench);
      for (Map.Entry<String, Measure> measure : benchmarks.measures.entrySet()) {
        if (settings.only().isEmpty() || settings.only().contains(measure.getKey())) {
          reached &= benchmarks.ran(measure.getValue());
        }
      }
      String table = benchmarks.table();
      System.out.println(table);
      if (!settings.results().isEmpty()) {
        Files.writeString(Path.of(settings.results()), benchmarks.hardware() + table);
      }
      reached &= bench.pairs().rows().stream().allMatch(Pairs.Row::reached);
    }
    System.exit(reached ? 0 : 1);
  }

  /** One measure that breaks is not to cost the others. */
  private boolean ran(Measure measure) {
    try {
      measure.run();
      return true;
    } catch (Exception e) {
      e.printStackTrace();
      return false;
    } finally {
      bench.release();
    }
  }

  private static Bench preloaded(ScratchServer server, Settings settings) throws Exception {
    String url = server.newDatabase();
    HikariDataSource pool = server.pool(url);
    PlainJdbc.createTables(pool);
    System.out.println("Preloading " + settings.events() + " events on both sides …");
    new HistoryImport(pool).append(Sample.history(settings.events()), through -> {});
    Bench.sql(
        pool,
        "insert into yard.event (id, type, revision, payload, metadata, recorded_at, hash) select id, type, revision, payload, metadata, recorded_at, hash from eventlog.event order by position",
        "insert into yard.event_tag select * from eventlog.event_tag order by tag",
        "vacuum analyze",
        "checkpoint");
    return new Bench(
        server,
        new Pairs(settings.pairs()),
        settings.events(),
        settings.large(),
        settings.turn(),
        pool,
        server.pool(url, 160));
  }

  private String table() {
    StringBuilder table = new StringBuilder("\n").append(HEADER);
    bench.pairs().rows().forEach(row -> table.append(row.markdown()).append('\n'));
    return table.toString();
  }

  private String hardware() throws IOException, SQLException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("unknown");
    String memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\s+", " ");
    String version;
    try (Connection connection = bench.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')")) {
      row.next();
      version = row.getString(1);
    }
    return String.format(
        Locale.ROOT,
        """
        # Results

        %s, %d processors, %s, Linux %s, Java %s, %s. %d events preloaded on both sides; medians of %d
        interleaved pairs of %d s, each after a warm-up, with the range of their ratios.
        """,
        processor,
        Runtime.getRuntime().availableProcessors(),
        memory,
        System.getProperty("os.version"),
        Runtime.version(),
        version,
        bench.preloaded(),
        bench.pairs().count(),
        bench.turn().toSeconds());
  }
}
