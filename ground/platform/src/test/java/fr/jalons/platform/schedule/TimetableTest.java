package fr.jalons.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TimetableTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLLING = Duration.ofMillis(200);

  private final List<Scheduler> nodes = new ArrayList<>();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private HikariDataSource database;
  private JdbcClient jdbc;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    new Migrations(database);
    jdbc = JdbcClient.create(database);
  }

  @AfterEach
  void close() {
    nodes.forEach(Scheduler::stop);
    database.close();
  }

  @Test
  void oneNodeAtATimeDoesWhatIsDue() {
    node("first");
    node("second");
    makeDue();
    await().atMost(PATIENCE).until(this::isDoneAndDueTomorrow);
    assertThat(done).hasSize(1);
    makeDue();
    await().atMost(PATIENCE).until(this::isDoneAndDueTomorrow);
    assertThat(done).hasSize(2).doesNotContain("at the same time as another node");
  }

  @Test
  void whatANodeLeftWhenItWasKilledIsDoneByAnother() {
    node("other");
    jdbc.sql(
            """
            update schedule.task set picked = true, picked_by = 'killed',
              execution_time = now() - interval '2 minutes',
              last_heartbeat = now() - interval '1 minute'
            """)
        .update();
    await().atMost(PATIENCE).until(this::isDoneAndDueTomorrow);
    assertThat(done).containsExactly("other");
  }

  @Test
  void aRestartDoesNotRepeatWhatIsDueLater() {
    node("before");
    jdbc.sql("update schedule.task set execution_time = now() + interval '10 hours'").update();
    Instant due = due();
    nodes.removeFirst().stop();

    node("after");

    assertThat(due()).isEqualTo(due);
  }

  @Test
  void aRestartBringsBackWhatAClockPutFarAhead() {
    node("before");
    Instant due = Instant.parse("2099-01-01T00:00:00Z");
    jdbc.sql("update schedule.task set execution_time = '2099-01-01T00:00:00Z'").update();
    nodes.removeFirst().stop();

    node("after");

    Instant soon = Instant.now().plus(Duration.ofDays(1)).plusSeconds(60);
    assertThat(due()).isBefore(due).isBefore(soon).isAfter(soon.minusSeconds(120));
  }

  @Test
  void workThatFailsIsDoneAgainAfterThePause() {
    node("failing");
    done.add("fail");
    makeDue();
    await().atMost(PATIENCE).until(() -> failures() == 1);
    assertThat(due()).isAfter(Instant.now().plus(Duration.ofHours(23)));
  }

  private void node(String name) {
    Scheduler node =
        Timetable.of(
            database,
            List.of(Recurring.every(Duration.ofDays(1), "work", () -> work(name))),
            POLLING);
    node.start();
    nodes.add(node);
  }

  private void work(String node) {
    if (done.remove("fail")) {
      throw new IllegalStateException("planted");
    }
    boolean alone = atOnce.incrementAndGet() == 1;
    LockSupport.parkNanos(POLLING.multipliedBy(5).toNanos()); // another node would see it as due
    done.add(alone ? node : "at the same time as another node");
    atOnce.decrementAndGet();
  }

  private boolean isDoneAndDueTomorrow() {
    return jdbc.sql(
            """
            select not picked and last_success is not null
              and execution_time > now() + interval '23 hours' from schedule.task
            """)
        .query(Boolean.class)
        .single();
  }

  private void makeDue() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("update schedule.task set execution_time = now() where not picked")
                        .update()
                    == 1);
  }

  private Instant due() {
    return jdbc.sql("select execution_time from schedule.task")
        .query(java.sql.Timestamp.class)
        .single()
        .toInstant();
  }

  private int failures() {
    return jdbc.sql("select coalesce(consecutive_failures, 0) from schedule.task")
        .query(Integer.class)
        .single();
  }
}
