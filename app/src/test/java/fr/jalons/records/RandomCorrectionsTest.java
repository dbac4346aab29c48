package fr.jalons.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.events.RecordKind;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.slices.ReadModel;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of all kinds, as the demonstration tells them, are corrected, withdrawn and ended at
 * random, by two at a time. Afterwards what is shown is what the log says, read anew in each way
 * that there is. A failure names the seed: {@code -Djalons.random.seed=…} does the same again, but
 * for who comes first. {@code -Djalons.random.rounds=…} goes on for longer.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RandomCorrectionsTest {
  private static final String SCHOOL = "0990001X";
  private static final int HANDS = 2;
  private static final int ROUNDS = Integer.getInteger("jalons.random.rounds", 1);
  private static final long SEED = Long.getLong("jalons.random.seed", new Random().nextLong());

  /** Few, so that both take up the same records. */
  private static final int CANDIDATES = 3;

  private static final int STUDENTS = 4;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;

  private String bearer = "";
  private final Set<String> changed = new ConcurrentSkipListSet<>();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @Test
  void whateverIsTakenUpWhatIsShownIsWhatTheLogSays() throws Exception {
    bearer = token();
    List<RecordKind> kinds = RecordKind.all();
    long before = log.head();
    try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int hand = 0; hand < HANDS; hand++) {
        Random chance = new Random(SEED + hand);
        work.add(
            () -> {
              for (int round = 0; round < ROUNDS; round++) {
                takeUp(kinds, chance);
              }
              return null;
            });
      }
      for (Future<Void> done : hands.invokeAll(work)) {
        done.get();
      }
    }

    String seed = "seed " + SEED;
    assertThat(log.head() - before).as(seed).isGreaterThan(kinds.size() / 2L);
    assertThat(changed).as(seed).hasSizeGreaterThan(kinds.size() / 2);
    assertThat(readModels.await(log.head(), LONG)).isTrue();
    Set<String> live = rows();
    int mended = JsonPath.<Integer>read(rebuilt("all"), "$.changedRows");
    Set<String> anew = rows(); // with one more for each reading meanwhile
    assertThat(without(live, anew)).as("rows that the log does not say, %s", seed).isEmpty();
    assertThat(mended).as("rows that a rebuild from the log mends, %s", seed).isZero();
    assertThat(shown(null)).as(seed).isEqualTo(shown(log.head()));
  }

  /** Of all read models that the log determines; whole, so that a failure shows what differs. */
  private Set<String> rows() {
    return readModels.all().stream()
        .filter(ReadModel::rebuildable)
        .flatMap(model -> model.tables().stream().map(table -> model.schema() + "." + table))
        .flatMap(
            table ->
                jdbc
                    .sql("select '%1$s ' || t::text from %1$s t".formatted(table))
                    .query((row, number) -> Objects.requireNonNull(row.getString(1)))
                    .list()
                    .stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> rows, Set<String> others) {
    Set<String> left = new TreeSet<>(rows);
    left.removeAll(others);
    return left;
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
  }

  private String token() {
    return "Bearer "
        + JsonPath.read(
            new Visitor(port)
                .post(
                    "/oauth2/token",
                    Map.of("grant_type", "client_credentials", "scope", "read write operate"),
                    "Authorization",
                    basic())
                .body(),
            "$.access_token");
  }

  /** One record of each kind, in some order. */
  private void takeUp(List<RecordKind> kinds, Random chance) {
    List<RecordKind> order = new ArrayList<>(kinds);
    Collections.shuffle(order, new Random(SEED)); // the same for both
    for (RecordKind kind : order) {
      List<String> known = known(kind);
      assertThat(known).as("%s: tell it in a story", kind.code()).isNotEmpty();
      String record = known.get(chance.nextInt(Math.min(CANDIDATES, known.size())));
      HttpResponse<String> answer =
          switch (chance.nextInt(5)) {
            case 0 -> post(record, "withdrawal", Map.of("reason", "Par erreur."));
            case 1 -> post(record, "ending", Map.of("reason", "C’est fini."));
            default -> corrected(record, chance);
          };
      assertThat(answer.statusCode())
          .as("%s %s, seed %d: %s", kind.code(), record, SEED, answer.body())
          .isIn(204, 400, 403, 404, 409, 412);
      if (answer.statusCode() == 204) {
        changed.add(kind.code());
      }
    }
  }

  /** Those that were created first. */
  private List<String> known(RecordKind kind) {
    return jdbc.sql(
            """
            select substring(t.tag from length(:tag) + 1) as id
            from eventlog.event_tag t join eventlog.event e on e.position = t.position
            where t.tag like :tag || '%' and e.type in (:types)
            group by 1 order by min(e.position) limit :most
            """)
        .param("tag", kind.tag() + ":")
        .param(
            "types",
            kind.events().stream().map(event -> EventMethods.nameOf(event).fullName()).toList())
        .param("most", CANDIDATES)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  /** The whole record again, in which texts are longer and some days are earlier. */
  private HttpResponse<String> corrected(String record, Random chance) {
    HttpResponse<String> known = get("/api/records/" + record);
    assertThat(known.statusCode()).as("%s: %s", record, known.body()).isIn(200, 404);
    if (known.statusCode() == 404) {
      return known;
    }
    Map<String, Object> said = JsonPath.read(known.body(), "$.record");
    Map<String, @Nullable Object> again = new LinkedHashMap<>();
    said.forEach((field, value) -> again.put(field, other(value, chance)));
    return post(record, "corrections", Map.of("reason", "Mieux vu.", "record", again));
  }

  private static @Nullable Object other(@Nullable Object value, Random chance) {
    if (value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return chance.nextBoolean() ? text : LocalDate.parse(text).minusDays(1).toString();
    }
    return value instanceof String text && text.contains(" ") ? text + " Encore." : value;
  }

  private HttpResponse<String> post(String record, String what, Map<String, Object> body) {
    return new Visitor(port)
        .json(
            "POST",
            "/api/records/" + record + "/" + what,
            JSON.writeValueAsString(body),
            "Authorization",
            bearer);
  }

  private HttpResponse<String> get(String path) {
    return new Visitor(port).get(path, "Authorization", bearer);
  }

  private String rebuilt(String model) {
    HttpResponse<String> accepted =
        new Visitor(port)
            .json("POST", "/api/read-models/" + model + "/rebuilds", "", "Authorization", bearer);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(LONG)
        .until(
            () -> get(location).body(),
            body -> !JsonPath.<String>read(body, "$.state").equals("RUNNING"));
  }

  /**
   * What readers get of students, of classes and groups, and of the school.
   *
   * @param position of the log as of which; null: as it stands
   */
  private Map<String, Object> shown(@Nullable Long position) {
    LocalDate until =
        jdbc.sql("select max(start)::date from delivery.session where status = 'HELD'")
            .query(LocalDate.class)
            .single();
    String moment = position == null ? "" : "&asOf=" + position;
    List<String> structures =
        jdbc.sql(
                "select kind || ' ' || code from planning.structure where school = ? and withdrawn_on is null")
            .param(SCHOOL)
            .query((row, number) -> row.getString(1))
            .list();
    Map<String, Object> shown = new LinkedHashMap<>();
    Stream.concat(
            structures.stream()
                .map(
                    one ->
                        one.startsWith("CLASS ")
                            ? "class=" + one.substring("CLASS ".length())
                            : "group=" + one.substring("GROUP ".length())),
            Stream.of("x=x"))
        .map(scope -> "/api/indicators?school=" + SCHOOL + "&" + scope + "&until=" + until)
        .forEach(path -> shown.put(path, answered(path + moment)));
    Set<String> students = touched();
    assertThat(students).hasSize(STUDENTS);
    for (String student : students) {
      Map<String, Object> file =
          JsonPath.read(answered("/api/students/" + student + "/follow-up?x=x" + moment), "$");
      file.remove("position");
      shown.put(student, file);
    }
    return shown;
  }

  private String answered(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Some students whose records were taken up. */
  private Set<String> touched() {
    return jdbc
        .sql(
            """
            select distinct substring(t.tag from 9) as id
            from eventlog.event_tag t join eventlog.event e on e.position = t.position
            where t.tag like 'student:%' and (e.type like 'record.%' or e.payload ->> 'correction' is not null)
            order by 1 limit :most
            """)
        .param("most", STUDENTS)
        .query((row, number) -> Objects.requireNonNull(row.getString("id")))
        .list()
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
