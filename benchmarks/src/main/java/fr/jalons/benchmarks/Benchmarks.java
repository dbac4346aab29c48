package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.benchmarks.Pairs.Goal;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.transparency.MerkleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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

  private final ScratchServer server;
  private final Pairs pairs;
  private final long preloaded;
  private final Duration turn;
  private final HikariDataSource pool;
  private final HikariDataSource connections;

  private Benchmarks(ScratchServer server, Settings settings) throws Exception {
    this.server = server;
    this.pairs = new Pairs(settings.pairs());
    this.preloaded = settings.events();
    this.turn = settings.turn();
    String url = server.newDatabase();
    this.pool = server.pool(url);
    this.connections = server.pool(url, 160);
    PlainJdbc.createTables(pool);
    System.out.println("Preloading " + preloaded + " events on both sides …");
    new HistoryImport(pool).append(Sample.history(preloaded), through -> {});
    sql(
        "insert into yard.event (id, type, revision, payload, metadata, recorded_at, hash) select id, type, revision, payload, metadata, recorded_at, hash from eventlog.event order by position");
    sql("insert into yard.event_tag select * from eventlog.event_tag order by tag");
    sql("vacuum analyze");
    sql("checkpoint");
  }

  private record Settings(
      long events, int pairs, Duration turn, List<String> only, String results) {
    static Settings of(String[] args) {
      List<String> rest = Arrays.asList(args);
      return new Settings(
          Long.parseLong(value(rest, "events", "1000000")),
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
   * Arguments: {@code events=1000000 pairs=7 seconds=4 results=FILE}, and names of measures
   * (append, peer, replay, import, tree, http), by default all.
   */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of(args);
    boolean reached;
    try (ScratchServer server = new ScratchServer()) {
      Benchmarks benchmarks = new Benchmarks(server, settings);
      benchmarks.run(settings.only());
      String table = benchmarks.table();
      System.out.println(table);
      if (!settings.results().isEmpty()) {
        Files.writeString(Path.of(settings.results()), benchmarks.hardware() + table);
      }
      reached = benchmarks.pairs.rows().stream().allMatch(Pairs.Row::reached);
      benchmarks.pool.close();
      benchmarks.connections.close();
    }
    System.exit(reached ? 0 : 1);
  }

  private void run(List<String> only) throws Exception {
    if (only.isEmpty() || only.contains("append")) {
      append();
    }
    if (only.isEmpty() || only.contains("peer")) {
      messageDb();
    }
    if (only.isEmpty() || only.contains("replay")) {
      replay();
    }
    if (only.isEmpty() || only.contains("import")) {
      imports();
    }
    if (only.isEmpty() || only.contains("tree")) {
      tree();
    }
    if (only.isEmpty() || only.contains("http")) {
      http();
    }
  }

  private void append() throws Exception {
    try (Engine engine = new Engine(pool);
        PlainJdbc plain = new PlainJdbc(connections, 64)) {
      pairs.compare(
          "append with condition, 64 submitters ÷ (a')64",
          "events/s",
          Goal.AT_LEAST,
          1.5,
          () -> Clients.rate(64, turn, i -> engine.append()),
          () -> Clients.rate(64, turn, plain::insert));
      pairs.compare(
          "append with condition, 64 submitters ÷ (a')16",
          "events/s",
          Goal.AT_LEAST,
          1.2,
          () -> Clients.rate(64, turn, i -> engine.append()),
          () -> Clients.rate(16, turn, plain::insert));
      pairs.compare(
          "append with condition, 16 submitters ÷ (a')16",
          "events/s",
          Goal.AT_LEAST,
          0.9,
          () -> Clients.rate(16, turn, i -> engine.append()),
          () -> Clients.rate(16, turn, plain::insert));
      pairs.compare(
          "append with condition, 256 submitters ÷ batches of 30 on 1 connection",
          "events/s",
          Goal.AT_LEAST,
          0.7,
          () -> Clients.rate(256, turn, i -> engine.append()),
          () -> 30 * Clients.rate(1, turn, plain::insertBatch));
      pairs.compare(
          "append with condition, 1 submitter p50 ÷ (a')1 p50",
          "µs",
          Goal.AT_MOST,
          1.5,
          () -> Clients.medianMicros(turn, i -> engine.append()),
          () -> Clients.medianMicros(turn, plain::insert));
    }
  }

  private void messageDb() throws Exception {
    try (HikariDataSource own = server.pool(server.newDatabase(), 64);
        MessageDb peer = MessageDb.install(own, server.directory().resolve("message-db"), 64);
        Engine engine = new Engine(pool)) {
      pairs.compare(
          "append with condition ÷ message-db, 1,000 categories, at 16",
          "events/s",
          Goal.AT_LEAST,
          1.0,
          () -> Clients.rate(16, turn, i -> engine.append()),
          () -> Clients.rate(16, turn, peer::write));
      pairs.compare(
          "append with condition ÷ message-db, 1,000 categories, at 64",
          "events/s",
          Goal.AT_LEAST,
          2.0,
          () -> Clients.rate(64, turn, i -> engine.append()),
          () -> Clients.rate(64, turn, peer::write));
    } catch (IOException e) {
      System.out.println("message-db cannot be fetched here: " + e.getMessage());
    }
  }

  private void replay() throws Exception {
    try (Engine engine = new Engine(pool)) {
      pairs.compare(
          "replay of the log ÷ JDBC cursor",
          "events/s",
          Goal.AT_LEAST,
          0.85,
          () -> perSecond(engine::replay),
          () -> perSecond(() -> PlainJdbc.cursor(pool)));
    }
  }

  private void imports() throws Exception {
    long events = Math.max(20_000, preloaded / 10);
    long[] next = {1_000_000_000L}; // beyond what the other measures will number
    pairs.compare(
        "import of a history ÷ indexed COPY",
        "events/s",
        Goal.AT_LEAST,
        0.8,
        () ->
            perSecond(
                () -> {
                  new HistoryImport(pool)
                      .append(Sample.history(events + next[0] % 97), through -> {});
                  return events;
                }),
        () ->
            perSecond(
                () -> {
                  IndexedCopy.run(pool, next[0] + 1, Sample.history(events + 1 + next[0] % 89));
                  next[0] += events + 100_000;
                  return events;
                }));
  }

  /** What the tree adds, per event, behind the appends: it is never part of them. */
  private void tree() throws Exception {
    pairs.compare(
        "growing the tree from the log's hashes ÷ JDBC cursor over the log",
        "events/s",
        Goal.AT_LEAST,
        1.0,
        () ->
            perSecond(
                () -> {
                  MerkleTree tree = new MerkleTree();
                  try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    try (Statement statement = connection.createStatement()) {
                      statement.setFetchSize(10_000);
                      try (ResultSet rows =
                          statement.executeQuery(
                              "select hash from eventlog.event order by position")) {
                        while (rows.next()) {
                          tree.add(rows.getBytes(1));
                        }
                      }
                    }
                    connection.rollback();
                    connection.setAutoCommit(true);
                  }
                  Objects.requireNonNull(tree.root());
                  return tree.size();
                }),
        () -> perSecond(() -> PlainJdbc.cursor(pool)));
  }

  private void http() throws Exception {
    try (Http http = new Http(Files.createDirectories(server.directory().resolve("http")));
        PlainJdbc plain = new PlainJdbc(server.pool(pool.getJdbcUrl(), 16), 16)) {
      Clients.rate(64, Duration.ofSeconds(20), i -> http.post()); // the compiler's warm-up
      pairs.compare(
          "HTTP POST → 201 at 64 connections ÷ (a')16",
          "commands/s",
          Goal.AT_LEAST,
          0.5,
          () -> Clients.rate(64, turn, i -> http.post()),
          () -> Clients.rate(16, turn, plain::insert));
      double rate = pairs.rows().getLast().ours();
      pairs.compare(
          "HTTP POST → 201, p99 at 70 % of that rate ÷ 15 ms",
          "ms", Goal.AT_MOST, 1.0, () -> http.percentile99(0.7 * rate, turn), () -> 15.0);
    }
  }

  private interface Counted {
    long run() throws Exception;
  }

  private static double perSecond(Counted work) throws Exception {
    long begun = System.nanoTime();
    long done = work.run();
    return done / ((System.nanoTime() - begun) / 1e9);
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder("\n").append(HEADER);
    pairs.rows().forEach(row -> table.append(row.markdown()).append('\n'));
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
    try (Connection connection = pool.getConnection();
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
        preloaded,
        pairs.count(),
        turn.toSeconds());
  }
}
