package fr.jalons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import fr.jalons.platform.testing.ToldClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An anonymous survey keeps no names of those who answered, and takes one answer a person. */
class SurveysOverHttpTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");

  private static final ToldClock CLOCK = ToldClock.on(TODAY);

  private static TestServer server;
  private static JdbcClient jdbc;

  private final List<UUID> students = Stream.generate(UUID::randomUUID).limit(5).toList();
  private final String code = "C" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    server = TestServer.start(CLOCK);
    jdbc = server.part(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aClassOfFive() {
    StructureId structure = StructureId.of(SCHOOL, StructureId.Kind.CLASS, code);
    List<Object> roster = new ArrayList<>();
    roster.add(
        new RosterImported(
            new ImportId(UUID.randomUUID()),
            SCHOOL,
            2026,
            TODAY,
            1,
            0,
            3,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of()));
    roster.add(new StructureDeclared(structure, SCHOOL, 2026, code, null, List.of()));
    for (UUID student : students) {
      roster.add(
          new MembershipStarted(new StudentId(student), structure, SCHOOL, TODAY.minusDays(30)));
    }
    server.given(roster.toArray());
  }

  @AfterEach
  void turnBack() {
    CLOCK.turnTo(TODAY);
  }

  @Test
  void anAnonymousAnswerLeavesNoTraceOfTheRespondent() {
    String survey = open(true);
    UUID respondent = students.getFirst();
    assertThat(answer(survey, respondent, 4).status()).isEqualTo(204);

    String row = rowOfOnlyAnswerTo(survey);

    assertThat(row)
        .contains("evaluation.SurveyAnswered", survey, "\"scale\":\"4\"")
        .doesNotContain(respondent.toString())
        .doesNotContain(respondent.toString().replace("-", ""))
        .doesNotContain("user:test", "actor", "commandId", "student:");
  }

  @Test
  void aTitleThatNamesAStudentIsAskedAboutOnce() {
    server.part(NamesForTests.class).call(students.getFirst(), "Quéméré", "Zoë");
    String body =
        "{'title':'Autour de QUEMERE','audience':'STUDENTS','class':'%s','anonymous':true,'questions':[{'id':'q','text':'?','kind':'TEXT'}],'closesOn':'%s'%s}";

    TestServer.Answer asked =
        server.post("/api/surveys", body.formatted(code, TODAY.plusDays(7), "")).expect(409);
    assertThat(asked.faults()).containsExactly("title: platform.name-in-text");
    assertThat(asked.json().path("confirm").toString()).isEqualTo("[\"names\"]");
    assertThat(asked.text()).doesNotContainIgnoringCase("quemere");
    assertThat(
            server
                .post(
                    "/api/surveys", body.formatted(code, TODAY.plusDays(7), ",'confirm':['other']"))
                .expect(400)
                .faults())
        .containsExactly("confirm: platform.confirm-unknown");

    server
        .post("/api/surveys", body.formatted(code, TODAY.plusDays(7), ",'confirm':['names']"))
        .expect(201);

    assertThat(
            jdbc.sql(
                    "select metadata ->> 'confirmed' from eventlog.event order by position desc limit 1")
                .query(String.class)
                .single())
        .isEqualTo("names");
  }

  @Test
  void aNamedAnswerSaysWhoGaveIt() {
    String survey = open(false);
    UUID respondent = students.getFirst();
    answer(survey, respondent, 4);

    assertThat(rowOfOnlyAnswerTo(survey))
        .contains("\"respondent\":\"" + respondent + '"')
        .contains("student:" + respondent)
        .contains("user:test");
  }

  @Test
  void aGuessedIdempotencyKeyTellsNothingAboutAnAnonymousAnswer() {
    String survey = open(true);
    UUID respondent = students.getFirst();
    answer(survey, respondent, 4, "Idempotency-Key", "answer-of-" + respondent);

    String guess = sha256("user:test:answer-of-" + respondent);

    assertThat(rowOfOnlyAnswerTo(survey)).contains("idempotency:").doesNotContain(guess);
  }

  @Test
  void theSameRequestAgainGetsTheSameAnswer() {
    for (boolean anonymous : List.of(true, false)) {
      String survey = open(anonymous);
      UUID respondent = students.getFirst();
      String[] key = {"Idempotency-Key", "k"};

      assertThat(answer(survey, respondent, 4, key).status()).isEqualTo(204);
      assertThat(answer(survey, respondent, 4, key).status()).isEqualTo(204);
      assertThat(answersTo(survey)).isEqualTo(1);
    }
  }

  @Test
  void theSameKeyForAnotherRespondentIsNotTakenForTheSameRequest() {
    for (boolean anonymous : List.of(true, false)) {
      String survey = open(anonymous);
      String[] key = {"Idempotency-Key", "k"};
      answer(survey, students.getFirst(), 4, key);

      Answer other = answer(survey, students.getLast(), 4, key);

      assertThat(other.status()).isEqualTo(422);
      assertThat(other.faults())
          .containsExactly("Idempotency-Key: platform.idempotency-key-reused");
      assertThat(answer(survey, students.getLast(), 4).status()).isEqualTo(204);
      assertThat(answersTo(survey)).isEqualTo(2);
    }
  }

  @Test
  void ofTwentyAnswersAtOnceOneCounts() throws InterruptedException, ExecutionException {
    for (boolean anonymous : List.of(true, false)) {
      String survey = open(anonymous);
      List<Integer> statuses = atOnce(20, () -> answer(survey, students.getFirst(), 4).status());

      assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 409).hasSize(19);
      assertThat(answersTo(survey)).isEqualTo(1);
    }
  }

  @Test
  void twentyCopiesOfOneRequestAtOnceGetTheSameAnswer()
      throws InterruptedException, ExecutionException {
    String survey = open(true);

    assertThat(
            atOnce(
                20, () -> answer(survey, students.getFirst(), 4, "Idempotency-Key", "k").status()))
        .containsOnly(204);
    assertThat(answersTo(survey)).isEqualTo(1);
  }

  @Test
  void allTheInvitedMayAnswerAtOnce() throws InterruptedException, ExecutionException {
    String survey = open(true);
    List<Callable<Integer>> calls =
        students.stream()
            .<Callable<Integer>>map(student -> () -> answer(survey, student, 4).status())
            .toList();

    assertThat(atOnce(calls)).containsOnly(204);
    assertThat(answersTo(survey)).isEqualTo(students.size());
  }

  @Test
  void closingDestroysTheKey() {
    String survey = open(true);
    answer(survey, students.getFirst(), 4);
    assertThat(traceable(survey)).isTrue();

    assertThat(server.post("/api/surveys/" + survey + "/closure", "").status()).isEqualTo(204);

    assertThat(
            server
                .getUpToDate("/api/surveys/" + survey + "/results")
                .json()
                .get("status")
                .asString())
        .isEqualTo("CLOSED");
    await().untilAsserted(() -> assertThat(traceable(survey)).isFalse());
    Answer late = answer(survey, students.getLast(), 4);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.faults()).containsExactly(": evaluation.survey-closed");
  }

  @Test
  void aSurveyOpenedAgainKeepsItsKey() {
    String id = UUID.randomUUID().toString();
    open(true, "\"id\":\"" + id + "\",");
    UUID respondent = students.getFirst();
    answer(id, respondent, 4).expect(204);
    open(true, "\"id\":\"" + id + "\",");

    assertThat(answer(id, respondent, 4).faults()).containsExactly(": evaluation.already-answered");
  }

  @Test
  void pastItsLastDayASurveyTakesNoAnswersAndShowsAsClosed() {
    String survey = open(true);
    CLOCK.turnTo(TODAY.plusDays(8));

    assertThat(answer(survey, students.getFirst(), 4).faults())
        .containsExactly(": evaluation.survey-closed");
    assertThat(
            server
                .getUpToDate("/api/surveys/" + survey + "/results")
                .json()
                .get("status")
                .asString())
        .isEqualTo("CLOSED");
  }

  @Test
  void resultsShowWhatWasAnswered() {
    String survey = open(true);
    for (int i = 0; i < students.size(); i++) {
      answer(survey, students.get(i), i < 3 ? 5 : 2);
    }
    server.post("/api/surveys/" + survey + "/closure", "").expect(204);

    Answer results = server.getUpToDate("/api/surveys/" + survey + "/results");

    assertThat(results.status()).isEqualTo(200);
    assertThat(results.json().get("invited").asInt()).isEqualTo(5);
    assertThat(results.json().get("answers").asInt()).isEqualTo(5);
    assertThat(results.json().at("/questions/0/distribution").toString())
        .isEqualTo("{\"1\":0,\"2\":2,\"3\":0,\"4\":0,\"5\":3}");
    assertThat(results.json().at("/questions/0/mean").asDouble()).isEqualTo(3.8);
    assertThat(results.json().at("/questions/0/satisfied").asDouble()).isEqualTo(0.6);
    assertThat(server.getUpToDate("/api/surveys").text()).contains(survey, '"' + code + '"');
  }

  @Test
  void anUnknownSurveyHasNoResults() {
    Answer unknown = server.getUpToDate("/api/surveys/" + UUID.randomUUID() + "/results");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.faults()).containsExactly(": evaluation.survey-unknown");
    assertThat(answer(UUID.randomUUID().toString(), students.getFirst(), 4).status())
        .isEqualTo(404);
  }

  private String open(boolean anonymous) {
    return open(anonymous, "");
  }

  private String open(boolean anonymous, String id) {
    Answer opened =
        server.post(
            "/api/surveys",
            """
            {%s"title":"Bilan","audience":"STUDENTS","class":"%s","anonymous":%b,"closesOn":"%s",
             "questions":[{"id":"scale","text":"Utile ?","kind":"SCALE_1_5"}]}
            """
                .formatted(id, code, anonymous, TODAY.plusDays(7)));
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    return opened.json().get("id").asString();
  }

  private Answer answer(String survey, UUID respondent, int scale, String... headers) {
    return server.post(
        "/api/surveys/" + survey + "/answers",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":%d}}".formatted(respondent, scale),
        headers);
  }

  private static List<Integer> atOnce(int times, Callable<Integer> call)
      throws InterruptedException, ExecutionException {
    return atOnce(IntStream.range(0, times).mapToObj(i -> call).toList());
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    }
  }

  /** Everything the log holds of the only answer: type, payload, metadata, tags. */
  private String rowOfOnlyAnswerTo(String survey) {
    return jdbc.sql(
            """
            select concat_ws(' ', e.type, e.payload, e.metadata, string_agg(t.tag, ' '))
            from eventlog.event_tag s
            join eventlog.event e using (position)
            join eventlog.event_tag t using (position)
            where s.tag = ? and e.type = 'evaluation.SurveyAnswered'
            group by e.position
            """)
        .param("survey:" + survey)
        .query(String.class)
        .single();
  }

  private int answersTo(String survey) {
    return jdbc.sql(
            """
            select count(*) from eventlog.event_tag s join eventlog.event e using (position)
            where s.tag = ? and e.type = 'evaluation.SurveyAnswered'
            """)
        .param("survey:" + survey)
        .query(Integer.class)
        .single();
  }

  private static boolean traceable(String survey) {
    return server
        .getUpToDate("/api/surveys/" + survey + "/results")
        .json()
        .get("traceable")
        .asBoolean();
  }

  private static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
