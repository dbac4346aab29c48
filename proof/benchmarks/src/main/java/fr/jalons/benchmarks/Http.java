package fr.jalons.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The real program behind HTTP, with a token; its clients take their part of the same processors.
 */
final class Http implements AutoCloseable {
  private static final String HISTORY =
      """
      select e.position, e.type, e.payload::text, e.metadata::text, e.recorded_at
      from eventlog.event_tag t join eventlog.event e on e.position = t.position
      where t.tag = ? order by e.position
      """;

  private static final Duration WARMING = Duration.ofSeconds(20);
  private static final int WARMING_TURNS = 12;

  private final JalonsProcess jalons;
  private final HikariDataSource pool;
  private final List<String> students;

  static {
    System.setProperty("http.maxConnections", "256"); // that are kept for the next request
  }

  private Http(JalonsProcess jalons, HikariDataSource pool, List<String> students) {
    this.jalons = jalons;
    this.pool = pool;
    this.students = students;
  }

  /** Starts the program on a log of so many real events and waits until it has taken them in. */
  static Http start(ScratchServer server, Path directory, long events) throws Exception {
    School school =
        School.demonstration(server, Files.createDirectories(directory.resolve("demo")));
    String url = server.newDatabase();
    HikariDataSource pool = server.pool(url);
    new HistoryImport(pool).append(school.history(events), through -> {});
    Bench.sql(pool, "vacuum analyze", "checkpoint");
    JalonsProcess jalons =
        School.process(server, url, Files.createDirectories(directory.resolve("school")), false)
            .withFullCompiler();
    jalons.start();
    long begun = System.nanoTime();
    Http http = new Http(jalons, pool, students(pool));
    http.settle();
    System.out.printf(
        "All read models have taken in the log after %.0f s%n", (System.nanoTime() - begun) / 1e9);
    return http;
  }

  /** The students of the log, but for the one with the long history. */
  private static List<String> students(HikariDataSource pool) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select payload ->> 'student' from eventlog.event where type = 'planning.StudentRegistered'")) {
      while (rows.next()) {
        if (!rows.getString(1).equals(School.LONG_STUDENT.toString())) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  HikariDataSource pool() {
    return pool;
  }

  /**
   * Until it gets no faster: as long as the compiler works, it takes up to half of the processors.
   */
  void warmUp() throws Exception {
    double before = 0;
    double rate = Clients.rate(64, WARMING, i -> post());
    for (int turns = 1; turns < WARMING_TURNS && rate > 1.05 * before; turns++) {
      before = rate;
      rate = Clients.rate(64, WARMING, i -> post());
    }
    Clients.rate(4, Duration.ofSeconds(10), i -> history());
    settle();
  }

  /** Waits until every read model stands at the end of the log. */
  void settle() throws SQLException {
    while (Lag.behind(pool) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  void history() throws IOException {
    HttpURLConnection request =
        request("/api/students/" + School.LONG_STUDENT + "/history?limit=" + School.LONG_HISTORY);
    expect(request, 200);
  }

  /** Of the clients of the JDK the one that asks least of the processors it shares with Jalons. */
  private HttpURLConnection request(String path) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(jalons.address(path)).toURL().openConnection();
    request.setRequestProperty("Authorization", "Bearer " + jalons.token());
    return request;
  }

  private static void expect(HttpURLConnection request, int status) throws IOException {
    if (request.getResponseCode() != status) {
      InputStream problem = request.getErrorStream();
      throw new IllegalStateException(
          request.getResponseCode()
              + (problem == null ? "" : new String(problem.readAllBytes(), UTF_8)));
    }
    try (InputStream body = request.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream()); // to the end: the connection is kept
    }
  }

  /** What the history asks of the database. */
  void historyBySql() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(HISTORY)) {
      query.setString(1, "student:" + School.LONG_STUDENT);
      try (ResultSet rows = query.executeQuery()) {
        int seen = 0;
        while (rows.next()) {
          rows.getString("payload");
          rows.getString("metadata");
          rows.getObject("recorded_at", OffsetDateTime.class);
          seen++;
        }
        if (seen != School.LONG_HISTORY) {
          throw new IllegalStateException("the history has " + seen + " events");
        }
      }
    }
  }

  /** Rebuilds the follow-ups; returns the number of events of the log. */
  long rebuild() throws Exception {
    String work =
        jalons
            .post("/api/read-models/followup.aspects/rebuilds", Map.of())
            .expect(202)
            .header("Location");
    String state = "RUNNING";
    while (state.equals("RUNNING")) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      state = jalons.get(work).expect(200).json().path("state").asString();
    }
    if (!state.equals("DONE")) {
      throw new IllegalStateException("the rebuild ended as " + state);
    }
    return Bench.head(pool);
  }

  /**
   * The 99th percentile of the {@link Lag} in milliseconds, while commands come at a fixed rate.
   */
  double lag99(double perSecond, Duration time) throws Exception {
    Lag lag = new Lag(pool);
    try (ExecutorService observer = Executors.newSingleThreadExecutor()) {
      Future<Double> result = observer.submit(lag::percentile99);
      percentile99(perSecond, time);
      lag.end();
      return result.get();
    }
  }

  /** One command: 201 or an exception. */
  void post() throws IOException {
    String student = students.get(ThreadLocalRandom.current().nextInt(students.size()));
    HttpURLConnection request = request("/api/students/" + student + "/needs");
    request.setDoOutput(true);
    request.setRequestProperty("Content-Type", "application/json");
    byte[] need =
        """
        {"id": "%s", "area": "AUTONOMY", "description": "S’organiser dans son travail personnel",
         "diagnosedOn": "2026-10-01"}"""
            .formatted(UUID.randomUUID())
            .getBytes(UTF_8);
    request.setFixedLengthStreamingMode(need.length);
    try (OutputStream body = request.getOutputStream()) {
      body.write(need);
    }
    expect(request, 201);
  }

  /**
   * The 99th percentile in milliseconds when requests come at a fixed rate, each measured from when
   * it was due, however late it could be sent.
   */
  double percentile99(double perSecond, Duration time) throws Exception {
    int requests = (int) (perSecond * time.toNanos() / 1e9);
    long step = (long) (1e9 / perSecond);
    List<Future<Double>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        long due = begun + i * step;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        answers.add(
            clients.submit(
                () -> {
                  post();
                  return (System.nanoTime() - due) / 1e6;
                }));
      }
      List<Double> times = new ArrayList<>();
      for (Future<Double> answer : answers) {
        times.add(answer.get());
      }
      times.sort(null);
      return times.get((int) (times.size() * 0.99));
    }
  }

  @Override
  public void close() throws Exception {
    jalons.close();
    pool.close();
  }
}
