package fr.jalons.operations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.events.GuardianId;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.slices.ReadModel;
import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.LogKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On the demo school and its year of history, with the calls and the tables an operator has. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OperatingTest {
  private static final String FIRST =
      "select %s from identity.guardianship order by guardian, student limit 1";
  private static final Duration LONG = Duration.ofSeconds(60);

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;
  @Autowired AxonConfiguration axon;

  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeEach
  void signIn() {
    String basic = Base64.getEncoder().encodeToString("demo:demo".getBytes());
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=read+write+operate")));
    token = JsonPath.read(answer.body(), "$.access_token");
    caughtUp();
  }

  @Test
  void rebuildingAllWhileEventsArriveChangesNoRow() {
    Map<String, Object> before = rows();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> needs(new StudentId(UUID.randomUUID()), 300));

    String done = rebuild("all");

    writer.join();
    assertThat(JsonPath.<String>read(done, "$.state")).isEqualTo("DONE");
    assertThat(JsonPath.<Integer>read(done, "$.percent")).isEqualTo(100);
    assertThat(JsonPath.<Integer>read(done, "$.changedRows")).isZero();
    caughtUp();
    assertThat(rows()).as("rows live before are untouched").containsAllEntriesOf(before);
    assertThat(jdbc.queryForList("select nspname from pg_namespace where nspname like 'rebuild%'"))
        .isEmpty();
  }

  @Test
  void aRebuildMendsExactlyTheRowsThatDiffer() {
    Map<String, Object> sound = withoutActs();
    jdbc.update(
        "update followup.aspect set state = '{}' where ctid in (select ctid from followup.aspect where aspect = 'needs' limit 3)");
    jdbc.update(
        "delete from delivery.attendance where ctid in (select ctid from delivery.attendance limit 2)");
    jdbc.update(
        "insert into delivery.attendance values (gen_random_uuid(), gen_random_uuid(), 'PRESENT', 5, false)");

    String followUps = rebuild("followup.aspects");
    assertThat(JsonPath.<Integer>read(followUps, "$.changedRows")).isEqualTo(3);
    String id = JsonPath.read(followUps, "$.id");
    assertThat(get("/api/read-models/delivery.sessions/rebuilds/" + id).statusCode())
        .as("somebody else's rebuild")
        .isEqualTo(404);
    assertThat(JsonPath.<Integer>read(rebuild("delivery.sessions"), "$.changedRows")).isEqualTo(3);

    assertThat(withoutActs()).isEqualTo(sound);
  }

  /** A rebuild is an act of power, and stands in the log itself. */
  private Map<String, Object> withoutActs() {
    Map<String, Object> rows = new HashMap<>(rows());
    rows.keySet().removeIf(row -> row.startsWith("audit.act("));
    return rows;
  }

  @Test
  void whatTheLogDoesNotHoldCannotBeRebuilt() {
    assertThat(post("/api/read-models/planning.identities/rebuilds").statusCode()).isEqualTo(409);
    assertThat(post("/api/read-models/nonsense/rebuilds").statusCode()).isEqualTo(404);
    assertThat(get("/api/read-models/all/rebuilds/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anEventThatCannotBeHandledIsParkedAndHandledOnceItCanBe() {
    StudentId student = new StudentId(UUID.randomUUID());
    poison("followup.aspect", "new.student = '%s'".formatted(student.value()));
    needs(student, 1);
    long poisoned = log.head();
    needs(new StudentId(UUID.randomUUID()), 1);
    caughtUp();

    String waiting = get("/api/parked-events").body();
    assertThat(JsonPath.<Integer>read(waiting, "$.length()")).isOne();
    assertThat(JsonPath.<Integer>read(waiting, "$[0].position")).isEqualTo((int) poisoned);
    assertThat(JsonPath.<Integer>read(waiting, "$[0].tries")).isEqualTo(3);
    assertThat(JsonPath.<String>read(waiting, "$[0].error")).contains("P0001");
    assertThat(followUp(student)).isEqualTo(404);

    String id = JsonPath.read(waiting, "$[0].id");
    antidote("followup.aspect");
    HttpResponse<String> retried = post("/api/parked-events/" + id + "/retry");
    assertThat(retried.statusCode()).isEqualTo(202);
    ended(retried);

    assertThat(get("/api/parked-events").body()).isEqualTo("[]");
    assertThat(followUp(student)).isEqualTo(200);
  }

  @Test
  void aDiscardedEventStaysOutOfItsReadModel() {
    StudentId student = new StudentId(UUID.randomUUID());
    poison("followup.aspect", "new.student = '%s'".formatted(student.value()));
    needs(student, 1);
    caughtUp();
    String id = JsonPath.read(get("/api/parked-events").body(), "$[0].id");
    antidote("followup.aspect");

    assertThat(post("/api/parked-events/" + id + "/discard").statusCode()).isEqualTo(204);
    assertThat(post("/api/parked-events/" + id + "/discard").statusCode()).isEqualTo(404);
    assertThat(post("/api/parked-events/" + id + "/retry").statusCode()).isEqualTo(404);
    rebuild("followup.aspects");

    assertThat(get("/api/parked-events").body()).isEqualTo("[]");
    assertThat(followUp(student)).isEqualTo(404);
  }

  @Test
  void anEventAboutNamesIsRetriedInItsOwnPlace() {
    UUID guardian = requireNonNull(jdbc.queryForObject(FIRST.formatted("guardian"), UUID.class));
    UUID student = requireNonNull(jdbc.queryForObject(FIRST.formatted("student"), UUID.class));
    poison("identity.guardianship", "true");
    append(
        new GuardianUnlinked(
            new GuardianId((UUID) guardian),
            new StudentId((UUID) student),
            new SchoolId("0999999Z")));
    caughtUp();
    String id = JsonPath.read(get("/api/parked-events").body(), "$[0].id");

    assertThat(post("/api/parked-events/" + id + "/retry").statusCode()).isEqualTo(409);
    antidote("identity.guardianship");
    assertThat(post("/api/parked-events/" + id + "/retry").statusCode()).isEqualTo(204);

    assertThat(get("/api/parked-events").body()).isEqualTo("[]");
    assertThat(
            jdbc.queryForObject(
                "select count(*) from identity.guardianship where guardian = ? and student = ?",
                Long.class,
                guardian,
                student))
        .isZero();
  }

  @Test
  void aCheckpointCanBeCheckedWithTheKeyAlone() {
    String note = get("/api/log/checkpoint").body();
    Checkpoint checkpoint = LogKey.ofVerifier(get("/api/log/key").body()).open(note);
    assertThat(checkpoint.origin()).isEqualTo("jalons.localhost/log");
    assertThat(checkpoint.size()).isEqualTo(log.head());
  }

  @Test
  void aVerificationNamesTheFirstPositionThatDoesNotHold() {
    String kept = get("/api/log/checkpoint").body();
    int before = (int) log.head();
    String valid = ended(post("/api/log/verifications", kept));
    assertThat(JsonPath.<String>read(valid, "$.state")).isEqualTo("VALID");
    // What the school does by itself meanwhile, such as a note of who looked, is in the log too.
    int of = JsonPath.<Integer>read(valid, "$.of");
    assertThat(of).isBetween(before, (int) log.head());
    assertThat(JsonPath.<Integer>read(valid, "$.checked")).isEqualTo(of);
    assertThat(JsonPath.<Integer>read(valid, "$.firstBrokenPosition")).isNull();

    String flip =
        "update eventlog.event set hash = set_bit(hash, 0, 1 - get_bit(hash, 0)) where position = 321";
    jdbc.update(flip);
    String broken = ended(post("/api/log/verifications"));
    jdbc.update(flip);
    assertThat(JsonPath.<String>read(broken, "$.state")).isEqualTo("BROKEN");
    assertThat(JsonPath.<Integer>read(broken, "$.firstBrokenPosition")).isEqualTo(321);

    HttpResponse<String> forged = post("/api/log/verifications", kept.replace("\n\n", "1\n\n"));
    assertThat(forged.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(forged.body(), "$.errors[0].field")).isEqualTo("checkpoint");
  }

  /**
   * A crash takes back the last rows and the position, while this program remembers a later one.
   */
  @Test
  void whatTheDatabaseLostInACrashIsProjectedAgain() {
    StudentId student = new StudentId(UUID.randomUUID());
    long before = readModels.storedPosition("followup.aspects");
    needs(student, 3);
    caughtUp();

    takeBack(student, before);
    await().atMost(LONG).until(() -> followUp(student) == 200); // though nothing new happens
    takeBack(student, before);
    needs(student, 1);
    await().atMost(LONG).until(() -> readModels.storedPosition("followup.aspects") == log.head());

    assertThat(JsonPath.<Integer>read(rebuild("followup.aspects"), "$.changedRows")).isZero();
  }

  /** In one statement: what was lost may be there again before anybody looks. */
  private void takeBack(StudentId student, long position) {
    Integer rows =
        jdbc.queryForObject(
            """
            with gone as (delete from followup.aspect where student = ? returning subject),
            moved as (
              update eventlog.token set token = convert_to(
                jsonb_set(convert_from(token, 'UTF8')::jsonb, '{globalIndex}', to_jsonb(?))::text, 'UTF8')
              where processor = 'followup.aspects' returning processor)
            select count(*) from gone, moved
            """,
            Integer.class,
            student.value(),
            position);
    assertThat(rows).isPositive();
  }

  /** Makes the database refuse rows, as a bug in a handler or a constraint would. */
  private void poison(String table, String when) {
    jdbc.execute(
        """
        create function poison() returns trigger language plpgsql as $$
        begin
          if %s then raise exception 'poison'; end if;
          return coalesce(new, old);
        end $$
        """
            .formatted(when));
    jdbc.execute(
        "create trigger poison before insert or update or delete on %s for each row execute function poison()"
            .formatted(table));
  }

  private void antidote(String table) {
    jdbc.execute("drop trigger poison on " + table);
    jdbc.execute("drop function poison");
  }

  private void needs(StudentId student, int count) {
    for (int i = 0; i < count; i++) {
      append(
          new NeedDiagnosed(
              new NeedId(UUID.randomUUID()),
              student,
              NeedArea.AUTONOMY,
              "s’organiser",
              null,
              LocalDate.of(2026, 9, 1)));
    }
  }

  private void append(Object event) {
    axon.getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            unit -> {
              EventAppender.forContext(unit).append(List.of(event));
              return CompletableFuture.<Void>completedFuture(null);
            })
        .join();
  }

  private void caughtUp() {
    assertThat(readModels.await(log.head(), LONG)).isTrue();
  }

  private String rebuild(String name) {
    return ended(post("/api/read-models/" + name + "/rebuilds"));
  }

  private String ended(HttpResponse<String> accepted) {
    assertThat(accepted.statusCode()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(LONG)
        .until(
            () -> get(location).body(),
            body -> !JsonPath.<String>read(body, "$.state").equals("RUNNING"));
  }

  private int followUp(StudentId student) {
    return get("/api/students/" + student.value() + "/follow-up").statusCode();
  }

  /** Every row of every read model that can be rebuilt. */
  private Map<String, Object> rows() {
    Map<String, Object> rows = new TreeMap<>();
    for (ReadModel model : readModels.all()) {
      for (String table : model.tables()) {
        String name = model.schema() + "." + table;
        List<String> texts =
            new ArrayList<>(jdbc.queryForList("select t::text from " + name + " t", String.class));
        texts.forEach(text -> rows.put(name + text, true));
      }
    }
    return rows;
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> post(String path) {
    return post(path, "");
  }

  private HttpResponse<String> post(String path, String text) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(text)));
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
