package fr.jalons.evaluation.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.Linking;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.sealing.PassingSecrets;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.ToldClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens without anyone asking for it. */
class AutomationTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);

  private static final ToldClock CLOCK = ToldClock.on(TODAY);

  private static TestServer server;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    server = TestServer.start(CLOCK);
    jdbc = server.part(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void turnBack() {
    CLOCK.turnTo(TODAY);
  }

  @Test
  void aSurveyIsClosedAfterItsLastDayAndItsKeyDestroyed() {
    CloseOverdueSurveys surveys = server.part(CloseOverdueSurveys.class);
    UUID survey = openUntil(TODAY);
    UUID longer = openUntil(TODAY.plusDays(1));

    surveys.closeAll();
    assertThat(closings(survey)).isZero();

    CLOCK.turnTo(TODAY.plusDays(1));
    surveys.closeAll();
    catchUp();
    surveys.closeAll();

    assertThat(closings(survey)).isEqualTo(1);
    assertThat(closings(longer)).isZero();
    assertThat(traceable(survey)).isTrue();
    server.part(DestroyBallotKeys.class).ofClosedSurveys();
    assertThat(traceable(survey)).isFalse();
    assertThat(traceable(longer)).isTrue();
  }

  @Test
  void keysThatStoodBesideTheLogMoveToTheStoreAndLeaveNothing() {
    UUID survey = UUID.randomUUID();
    byte[] key = randomKey();
    jdbc.sql("create table evaluation.ballot_key (survey uuid primary key, key bytea not null)")
        .update();
    for (int i = 0; i < 20; i++) {
      jdbc.sql("insert into evaluation.ballot_key values (?, ?)")
          .params(i == 0 ? survey : UUID.randomUUID(), i == 0 ? key : randomKey())
          .update();
    }
    jdbc.sql("analyze evaluation.ballot_key").update();
    Linking files = new Linking(jdbc, survey, List.of());
    assertThat(files.filesWith(key)).as("the table and the statistics").isGreaterThan(1);

    OldBallotKeys old = server.part(OldBallotKeys.class);
    old.move();
    old.wipe();

    assertThat(server.part(PassingSecrets.class).of("survey:" + survey)).contains(key);
    assertThat(old.remain()).isFalse();
    assertThat(files.filesWith(key)).isZero();
  }

  private static byte[] randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private UUID openUntil(LocalDate closesOn) {
    UUID survey = UUID.randomUUID();
    server.part(BallotKeys.class).keep(new SurveyId(survey), new byte[32]);
    server.given(
        new SurveyOpened(
            new SurveyId(survey),
            new SchoolId("0999999Z"),
            "Bilan",
            Audience.STAFF,
            null,
            true,
            List.of(),
            List.of(UUID.randomUUID()),
            closesOn,
            null));
    catchUp();
    return survey;
  }

  private void catchUp() {
    assertThat(server.part(ReadModels.class).await(server.head(), Duration.ofSeconds(10))).isTrue();
  }

  private int closings(UUID survey) {
    return jdbc.sql(
            "select count(*) from eventlog.event where type = 'evaluation.SurveyClosed' and payload ->> 'survey' = ?")
        .param(survey.toString())
        .query(Integer.class)
        .single();
  }

  private static boolean traceable(UUID survey) {
    return server.part(BallotKeys.class).traceable(new SurveyId(survey));
  }
}
