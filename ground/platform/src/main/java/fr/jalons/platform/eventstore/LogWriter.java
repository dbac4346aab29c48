package fr.jalons.platform.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
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

  private final LogConnection connection;
  private final LongConsumer onAppended;
  private final BlockingQueue<Append> queue;
  private final Thread thread = Thread.ofPlatform().name("event-log-writer").unstarted(this::run);
  // A future's continuation is a caller's own work: it must not hold up the writer.
  private final Executor callers = Executors.newVirtualThreadPerTaskExecutor();
  private final MeterRegistry meters;
  private final Map<String, Counter> written = new HashMap<>();
  private final DistributionSummary batchSize;
  private final Timer batchTime;
  private volatile boolean closing;

  LogWriter(DataSource dataSource, int capacity, LongConsumer onAppended, MeterRegistry meters) {
    this.connection = new LogConnection(dataSource);
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
    connection.release();
  }

  private void write(List<Append> appends) {
    try {
      append(appends);
    } catch (SQLException e) {
      switch (WriteFailure.of(e)) {
        case LOST -> recover(appends, e);
        case REFUSED -> isolate(appends, e, this::write);
        case UNABLE -> {
          connection.abandon();
          fail(appends, new EventLogFailure("The event log cannot be written.", e));
        }
      }
    }
  }

  private void append(List<Append> appends) throws SQLException {
    AppendStatement call = connection.statement();
    List<Append> toCheck = new ArrayList<>();
    Set<Integer> refused = new HashSet<>();
    for (int i = 0; i < appends.size(); i++) {
      Append append = appends.get(i);
      if (!connection.recent().covers(append)) {
        toCheck.add(append);
      } else if (connection.recent().contradicts(append)) {
        refused.add(i);
      }
    }
    Batch batch = Batch.after(connection.head(), appends, refused);
    if (!call.call(toCheck, batch).appended()) {
      batch = appendUnderLock(call, appends);
    }
    acknowledge(batch);
  }

  /** Learns the head and the rejections first, keeping the lock until the batch is in. */
  private Batch appendUnderLock(AppendStatement call, List<Append> appends) throws SQLException {
    return connection.inTransaction(
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
    connection.learn(batch);
    if (!batch.links().isEmpty()) {
      onAppended.accept(batch.newHead().position());
    }
    for (Batch.Link link : batch.links()) {
      written.computeIfAbsent(link.event().type(), this::counter).increment();
    }
    batch.forEachStanding((append, last) -> callers.execute(() -> append.outcome().complete(last)));
    for (Append refused : batch.refused()) {
      callers.execute(() -> refused.outcome().completeExceptionally(rejection()));
    }
  }

  private Counter counter(String type) {
    return Counter.builder("jalons.eventlog.events")
        .description("events appended by this node")
        .tag("type", type)
        .register(meters);
  }

  private static AppendEventsTransactionRejectedException rejection() {
    return new AppendEventsTransactionRejectedException(
        "An event that matters to this decision was appended since it was taken.");
  }

  /** One bad event fails the whole statement: take them one by one, so that only it fails. */
  private void isolate(List<Append> appends, SQLException cause, Consumer<List<Append>> anew) {
    connection.forgetHead();
    if (appends.size() == 1) {
      fail(appends, new EventLogFailure("The event log refused an append.", cause));
    } else {
      appends.forEach(append -> anew.accept(List.of(append)));
    }
  }

  /** The connection died and it is unknown whether the batch was committed: find out. */
  private void recover(List<Append> appends, SQLException cause) {
    LOG.warn(
        "Lost the event log's connection ({}); finding out what was committed",
        cause.getSQLState());
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    do {
      connection.abandon();
      try {
        settle(appends);
        return;
      } catch (SQLException e) {
        if (WriteFailure.of(e) == WriteFailure.REFUSED) {
          isolate(appends, e, one -> recover(one, cause));
          return;
        }
        pause();
      }
    } while (System.nanoTime() < deadline && !closing);
    fail(
        appends,
        new EventLogFailure("The event log cannot be reached; the outcome is unknown.", cause));
  }

  /** Completes those that were committed and writes the others, under one hold of the lock. */
  private void settle(List<Append> appends) throws SQLException {
    AppendStatement call = connection.statement();
    Map<UUID, Long> committed = new HashMap<>();
    List<Append> missing = new ArrayList<>();
    Batch batch =
        connection.inTransaction(
            () -> {
              call.call(List.of(), Batch.NONE); // takes the lock
              committed.putAll(connection.positions(appends));
              appends.stream()
                  .filter(a -> !committed.containsKey(a.lastId()))
                  .forEach(missing::add);
              AppendStatement.Answer found = call.call(missing, Batch.NONE);
              Batch again = Batch.after(found.head(), missing, found.rejected());
              insert(call, again);
              return again;
            });
    for (Append append : appends) {
      Long position = committed.get(append.lastId());
      if (position != null) {
        callers.execute(() -> append.outcome().complete(position));
      }
    }
    acknowledge(batch);
  }

  private void fail(List<Append> appends, EventLogFailure failure) {
    appends.forEach(
        append -> callers.execute(() -> append.outcome().completeExceptionally(failure)));
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
