package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyId;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keys of ballots once stood in the clear beside the log. They move to the store of keys before
 * anybody answers; then the table is emptied with its file, its traces are overwritten, and it
 * goes. As long as it is there, this is not done.
 */
@Component
final class OldBallotKeys {
  private static final String TABLE = "evaluation.ballot_key";

  private final JdbcClient jdbc;
  private final BallotKeys keys;

  OldBallotKeys(JdbcClient jdbc, BallotKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
    move();
  }

  void move() {
    if (remain()) {
      jdbc.sql("select survey, key from " + TABLE)
          .query(
              row -> {
                keys.keep(new SurveyId(row.getObject("survey", UUID.class)), row.getBytes("key"));
              });
    }
  }

  @Scheduled(initialDelay = 3, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
  void wipe() {
    if (remain()) {
      // A new file takes the place of the one with the keys, whatever snapshots are open.
      jdbc.sql(
              """
              do $$
              begin
                set local lock_timeout = '2s';
                truncate evaluation.ballot_key;
                perform pg_clear_attribute_stats('evaluation', 'ballot_key', 'key', false);
              end $$
              """)
          .update();
      jdbc.sql("vacuum full pg_catalog.pg_statistic").update();
      jdbc.sql("drop table " + TABLE).update();
    }
  }

  boolean remain() {
    return jdbc.sql("select to_regclass(?) is not null").param(TABLE).query(Boolean.class).single();
  }
}
