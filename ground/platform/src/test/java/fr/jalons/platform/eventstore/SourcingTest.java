package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a decision of several models is based on, as Axon asks for it. */
class SourcingTest {
  private static final EventCriteria STUDENT =
      EventCriteria.havingTags(Tag.of("student", "1")).andBeingOneOfTypes("t.Registered");
  private static final EventCriteria NEED = EventCriteria.havingTags(Tag.of("need", "1"));

  private DataSource dataSource;
  private PostgresEventStorageEngine log;

  private record Sourced(int events, ConsistencyMarker marker) {}

  @BeforeEach
  void open() {
    dataSource = TestDatabase.create();
    new Migrations(dataSource);
    log = open(dataSource);
    append(AppendCondition.none(), Tag.of("student", "1"));
    append(AppendCondition.none(), Tag.of("student", "2"));
  }

  private static PostgresEventStorageEngine open(DataSource dataSource) {
    return new PostgresEventStorageEngine(
        dataSource, new EventJson(), 100, new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aModelIsBuiltFromTheBeginningOfTheLog() {
    assertThat(source(STUDENT).events).isEqualTo(1);
    assertThat(source(NEED).events).isZero();
  }

  @Test
  void whatOneModelHasSeenIsNoNewsBesideAnEmptyOne() {
    append(basedOn(source(NEED), source(STUDENT)), Tag.of("need", "1"));
    assertThat(source(NEED).events).isEqualTo(1);
  }

  @Test
  void whatHappensAfterwardsIsNewsToEachModel() {
    AppendCondition basis = basedOn(source(NEED), source(STUDENT));
    append(AppendCondition.none(), Tag.of("student", "1"));
    assertThatThrownBy(() -> append(basis, Tag.of("need", "1")))
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  @Test
  void whatAnotherNodeAppendsIsPartOfTheNextDecision() {
    assertThat(source(STUDENT).events).isEqualTo(1);
    try (PostgresEventStorageEngine other = open(dataSource)) {
      append(other, "t.Registered", Tag.of("student", "1"));
      append(other, "t.Other", Tag.of("student", "1"));
    }
    assertThat(source(STUDENT).events).isEqualTo(2);
    assertThat(source(STUDENT).events).as("once more").isEqualTo(2);
    assertThat(source(EventCriteria.havingTags(Tag.of("student", "1"))).events).isEqualTo(3);
  }

  @Test
  void decisionsThatReadTogetherSeeEachItsOwnEvents() throws Exception {
    int students = 60;
    for (int student = 0; student < students; student++) {
      for (int i = 0; i < student % 4; i++) {
        append(AppendCondition.none(), Tag.of("pupil", Integer.toString(student)));
      }
    }
    try (ExecutorService decisions = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 3; round++) {
        List<Future<Integer>> found = new ArrayList<>();
        for (int student = 0; student < students; student++) {
          EventCriteria pupil = EventCriteria.havingTags(Tag.of("pupil", student + ""));
          found.add(decisions.submit(() -> source(pupil).events));
        }
        for (int student = 0; student < students; student++) {
          assertThat(found.get(student).get()).as("student " + student).isEqualTo(student % 4);
        }
      }
    }
  }

  @Test
  void aLogThatWasRestoredToAnEarlierStateIsReadAnew() throws Exception {
    assertThat(source(STUDENT).events).isEqualTo(1);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate eventlog.event, eventlog.event_tag");
    }
    assertThat(source(STUDENT).events).isZero();
  }

  @Test
  void aClosedLogRefusesRatherThanKeepWaiting() {
    log.close();
    assertThatThrownBy(() -> source(STUDENT)).isInstanceOf(EventLogOverloaded.class);
  }

  private static AppendCondition basedOn(Sourced need, Sourced student) {
    return AppendCondition.withCriteria(EventCriteria.either(NEED, STUDENT))
        .withMarker(need.marker.lowerBound(student.marker));
  }

  private Sourced source(EventCriteria criteria) {
    List<ConsistencyMarker> markers = new ArrayList<>();
    int[] events = {0};
    log.source(SourcingCondition.conditionFor(criteria), null)
        .reduce(
            events,
            (count, entry) -> {
              ConsistencyMarker marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
              if (marker == null) {
                count[0]++;
              } else {
                markers.add(marker);
              }
              return count;
            })
        .join();
    return new Sourced(events[0], markers.getFirst());
  }

  private void append(AppendCondition condition, Tag tag) {
    append(log, condition, "t.Registered", tag);
  }

  private static void append(PostgresEventStorageEngine log, String type, Tag tag) {
    append(log, AppendCondition.none(), type, tag);
  }

  private static void append(
      PostgresEventStorageEngine log, AppendCondition condition, String type, Tag tag) {
    GenericEventMessage event =
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(type, "1"),
            Map.of(),
            Map.of(),
            Instant.now());
    log.appendEvents(condition, null, List.of(new GenericTaggedEventMessage<>(event, Set.of(tag))))
        .join()
        .commit(null)
        .join();
  }
}
