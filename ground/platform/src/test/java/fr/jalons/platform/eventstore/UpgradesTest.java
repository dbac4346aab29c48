package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Events of an earlier revision, read by a program that knows the last one. */
class UpgradesTest {
  private static final Tag NEED = Tag.of("need", "1");

  /** Renames a field. */
  private record Rename(String type, String from, String to, String field, String name)
      implements PayloadUpgrade {
    @Override
    public ObjectNode upgrade(ObjectNode payload) {
      payload.set(name, payload.remove(field));
      return payload;
    }
  }

  @Test
  void anOldEventGoesThroughEveryStepFromWhereItStands() {
    Upgrades upgrades =
        new Upgrades(
            List.of(
                new Rename("t.Found", "1", "2", "what", "area"),
                new Rename("t.Found", "2", "3", "area", "domain"),
                new Rename("t.Other", "1", "2", "what", "never")));

    assertThat(upgrades.apply("t.Found", "1", "{\"what\":\"A\"}"))
        .isEqualTo(new Upgrades.Upgraded("3", "{\"domain\":\"A\"}"));
    assertThat(upgrades.apply("t.Found", "2", "{\"area\":\"A\"}"))
        .isEqualTo(new Upgrades.Upgraded("3", "{\"domain\":\"A\"}"));
    assertThat(upgrades.apply("t.Found", "3", "{ \"domain\": \"A\"}"))
        .as("what is current keeps its exact text")
        .isEqualTo(new Upgrades.Upgraded("3", "{ \"domain\": \"A\"}"));
  }

  @Test
  void stepsThatContradictEachOtherOrNeverEndAreRefused() {
    Rename there = new Rename("t.Found", "1", "2", "a", "b");
    Rename back = new Rename("t.Found", "2", "1", "b", "a");
    assertThatThrownBy(() -> new Upgrades(List.of(there, there))).hasMessageContaining("two");
    assertThatThrownBy(() -> new Upgrades(List.of(there, back))).hasMessageContaining("lead back");
  }

  @Test
  void readersSeeTheLastRevisionAndTheLogKeepsTheFirst() {
    DataSource database = TestDatabase.create();
    new Migrations(database);
    try (var yesterday = engine(database, List.of());
        var today = engine(database, List.of(new Rename("t.Found", "1", "2", "what", "area")))) {
      append(yesterday, "{\"what\":\"A\"}");

      EventMessage sourced =
          today
              .source(SourcingCondition.conditionFor(EventCriteria.havingTags(NEED)), null)
              .first()
              .asCompletableFuture()
              .join()
              .message();
      assertThat(sourced.type().version()).isEqualTo("2");
      assertThat(sourced.payload()).isEqualTo("{\"area\":\"A\"}");
      assertThat(today.events(0, 1).getFirst().payload()).isEqualTo("{\"area\":\"A\"}");
      assertThat(
              new JdbcTemplate(database)
                  .queryForObject(
                      "select revision || payload::text from eventlog.event", String.class))
          .isEqualTo("1{\"what\":\"A\"}");
    }
  }

  private static PostgresEventStorageEngine engine(
      DataSource database, List<PayloadUpgrade> upgrades) {
    return new PostgresEventStorageEngine(
        database, new EventJson(), upgrades, 100, new SimpleMeterRegistry());
  }

  private static void append(PostgresEventStorageEngine log, String payload) {
    GenericEventMessage event =
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType("t.Found", "1"),
            payload,
            Map.of(),
            Instant.now());
    log.appendEvents(
            AppendCondition.none(),
            null,
            List.of(new GenericTaggedEventMessage<>(event, Set.of(NEED))))
        .join()
        .commit(null)
        .join();
  }
}
