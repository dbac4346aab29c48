package fr.jalons.platform.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a node. Whatever waits in its queue when it comes round goes into one
 * transaction, so that a hundred waiting commands share one flush to disk. A future completes only
 * after COMMIT has returned. When a connection dies around COMMIT the writer does not guess: under
 * the log's lock, which outlasts any transaction still in flight, it looks for its events by id.
 */
final class LogWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final int MAX_BATCH = 512;
  private static final Duration RECOVERY = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final DataSource dataSource;
  private final Runnable onAppended;
  private final BlockingQueue<Append> queue;
  private final Thread thread = Thread.ofPlatform().name("event-log-writer").unstarted(this::run);
  // A future's continuation is a caller's own work: it must not hold up the writer.
  private final Executor callers = Executors.newVirtualThreadPerTaskExecutor();
  private final MeterRegistry meters;
  private final DistributionSummary batchSize;
  private final Timer batchTime;
  private volatile boolean closing;
  private Head head = Head.UNKNOWN;
  private @Nullable Connection connection;
  private @Nullable AppendStatement statement;

  LogWriter(DataSource dataSource, int capacity, Runnable onAppended, MeterRegistry meters) {
    this.dataSource = dataSource;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.onAppended = onAppended;
    this.meters = meters;
    this.batchSize =
        DistributionSummary.builder("jalons.eventlog.batch.appends")
            .description("appends written by one transaction")
            .register(meters);
    this.batchTime =
        Timer.builder("jalons.eventlog.batch")
            .description("time of one transaction of the writer")
            .register(meters);
    Gauge.builder("jalons.eventlog.queue", queue, BlockingQueue::size)
        .description("appends waiting for the writer")
        .register(meters);
    thread.start();
  }

  /** Hands an append over; throws {@link EventLogOverloaded} when the queue is full. */
  void submit(Append append) {
    if (closing || !queue.offer(append)) {
      throw new EventLogOverloaded(queue.size());
    }
  }

  private void run() {
    List<Append> appends = new ArrayList<>(MAX_BATCH);
    while (!closing || !queue.isEmpty()) {
      try {
        Append first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          appends.add(first);
          queue.drainTo(appends, MAX_BATCH - 1);
          batchSize.record(appends.size());
          List<Append> batch = List.copyOf(appends);
          batchTime.record(() -> write(batch));
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException e) {
        LOG.error("The event log's writer failed on a batch of {}", appends.size(), e);
        appends.forEach(append -> append.outcome().completeExceptionally(e));
      } finally {
        appends.clear();
      }
    }
    release();
  }

  private void write(List<Append> appends) {
    try {
      append(appends);
    } catch (SQLException e) {
      if (lostConnection(e)) {
        recover(appends, e);
      } else {
        isolate(appends, e);
      }
    }
  }

  private void append(List<Append> appends) throws SQLException {
    AppendStatement call = connect();
    Batch batch = Batch.after(head, appends, Set.of());
    if (!call.call(appends, batch).appended()) {
      batch = appendUnderLock(call, appends);
    }
    acknowledge(batch);
  }

  /** Learns the head and the rejections first, keeping the lock until the batch is in. */
  private Batch appendUnderLock(AppendStatement call, List<Append> appends) throws SQLException {
    return inTransaction(
        () -> {
          AppendStatement.Answer found = call.call(appends, Batch.NONE);
          Batch batch = Batch.after(found.head(), appends, found.rejected());
          insert(call, batch);
          return batch;
        });
  }

  private static void insert(AppendStatement call, Batch batch) throws SQLException {
    if (!call.call(List.of(), batch).appended()) {
      throw new IllegalStateException("the log moved while its lock was held");
    }
  }

  private void acknowledge(Batch batch) {
    head = batch.newHead();
    if (!batch.links().isEmpty()) {
      onAppended.run();
    }
    for (Batch.Link link : batch.links()) {
      Counter.builder("jalons.eventlog.events")
          .description("events appended by this node")
          .tag("type", link.event().type())
          .register(meters)
          .increment();
    }
    batch.forEachStanding((append, last) -> callers.execute(() -> append.outcome().complete(last)));
    for (Append refused : batch.refused()) {
      callers.execute(() -> refused.outcome().completeExceptionally(rejection()));
    }
  }

  private static AppendEventsTransactionRejectedException rejection() {
    return new AppendEventsTransactionRejectedException(
        "An event that matters to this decision was appended since it was taken.");
  }

  /** One bad event fails the whole statement: write them one by one, so that only it fails. */
  private void isolate(List<Append> appends, SQLException cause) {
    head = Head.UNKNOWN;
    if (appends.size() == 1) {
      fail(appends, new EventLogFailure("The event log refused an append.", cause));
    } else {
      appends.forEach(append -> write(List.of(append)));
    }
  }

  /** The connection died and nobody knows whether the batch was committed: find out. */
  private void recover(List<Append> appends, SQLException cause) {
    LOG.warn(
        "Lost the event log's connection ({}); finding out what was committed",
        cause.getSQLState());
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    do {
      disconnect();
      try {
        settle(appends);
        return;
      } catch (SQLException e) {
        if (!lostConnection(e)) {
          isolate(appends, e);
          return;
        }
        pause();
      }
    } while (System.nanoTime() < deadline && !closing);
    fail(
        appends,
        new EventLogFailure("The event log cannot be reached; the outcome is unknown.", cause));
  }

  private void settle(List<Append> appends) throws SQLException {
    AppendStatement call = connect();
    Map<UUID, Long> committed = new HashMap<>();
    List<Append> missing = new ArrayList<>();
    Batch batch =
        inTransaction(
            () -> {
              call.call(List.of(), Batch.NONE); // takes the lock
              committed.putAll(committed(appends));
              appends.stream().filter(a -> !committed.containsKey(lastId(a))).forEach(missing::add);
              AppendStatement.Answer found = call.call(missing, Batch.NONE);
              Batch again = Batch.after(found.head(), missing, found.rejected());
              insert(call, again);
              return again;
            });
    for (Append append : appends) {
      Long position = committed.get(lastId(append));
      if (position != null) {
        callers.execute(() -> append.outcome().complete(position));
      }
    }
    acknowledge(batch);
  }

  private Map<UUID, Long> committed(List<Append> appends) throws SQLException {
    Map<UUID, Long> found = new HashMap<>();
    Connection open = openConnection();
    try (PreparedStatement query =
        open.prepareStatement("select id, position from eventlog.event where id = any (?)")) {
      query.setArray(
          1, open.createArrayOf("uuid", appends.stream().map(LogWriter::lastId).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
    }
    return found;
  }

  private static UUID lastId(Append append) {
    return append.events().getLast().id();
  }

  private void fail(List<Append> appends, EventLogFailure failure) {
    appends.forEach(
        append -> callers.execute(() -> append.outcome().completeExceptionally(failure)));
  }

  /** Class 08 is a connection exception, 57P01–57P03 a server that stops or is not up yet. */
  private static boolean lostConnection(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private interface Work {
    Batch run() throws SQLException;
  }

  private Batch inTransaction(Work work) throws SQLException {
    Connection open = openConnection();
    open.setAutoCommit(false);
    try {
      Batch batch = work.run();
      open.commit();
      open.setAutoCommit(true);
      return batch;
    } catch (SQLException | RuntimeException e) {
      disconnect(); // rolls back, and leaves no half-open transaction to reason about
      throw e;
    }
  }

  private AppendStatement connect() throws SQLException {
    if (statement == null) {
      statement = new AppendStatement(openConnection());
    }
    return statement;
  }

  private Connection openConnection() throws SQLException {
    if (connection == null) {
      connection = dataSource.getConnection();
      connection.setAutoCommit(true);
    }
    return connection;
  }

  /** Gives up a connection in doubt: closing its socket rolls back what it had not committed. */
  private void disconnect() {
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("Aborting a broken connection", e);
      }
    }
    release();
  }

  private void release() {
    try (Connection open = connection) {
      connection = null;
      statement = null;
      head = Head.UNKNOWN;
    } catch (SQLException e) {
      LOG.debug("Closing a broken connection", e);
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  /** Writes what waits, then stops. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
