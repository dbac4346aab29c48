package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/** What a decision is given of the log. */
class SourcingTest {
  private static final Tag TAG = Tag.of("k", "1");

  private final DataSource dataSource = TestDatabase.create();

  @Test
  void aDecisionSeesWhatHappenedFromWhereItStarts() {
    new Migrations(dataSource);
    try (PostgresEventStorageEngine engine =
        new PostgresEventStorageEngine(
            dataSource, new EventJson(), 10, new SimpleMeterRegistry())) {
      String first = append(engine);
      String second = append(engine);

      assertThat(source(engine, Position.START)).containsExactly(first, second);
      assertThat(source(engine, position(0))).containsExactly(first, second);
      assertThat(source(engine, position(1))).containsExactly(first, second);
      assertThat(source(engine, position(2))).containsExactly(second);
      assertThat(source(engine, position(3))).isEmpty();
    }
  }

  private static Position position(long index) {
    return new GlobalIndexConsistencyMarker(index).position();
  }

  private static String append(PostgresEventStorageEngine engine) {
    String id = UUID.randomUUID().toString();
    EventMessage event =
        new GenericEventMessage(
            id, new MessageType("t.A", "1"), Map.of("a", "b"), Map.of(), Instant.now());
    engine
        .appendEvents(
            AppendCondition.none(),
            null,
            List.of(new GenericTaggedEventMessage<>(event, Set.of(TAG))))
        .join()
        .commit(null)
        .join();
    return id;
  }

  private static List<String> source(PostgresEventStorageEngine engine, Position start) {
    return engine
        .source(SourcingCondition.conditionFor(start, EventCriteria.havingTags(TAG)), null)
        .reduce(
            new ArrayList<String>(),
            (found, entry) -> {
              if (!(entry.message() instanceof TerminalEventMessage)) {
                found.add(entry.message().identifier());
              }
              return found;
            })
        .join();
  }
}
