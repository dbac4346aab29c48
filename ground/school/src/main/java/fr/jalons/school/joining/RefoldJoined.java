package fr.jalons.school.joining;

import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.readmodels.Rebuilds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Folds the read models anew once files were joined or separated. What is to be done stands in the
 * database, so a crash delays it and does not lose it; readers see the old rows until the new ones
 * are there.
 */
@Component
class RefoldJoined implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RefoldJoined.class);
  private static final int LOOK_AGAIN_MILLIS = 300;

  /** Other nodes ask four times a second what is joined. */
  private static final Duration HEARD_OF = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final Rebuilds rebuilds;
  private final Operations operations;
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("refold-joined").daemon().factory());
  private volatile boolean running;

  RefoldJoined(JdbcClient jdbc, Rebuilds rebuilds, Operations operations) {
    this.jdbc = jdbc;
    this.rebuilds = rebuilds;
    this.operations = operations;
  }

  /**
   * What is to be done.
   *
   * @param last position of the last joining or separation that waits; 0 for none
   * @param from when a rebuild has to begin, at the earliest, to know of it on every node
   */
  private record Wanted(long last, Instant from, boolean ripe) {
    static Wanted of(ResultSet row, int number) throws SQLException {
      OffsetDateTime from = row.getObject("from", OffsetDateTime.class);
      return new Wanted(
          row.getLong("last"),
          from == null ? Instant.EPOCH : from.toInstant(),
          row.getBoolean("ripe"));
    }
  }

  /** Whether the read models do not show yet what is joined. */
  boolean isPending() {
    return jdbc.sql("select exists (select from identity.refolding)").query(Boolean.class).single();
  }

  private Wanted wanted() {
    return jdbc.sql(
            """
            select w.last, w.from, w.from <= clock_timestamp() as ripe
            from (
              select coalesce(max(position), 0) as last,
                max(asked_at) + case when (select count(*) from eventlog.node) > 1
                  then ?::interval else interval '0' end as "from"
              from identity.refolding) w
            """)
        .param(HEARD_OF.toString())
        .query(Wanted::of)
        .single();
  }

  private void look() {
    try {
      Wanted wanted = wanted();
      if (wanted.last > 0 && wanted.ripe) {
        fold(wanted);
      }
    } catch (RuntimeException e) {
      LOG.warn("Joined files are folded later: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A rebuild that was under way already may have read what came before as two. */
  private void fold(Wanted wanted) throws InterruptedException {
    Operation operation = rebuilds.start(Rebuilds.ALL);
    while (running && operation.state() == Operation.State.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS / 3);
      operation = operations.find(Operation.Kind.REBUILD, operation.id());
    }
    if (operation.state() == Operation.State.DONE && !operation.startedAt().isBefore(wanted.from)) {
      jdbc.sql("delete from identity.refolding where position <= ?").param(wanted.last).update();
    }
  }

  @Override
  public void start() {
    running = true;
    background.scheduleWithFixedDelay(
        this::look, LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    background.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the projections have started, and before they stop. */
  @Override
  public int getPhase() {
    return 2;
  }
}
