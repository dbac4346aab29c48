package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What becomes of questions when the database does not answer. */
class BatchedSourcingTest {
  private static final int QUESTIONS = 40;

  private final Unreachable database = new Unreachable();

  /** A database that cannot be reached; callers learn it when {@link #answer} opens. */
  private static final class Unreachable extends AbstractDataSource {
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public Connection getConnection() throws SQLException {
      tries.incrementAndGet();
      tried.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new SQLException("nobody there", "08001");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }

  private BatchedSourcing reader(int capacity) {
    return new BatchedSourcing(
        new LogReader(
            database, json -> Map.of(), new Upgrades(List.of()), new SimpleMeterRegistry()),
        capacity);
  }

  private static Criterion student(int number) {
    return new Criterion(List.of("student:" + number), List.of());
  }

  @Test
  void thoseThatWereAskedTogetherHearOfAnOutageTogether() throws Exception {
    try (BatchedSourcing reader = reader(QUESTIONS);
        ExecutorService decisions = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      CountDownLatch begun = new CountDownLatch(QUESTIONS);
      try {
        for (int i = 0; i < QUESTIONS; i++) {
          int number = i;
          asked.add(
              decisions.submit(
                  () -> {
                    begun.countDown();
                    return reader.basis(student(number), 0);
                  }));
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        // One reader may have taken all questions: the other then has nothing to try.
        assertThat(database.tried.await(10, TimeUnit.SECONDS)).isTrue();
      } finally {
        database.answer.countDown();
      }
      for (Future<?> each : asked) {
        assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(EventLogFailure.class);
      }
      assertThat(database.tries.get()).as("connections asked for").isLessThan(QUESTIONS / 2);
    }
  }

  @Test
  void whoFindsTheQueueFullIsRefused() throws Exception {
    try (BatchedSourcing reader = reader(1);
        ExecutorService decisions = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        CompletionService<Object> asked = new ExecutorCompletionService<>(decisions);
        for (int busy = 1; busy <= 2; busy++) { // both readers, for as long as it takes
          asked.submit(() -> reader.basis(student(0), 0));
          while (database.tries.get() < busy) {
            Thread.onSpinWait();
          }
        }
        for (int i = 1; i <= 5; i++) { // one of them may wait
          int number = i;
          asked.submit(() -> reader.basis(student(number), 0));
        }
        for (int refused = 1; refused <= 4; refused++) {
          Future<Object> answer = Objects.requireNonNull(asked.poll(10, TimeUnit.SECONDS));
          assertThatThrownBy(answer::get).hasCauseInstanceOf(EventLogOverloaded.class);
        }
        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).as("one waits").isNull();
      } finally {
        database.answer.countDown();
      }
    }
  }
}
