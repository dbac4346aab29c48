package fr.jalons.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demonstration with ten times its students: its events again, of other students in other
 * classes of the same school. Only the first students have names, and texts about the others count
 * as erased.
 */
final class LargeSchool implements AutoCloseable {
  private static final int COPIES = 10;
  private static final Duration WARMING = Duration.ofSeconds(25);
  private static final int WARMING_TURNS = 8;
  private static final String SCHOOL = "0990001X";
  private static final String CLASS = "1CAPPSR";
  private static final List<String> SCOPES =
      List.of("class=" + CLASS, "group=AP." + CLASS + ".1", "track=22141", "school=" + SCHOOL);
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  /** What has no key at all is asked for again and again: no school has such texts. */
  private static final String ERASED =
      """
      insert into keys.subject_key (subject, kind, destroyed_at)
      select distinct text[2]::uuid, text[1], now() - interval '1 day'
      from eventlog.event e,
        regexp_matches(e.payload::text, 'sealed:2:([a-z]+):([0-9a-f-]{36}):', 'g') as text
      on conflict do nothing
      """;

  private static final String OF_CLASS =
      """
      select subject, aspect, part, entry, state::text, withdrawn::text from followup.aspect
      where subject = ?
        or subject in (select student::text from planning.membership where structure = ?)
      """;

  private static final String OF_SCHOOL =
      """
      select subject, aspect, part, entry, state::text, withdrawn::text from followup.aspect
      """;

  private final JalonsProcess jalons;
  private final HikariDataSource pool;
  private String student = "";
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private LargeSchool(JalonsProcess jalons, HikariDataSource pool) {
    this.jalons = jalons;
    this.pool = pool;
  }

  static LargeSchool start(ScratchServer server, Path directory) throws Exception {
    Files.createDirectories(directory);
    String url = server.newDatabase();
    try (JalonsProcess demo = School.process(server, url, directory, true)) {
      demo.start();
    }
    HikariDataSource pool = server.pool(url);
    new HistoryImport(pool).append(School.in(pool).again(COPIES - 1), through -> {});
    Bench.sql(pool, ERASED, "vacuum analyze", "checkpoint");
    JalonsProcess jalons = School.process(server, url, directory, true).withFullCompiler();
    jalons.start();
    LargeSchool school = new LargeSchool(jalons, pool);
    school.settle();
    school.signIn();
    school.student =
        jalons
            .get("/api/classes/" + CLASS + "/follow-up")
            .expect(200)
            .json()
            .path("students")
            .path(0)
            .path("student")
            .asString();
    return school;
  }

  private void signIn() throws IOException, InterruptedException {
    Matcher csrf = CSRF.matcher(page("/login").body());
    if (!csrf.find()) {
      throw new IllegalStateException("no form to sign in");
    }
    String form =
        "username=demo-lead&password=demo&_csrf=" + URLEncoder.encode(csrf.group(1), UTF_8);
    browser.send(
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(jalons.address(path)));
  }

  private HttpResponse<String> page(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        browser.send(request(path).GET().build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + answer.body());
    }
    return answer;
  }

  /** Until the class page gets no faster. */
  void warmUp() throws Exception {
    double before = Double.MAX_VALUE;
    double now = Clients.medianMicros(WARMING, i -> classPage());
    for (int turns = 1; turns < WARMING_TURNS && now < 0.95 * before; turns++) {
      before = now;
      now = Clients.medianMicros(WARMING, i -> classPage());
    }
  }

  /** As the lead of the class. */
  void classPage() throws IOException, InterruptedException {
    page("/classes/" + CLASS);
  }

  /** What the page needs of the follow-up at least. */
  void classBySql() throws SQLException {
    read(OF_CLASS, SCHOOL + ":D:" + CLASS, SCHOOL + ":D:" + CLASS);
  }

  /** All indicators of a class, a group, a track and the school. */
  void indicators() throws IOException {
    for (String scope : SCOPES) {
      jalons.get("/api/indicators?" + scope).expect(200);
    }
  }

  /** How long they take after something was recorded of a student, in milliseconds. */
  double indicatorsAfterNews() throws IOException, SQLException {
    jalons
        .post(
            "/api/students/" + student + "/needs",
            Map.of(
                "id",
                UUID.randomUUID().toString(),
                "area",
                "AUTONOMY",
                "description",
                "S’organiser",
                "diagnosedOn",
                LocalDate.now(ZoneId.of("Europe/Paris")).toString()))
        .expect(201);
    settle();
    long begun = System.nanoTime();
    indicators();
    return (System.nanoTime() - begun) / 1e6;
  }

  private void settle() throws SQLException {
    while (Lag.behind(pool) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What indicators and rules are made of, once. */
  void schoolBySql() throws SQLException {
    read(OF_SCHOOL);
  }

  /** The rules look at all students; how many alerts they raise. */
  int alerts() throws IOException {
    return jalons
        .post("/api/alert-evaluations", Map.of())
        .expect(200)
        .json()
        .path("raised")
        .asInt();
  }

  private void read(String sql, String... parameters) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        int seen = 0;
        while (rows.next()) {
          rows.getString("state");
          seen++;
        }
        if (seen == 0) {
          throw new IllegalStateException("no aspects");
        }
      }
    }
  }

  @Override
  public void close() throws Exception {
    jalons.close();
    pool.close();
  }
}
