package fr.jalons.platform.operations;

import fr.jalons.platform.refusal.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries out long work and keeps its state in the database, so that any node can tell how it
 * stands. Work whose node has not been heard of for a while counts as failed.
 */
@Component
public class Operations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
  private static final int TICK_MILLIS = 500;

  private final JdbcClient jdbc;
  private final MultiGauge percents;
  private final Map<UUID, Running> running = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();

  Operations(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.percents =
        MultiGauge.builder("jalons.operation.percent")
            .description("how far the work that an operator has asked for has come on this node")
            .register(meters);
    clerk.scheduleWithFixedDelay(this::note, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What is to be done. An exception makes the operation fail. */
  @FunctionalInterface
  public interface Work {
    Outcome run(Progress progress) throws Exception;
  }

  private record Running(Operation operation, Progress progress) {}

  /** How work has ended; {@link Operation} says what the parts mean. */
  public record Outcome(Operation.State state, @Nullable Long finding, @Nullable String detail) {}

  /** Starts work on a subject, or finds the same work under way. */
  public Operation start(Operation.Kind kind, String subject, Work work) {
    giveUpTheLost();
    UUID id = UUID.randomUUID();
    int inserted =
        jdbc.sql(
                """
                insert into eventlog.operation
                values (?, ?, ?, 'RUNNING', 0, 0, 0, null, null, now(), now())
                on conflict (kind, subject) where state = 'RUNNING' do nothing
                """)
            .params(id, kind.name(), subject)
            .update();
    if (inserted == 0) {
      return select("where kind = ? and subject = ? order by started_at desc", kind.name(), subject)
          .getFirst();
    }
    Operation operation = select("where id = ?", id).getFirst();
    Running started = new Running(operation, new Progress());
    running.put(id, started);
    workers.execute(() -> carryOut(started, work));
    return operation;
  }

  private void carryOut(Running started, Work work) {
    Operation operation = started.operation();
    Outcome outcome;
    try {
      outcome = work.run(started.progress());
    } catch (Exception e) {
      LOG.error("{} of {} failed", operation.kind(), operation.subject(), e);
      outcome = new Outcome(Operation.State.FAILED, null, e.getClass().getSimpleName());
    }
    try {
      note(started);
      jdbc.sql("update eventlog.operation set state = ?, finding = ?, detail = ? where id = ?")
          .param(outcome.state().name())
          .param(outcome.finding())
          .param(outcome.detail())
          .param(operation.id())
          .update();
    } catch (DataAccessException e) {
      LOG.error("The end of {} {} could not be noted", operation.kind(), operation.id(), e);
    } finally {
      running.remove(operation.id());
    }
  }

  /** One operation; refuses an identifier it does not know. */
  public Operation find(Operation.Kind kind, UUID id) {
    giveUpTheLost();
    return select("where kind = ? and id = ?", kind.name(), id).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("platform.operation-unknown"));
  }

  /** The last one of a subject, if there was any. */
  public Optional<Operation> last(Operation.Kind kind, String subject) {
    giveUpTheLost();
    return select(
            "where kind = ? and subject = ? order by started_at desc limit 1", kind.name(), subject)
        .stream()
        .findFirst();
  }

  /** The last ones, newest first. */
  public List<Operation> latest(int limit) {
    giveUpTheLost();
    return select("order by started_at desc limit ?", limit);
  }

  private List<Operation> select(String where, Object... parameters) {
    return jdbc.sql("select * from eventlog.operation " + where)
        .params(parameters)
        .query(Operations::read)
        .list();
  }

  private static Operation read(ResultSet row, int number) throws SQLException {
    return new Operation(
        row.getObject("id", UUID.class),
        Operation.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        Operation.State.valueOf(row.getString("state")),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("per_second"),
        row.getObject("finding", Long.class),
        row.getString("detail"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private void giveUpTheLost() {
    jdbc.sql(
            """
            update eventlog.operation set state = 'FAILED', detail = 'interrupted'
            where state = 'RUNNING' and updated_at < now() - interval '30 seconds'
            """)
        .update();
  }

  private void note() {
    try {
      running.values().forEach(this::note);
    } catch (RuntimeException e) {
      LOG.warn("Progress could not be noted: {}", e.toString());
    }
    percents.register(running.values().stream().map(Operations::percent).toList(), true);
  }

  private static MultiGauge.Row<?> percent(Running running) {
    Operation operation = running.operation();
    return MultiGauge.Row.of(
        Tags.of("kind", operation.kind().name(), "subject", operation.subject()),
        running.progress(),
        Progress::percent);
  }

  private void note(Running started) {
    Progress progress = started.progress();
    jdbc.sql(
            """
            update eventlog.operation set done = ?, total = ?, per_second = ?, updated_at = now()
            where id = ? and state = 'RUNNING'
            """)
        .params(progress.done(), progress.total(), progress.perSecond(), started.operation().id())
        .update();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    clerk.shutdownNow();
  }
}
