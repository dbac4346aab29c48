package fr.jalons.system;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.JalonsProcess.Answer;
import fr.jalons.faults.SmallSchool;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job, end to end, over HTTP alone; the tests follow one school in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
  @TempDir static Path directory;

  private static JalonsProcess jalons;
  private static List<String> students;

  @BeforeAll
  static void start() throws IOException {
    jalons = new JalonsProcess(directory, false);
    jalons.start();
    jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
    students = SmallSchool.students(jalons);
  }

  @AfterAll
  static void stop() throws Exception {
    jalons.close();
  }

  @Test
  @Order(1)
  void theRosterIsImportedOnce() throws IOException {
    assertThat(students).hasSize(14);
    JsonNode again = jalons.upload("/api/rosters", SmallSchool.files()).expect(200).json();
    assertThat(again.path("students").path("created").asInt()).isZero();
    assertThat(again.path("students").path("unchanged").asInt()).isEqualTo(28);
    assertThat(
            jalons
                .get("/api/classes")
                .expect(200)
                .json()
                .valueStream()
                .map(c -> c.path("students").asInt()))
        .containsExactly(14, 14);
    assertThat(jalons.get("/api/teachers").expect(200).json()).hasSize(3);
  }

  @Test
  @Order(2)
  void aBrokenFileAmongThreeChangesNothing() throws IOException {
    String before = jalons.get("/api/students").body();
    Map<String, byte[]> files = new HashMap<>(SmallSchool.files());
    Charset siecle = Charset.forName("ISO-8859-15");
    files.put(
        "eleves.xml",
        new String(files.get("eleves.xml"), siecle).replace("HASSAÏNE", "CHANGÉ").getBytes(siecle));
    files.put("sts.xml", "<STS_EDT><PARAMETRES>".getBytes(siecle));
    JsonNode refused = jalons.upload("/api/rosters", files).expect(400).json();
    assertThat(refused.path("errors").path(0).path("file").asString()).isEqualTo("sts.xml");
    assertThat(refused.path("errors").path(0).path("line").asInt()).isPositive();
    assertThat(jalons.get("/api/students").body()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void theSameIdempotencyKeyInParallelAppendsOnce() throws Exception {
    String student = students.getFirst();
    List<Answer> answers =
        parallel(
            20,
            i ->
                () ->
                    jalons.post(
                        "/api/students/" + student + "/needs", need(), "Idempotency-Key", "k-1"));
    assertThat(answers).allSatisfy(answer -> answer.expect(201));
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(answers.stream().map(a -> a.header("Jalons-Position")).distinct()).hasSize(1);
    assertThat(history(student, "planning.NeedDiagnosed")).hasSize(1);
    Map<String, Object> other = new HashMap<>(need());
    other.put("description", "Autre chose");
    jalons.post("/api/students/" + student + "/needs", other, "Idempotency-Key", "k-1").expect(422);
  }

  @Test
  @Order(4)
  void aSessionIsHeldOnceHoweverManyTry() throws Exception {
    String session = UUID.randomUUID().toString();
    schedule(session, "2026-10-05T08:00:00Z").expect(201);
    long before =
        Long.parseLong(
            schedule(session, "2026-10-05T08:00:00Z").expect(201).header("Jalons-Position"));
    List<Answer> answers =
        parallel(40, i -> () -> jalons.post("/api/sessions/" + session + "/held", roll(students)));
    assertThat(answers.stream().map(Answer::status)).containsOnly(200, 409);
    List<Answer> held = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(held).hasSize(1);
    String position = held.getFirst().header("Jalons-Position");
    for (String student : students) {
      assertThat(history(student, "delivery.SessionHeld")).hasSize(1);
      JsonNode now =
          jalons
              .get("/api/students/" + student + "/follow-up", "Jalons-Position", position)
              .expect(200)
              .json();
      assertThat(now.path("sessions").path("attended").asInt()).isEqualTo(1);
      JsonNode past =
          jalons
              .get("/api/students/" + student + "/follow-up?asOf=" + (Long.parseLong(position) - 1))
              .expect(200)
              .json();
      assertThat(past.path("sessions").path("attended").asInt()).isZero();
      assertThat(past.path("sessions").path("planned").asInt()).isEqualTo(1);
    }
    assertThat(before).isLessThan(Long.parseLong(position));
    JsonNode classes = jalons.get("/api/classes/1CAPTEST/follow-up").expect(200).json();
    assertThat(indicator(classes, "S42").path("value").asDouble()).isEqualTo(1.0);
    assertThat(indicator(classes, "S42").path("denominator").asInt()).isEqualTo(14 * 55);
  }

  @Test
  @Order(5)
  void whatASchoolWouldCallNonsenseIsRefusedInItsLanguage() throws IOException {
    String future = UUID.randomUUID().toString();
    schedule(future, "2099-10-05T08:00:00Z").expect(201);
    Answer early = jalons.post("/api/sessions/" + future + "/held", roll(students));
    early.expect(409);
    assertThat(early.header("Content-Type")).startsWith("application/problem+json");
    assertThat(early.json().path("detail").asString()).contains("séance");
    Answer english =
        jalons.post("/api/sessions/" + future + "/held", roll(students), "Accept-Language", "en");
    assertThat(english.json().path("detail").asString()).contains("session");
    Answer missing = jalons.post("/api/students/" + students.getFirst() + "/needs", Map.of());
    assertThat(
            missing
                .expect(400)
                .json()
                .path("errors")
                .valueStream()
                .map(e -> e.path("field").asString()))
        .contains("area", "description", "diagnosedOn");
    jalons.get("/api/students/" + UUID.randomUUID() + "/follow-up").expect(404);
    jalons.get("/api/students/nonsense/follow-up").expect(404);
    jalons.get("/api/classes/NONE/follow-up").expect(404);
  }

  @Test
  @Order(6)
  void severalAssessorsAndSurveysReachTheFollowUp() throws IOException {
    String student = students.get(1);
    Map<String, Object> seen =
        Map.of(
            "framework",
            "CPS",
            "competency",
            "CPS-C1.1",
            "level",
            2,
            "context",
            "AP",
            "discipline",
            "Français",
            "observedOn",
            "2026-10-10");
    jalons.post("/api/students/" + student + "/assessments", seen).expect(201);
    Map<String, Object> later = new HashMap<>(seen);
    later.putAll(Map.of("level", 3, "discipline", "Mathématiques", "observedOn", "2026-11-10"));
    String position =
        jalons
            .post("/api/students/" + student + "/assessments", later)
            .expect(201)
            .header("Jalons-Position");
    JsonNode view =
        jalons.get("/api/students/" + student + "/follow-up", "Jalons-Position", position).json();
    assertThat(view.path("competencies").path(0).path("latest").path("level").asInt()).isEqualTo(3);
    assertThat(view.path("competencies").path(0).path("earlier")).hasSize(1);

    String survey = UUID.randomUUID().toString();
    jalons.post("/api/surveys", survey(survey)).expect(201);
    Map<String, Object> answer = Map.of("respondentId", student, "answers", Map.of("q", 4));
    assertThat(jalons.post("/api/surveys/" + survey + "/answers", answer).status())
        .isBetween(200, 204);
    jalons.post("/api/surveys/" + survey + "/answers", answer).expect(409);
    assertThat(jalons.post("/api/surveys/" + survey + "/closure", Map.of()).status())
        .isBetween(200, 204);
    JsonNode results = jalons.get("/api/surveys/" + survey + "/results").expect(200).json();
    assertThat(results.path("answers").asInt()).isEqualTo(1);
    assertThat(results.path("invited").asInt()).isEqualTo(14);
  }

  @Test
  @Order(7)
  void noNameStandsWhereItHasNoPlace() throws Exception {
    String metrics = jalons.get("/actuator/prometheus").expect(200).body();
    assertThat(metrics).contains("jalons_command_seconds").contains("jalons_projection_lag");
    List<String> places = new ArrayList<>(List.of(metrics, jalons.serverLog()));
    Properties at = jalons.connection();
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                    .formatted(at.get("PGHOST"), at.get("PGPORT"), at.get("PGDATABASE")),
                at.getProperty("PGUSER"),
                at.getProperty("PGPASSWORD"));
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select string_agg(payload::text || metadata::text, '') from eventlog.event
                    union all select string_agg(tag, '') from eventlog.event_tag
                    union all select string_agg(s::text, '') from followup.aspect s
                    """)) {
      while (rows.next()) {
        places.add(rows.getString(1));
      }
    }
    assertThat(jalons.get("/api/students").body()).contains(SmallSchool.SECRETS.getFirst());
    for (String place : places) {
      assertThat(SmallSchool.SECRETS).noneMatch(place::contains);
    }
  }

  @Test
  @Order(8)
  void nobodyAnswersToAStranger() throws IOException {
    for (String path :
        List.of("/api/classes", "/v3/api-docs", "/actuator/prometheus", "/classes")) {
      var connection =
          (java.net.HttpURLConnection)
              java.net.URI.create(jalons.address(path)).toURL().openConnection();
      assertThat(connection.getResponseCode()).as(path).isEqualTo(401);
    }
    assertThat(jalons.get("/v3/api-docs").expect(200).json().path("openapi").asString())
        .startsWith("3.1");
  }

  @Test
  @Order(9)
  void anOrderlyEndRecordsTheLooksOfTheLastMoment() throws Exception {
    String student = students.get(2);
    jalons.get("/api/students/" + student + "/export").expect(200);
    jalons.close();
    jalons.start();

    String later =
        jalons
            .post("/api/students/" + student + "/needs", need())
            .expect(201)
            .header("Jalons-Position");
    JsonNode looks =
        jalons
            .get("/api/students/" + student + "/consultations", "Jalons-Position", later)
            .expect(200)
            .json();
    assertThat(looks.valueStream().map(look -> look.path("what").asString())).contains("EXPORT");
  }

  private static Map<String, Object> need() {
    return Map.of(
        "area",
        "AUTONOMY",
        "description",
        "S’organiser",
        "source",
        "entretien",
        "diagnosedOn",
        "2026-10-01");
  }

  private static Answer schedule(String session, String start) throws IOException {
    return jalons.post(
        "/api/sessions",
        Map.of(
            "id",
            session,
            "title",
            "Lire une consigne",
            "audience",
            Map.of("class", "1CAPTEST"),
            "start",
            start,
            "minutes",
            55,
            "teachers",
            List.of(),
            "natures",
            List.of("FUNDAMENTALS"),
            "needIds",
            List.of()));
  }

  private static Map<String, Object> roll(List<String> present) {
    return Map.of(
        "attendance",
            present.stream().map(id -> Map.of("studentId", id, "status", "PRESENT")).toList(),
        "summary", "Ateliers",
        "competencies", List.of());
  }

  private static Map<String, Object> survey(String id) {
    return Map.of(
        "id",
        id,
        "title",
        "Ma rentrée",
        "audience",
        "STUDENTS",
        "class",
        "1CAPTEST",
        "anonymous",
        false,
        "questions",
        List.of(Map.of("id", "q", "text", "Utile ?", "kind", "SCALE_1_5")),
        "closesOn",
        "2099-06-30");
  }

  private static JsonNode indicator(JsonNode view, String code) {
    return view.path("indicators")
        .valueStream()
        .filter(i -> i.path("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> history(String student, String type) throws IOException {
    return jalons
        .get("/api/students/" + student + "/history?limit=1000")
        .expect(200)
        .json()
        .path("events")
        .valueStream()
        .filter(event -> event.path("type").asString().equals(type))
        .toList();
  }

  private interface Call {
    Answer send() throws IOException;
  }

  private static List<Answer> parallel(int times, IntFunction<Call> calls) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> running =
          IntStream.range(0, times)
              .mapToObj(i -> clients.submit(() -> calls.apply(i).send()))
              .toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> call : running) {
        answers.add(call.get());
      }
      return answers;
    }
  }
}
