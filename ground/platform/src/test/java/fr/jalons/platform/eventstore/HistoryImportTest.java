package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.platform.transparency.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

class HistoryImportTest {
  private static final int EVENTS = 25_000;

  private final DataSource dataSource = TestDatabase.create();

  @Test
  void aHistoryJoinsTheLogBetweenOtherAppendsAndTheChainHolds() throws SQLException {
    new Migrations(dataSource);
    try (var log =
        new PostgresEventStorageEngine(
            dataSource, new EventJson(), 100, new SimpleMeterRegistry())) {
      append(log);
      long end = new HistoryImport(dataSource).append(history(EVENTS), through -> {});
      append(log); // the writer knew another end of the log
      assertThat(end).isEqualTo(EVENTS + 1);
      assertThat(log.head()).isEqualTo(EVENTS + 2);
      assertThat(log.events(1, 2).getFirst().payload())
          .isEqualTo("{\"text\": \"tab\\t é \\\\ \\n\"}");
    }
    try (Connection connection = dataSource.getConnection()) {
      assertThat(new Verification(List.of()).run(connection, checked -> {})).isEmpty();
    }
  }

  @Test
  void aHistoryWithOneBadEventLeavesNothing() {
    new Migrations(dataSource);
    Iterator<Past> bad =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> past(i == EVENTS - 1 ? "not json" : "{}"))
            .iterator();
    assertThatThrownBy(() -> new HistoryImport(dataSource).append(bad, through -> {}))
        .isInstanceOf(EventLogFailure.class);
    try (var log =
        new PostgresEventStorageEngine(
            dataSource, new EventJson(), 100, new SimpleMeterRegistry())) {
      assertThat(log.head()).isZero();
    }
  }

  private static Iterator<Past> history(int events) {
    return IntStream.range(0, events)
        .mapToObj(i -> past("{\"text\": \"tab\\t é \\\\ \\n\"}"))
        .iterator();
  }

  private static Past past(String payload) {
    return new Past(
        UUID.randomUUID(), "t.Past", "1", payload, "{}", Instant.EPOCH, Set.of("a:1", "b:\tx\\"));
  }

  private static void append(PostgresEventStorageEngine log) {
    GenericEventMessage event =
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType("t.Now", "1"),
            Map.of(),
            Map.of(),
            Instant.now());
    log.appendEvents(
            AppendCondition.none(),
            null,
            List.of(new GenericTaggedEventMessage<>(event, Set.of(Tag.of("a", "1")))))
        .join()
        .commit(null)
        .join();
  }
}
