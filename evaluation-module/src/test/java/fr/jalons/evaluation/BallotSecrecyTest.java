package fr.jalons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.jalons.evaluation.surveys.BallotKeys;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.sealing.PassingSecrets;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.ToldClock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has the database, but not the master key, does not learn who answered what. */
class BallotSecrecyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);

  private static TestServer server;
  private static JdbcClient jdbc;

  private final SurveyId survey = new SurveyId(UUID.randomUUID());
  private final List<UUID> students = Stream.generate(UUID::randomUUID).limit(5).toList();

  private Linking attack() {
    return new Linking(jdbc, survey.value(), students);
  }

  @BeforeAll
  static void start() {
    server = TestServer.start(ToldClock.on(TODAY));
    jdbc = server.part(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void everybodyAnswers() {
    byte[] key = new byte[32];
    new java.security.SecureRandom().nextBytes(key);
    server.part(BallotKeys.class).keep(survey, key);
    server.given(
        new SurveyOpened(
            survey,
            new SchoolId("0999999Z"),
            "Bilan",
            Audience.STUDENTS,
            null,
            true,
            List.of(new Question("q", "Utile ?", QuestionKind.SCALE_1_5, List.of())),
            students,
            TODAY,
            null));
    for (UUID student : students) {
      server
          .post(
              "/api/surveys/" + survey + "/answers",
              "{'respondentId':'%s','answers':{'q':4}}".formatted(student))
          .expect(204);
    }
  }

  @Test
  void whileASurveyIsOpenNeitherTablesNorFilesLinkABallot() {
    assertThat(attack().inTables()).isZero();
    assertThat(attack().inFiles()).isZero();
  }

  @Test
  void onceItIsClosedNotEvenTheWrappedKeyIsLeft() {
    byte[] wrapped =
        jdbc.sql("select wrapped from keys.passing_secret where owner = ?")
            .param("survey:" + survey)
            .query(byte[].class)
            .single();
    assertThat(attack().filesWith(wrapped)).isPositive();

    server.post("/api/surveys/" + survey + "/closure", "").expect(204);
    await().untilAsserted(() -> assertThat(traceable()).isFalse());

    assertThat(attack().filesWith(wrapped)).isZero();
    assertThat(attack().inTables()).isZero();
    assertThat(attack().inFiles()).isZero();
  }

  /** As keys once stood beside the log: in the table, and in its file when they were deleted. */
  @Test
  void aKeyInTheClearWouldBeFound() {
    byte[] key = server.part(PassingSecrets.class).of("survey:" + survey).orElseThrow();
    jdbc.sql("create table planted (survey uuid, key bytea)").update();
    jdbc.sql("insert into planted values (?, ?)").params(survey.value(), key).update();

    assertThat(attack().inTables()).isEqualTo(students.size());
    jdbc.sql("delete from planted").update();
    assertThat(attack().inTables()).isZero();
    assertThat(attack().inFiles()).isEqualTo(students.size());

    jdbc.sql("drop table planted").update();
    assertThat(attack().inFiles()).isZero();
  }

  private boolean traceable() {
    return server
        .getUpToDate("/api/surveys/" + survey + "/results")
        .json()
        .get("traceable")
        .asBoolean();
  }
}
