package fr.jalons.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.EventLogFailure;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/** The writer's connection is killed again and again while clients append. */
class LostConnectionTest {
  private static final int CLIENTS = 16;
  private static final int KILLS = 25;

  private final DataSource dataSource = TestDatabase.create();
  private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

  @Test
  void everyAppendIsAcknowledgedAndInTheLogOnceAndABadOneHarmsNoOther() throws Exception {
    new Migrations(dataSource);
    try (PostgresEventStorageEngine engine =
            new PostgresEventStorageEngine(
                dataSource, new EventJson(), 1_000, new SimpleMeterRegistry());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean enough = new AtomicBoolean();
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        running.add(
            clients.submit(
                () -> {
                  while (!enough.get()) {
                    append(engine, Tag.of("k", "1"));
                    refused(engine);
                  }
                }));
      }
      for (int killed = 0; killed < KILLS; ) {
        killed += killWriters();
      }
      enough.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    }
    assertThat(LogAudit.of(dataSource, decisions.stream()).findings()).isEmpty();
  }

  /**
   * Terminates the connection that holds the log's lock: the moment between its taking and COMMIT.
   */
  private int killWriters() throws SQLException {
    try (var connection = dataSource.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select count(pg_terminate_backend(l.pid)) from pg_locks l
                    join pg_database d on d.oid = l.database
                    where l.locktype = 'advisory' and l.granted and d.datname = current_database()
                    """)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** PostgreSQL keeps no NUL: alone in its batch or not, this append fails and no other does. */
  private void refused(PostgresEventStorageEngine engine) {
    if (ThreadLocalRandom.current().nextInt(20) == 0) {
      assertThatThrownBy(() -> append(engine, Tag.of("k", "\0")))
          .hasCauseInstanceOf(EventLogFailure.class)
          .hasMessageContaining("refused");
    }
  }

  private void append(PostgresEventStorageEngine engine, Tag tag) {
    UUID id = UUID.randomUUID();
    TaggedEventMessage<?> event =
        new GenericTaggedEventMessage<>(
            new GenericEventMessage(
                id.toString(),
                new MessageType("t.A", "1"),
                Map.of("n", 1),
                Map.of(),
                Instant.now()),
            Set.of(tag));
    Long position =
        (Long)
            engine
                .appendEvents(AppendCondition.none(), null, List.of(event))
                .join()
                .commit(null)
                .join();
    decisions.add(new Decision(null, null, List.of(), List.of(id), position, position));
  }
}
