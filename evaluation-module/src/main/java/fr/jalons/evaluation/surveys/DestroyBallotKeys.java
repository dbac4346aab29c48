package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Once a survey is closed, its key is of no more use to anyone honest. Looked for every few seconds
 * rather than told by an event, so that neither a crash nor a store that is away loses one.
 */
@Component
class DestroyBallotKeys {
  private final BallotKeys keys;
  private final JdbcClient jdbc;

  DestroyBallotKeys(BallotKeys keys, JdbcClient jdbc) {
    this.keys = keys;
    this.jdbc = jdbc;
  }

  @Scheduled(initialDelay = 3, fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
  void ofClosedSurveys() {
    List<SurveyId> closed = closed(keys.surveys());
    if (!closed.isEmpty()) {
      keys.destroy(closed);
    }
    keys.overwrite();
  }

  private List<SurveyId> closed(List<SurveyId> surveys) {
    return surveys.isEmpty()
        ? List.of()
        : jdbc.sql("select id from evaluation.survey where closed and id = any (?)")
            .param(surveys.stream().map(SurveyId::value).toArray(UUID[]::new))
            .query((row, number) -> new SurveyId(row.getObject(1, UUID.class)))
            .list();
  }
}
