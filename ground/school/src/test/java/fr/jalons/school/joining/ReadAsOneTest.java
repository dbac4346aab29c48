package fr.jalons.school.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.StudentsJoined;
import fr.jalons.events.SchoolEvent.StudentsSeparated;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Joining;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the log answers while two identifiers are of one person. */
class ReadAsOneTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StudentId KEPT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final StudentId THIRD = new StudentId(UUID.randomUUID());
  private static final UUID NEED = UUID.randomUUID();

  private DataSource database;
  private PostgresEventStorageEngine log;

  /** A roll, and whatever else names people. */
  record Rolled(List<StudentId> students, List<Line> lines) {}

  record Line(StudentId student, String status) {}

  record Said(UUID need, StudentId student, String what) {}

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.create();
    new Migrations(database);
    log = engine();
    append(new StudentRegistered(KEPT, SCHOOL), of(KEPT));
    append(new StudentRegistered(OTHER, SCHOOL), of(OTHER));
    append(
        new Rolled(
            List.of(OTHER, KEPT, THIRD),
            List.of(
                new Line(OTHER, "UNEXCUSED"), new Line(KEPT, "PRESENT"), new Line(THIRD, "LATE"))),
        of(OTHER),
        of(KEPT),
        of(THIRD));
    append(new Said(NEED, OTHER, "open"), of(OTHER), Tag.of("need", NEED.toString()));
  }

  private PostgresEventStorageEngine engine() {
    Map<String, Class<?>> joinings =
        Map.of(
            name(StudentsJoined.class),
            StudentsJoined.class,
            name(StudentsSeparated.class),
            StudentsSeparated.class);
    return new PostgresEventStorageEngine(
        database,
        new EventJson(),
        List.of(),
        new JoinedFiles(),
        joinings,
        100,
        new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static String name(Class<?> type) {
    return "t." + type.getSimpleName();
  }

  private static Tag of(StudentId student) {
    return Tag.of("student", student.toString());
  }

  private static Tag joinings() {
    return Tag.of(Joining.TAG, Joining.ALL);
  }

  private void join() throws Exception {
    append(new StudentsJoined(SCHOOL, KEPT, OTHER), of(KEPT), of(OTHER), joinings());
  }

  private void append(Object event, Tag... tags) throws Exception {
    append(AppendCondition.none(), event, tags);
  }

  private void append(AppendCondition condition, Object event, Tag... tags) throws Exception {
    GenericEventMessage message =
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(name(event.getClass())),
            event,
            Map.of(),
            Instant.now());
    log.appendEvents(
            condition, null, List.of(new GenericTaggedEventMessage<>(message, Set.of(tags))))
        .get(10, TimeUnit.SECONDS)
        .commit(null)
        .get(10, TimeUnit.SECONDS);
  }

  private List<String> read(StudentId student) {
    return log.read(EventCriteria.havingTags(of(student)), 0, 100).stream()
        .map(StoredEvent::payload)
        .toList();
  }

  private String stored() {
    return JdbcClient.create(database)
        .sql(
            "select string_agg(payload::text || encode(hash, 'hex'), ' ' order by position) from eventlog.event where position <= 4")
        .query(String.class)
        .single();
  }

  @Test
  void whoAsksForEitherGetsTheEventsOfBothUnderTheKeptIdentifier() throws Exception {
    String before = stored();
    List<String> alone = read(OTHER);
    join();

    assertThat(read(OTHER)).isEqualTo(read(KEPT)).hasSize(5);
    assertThat(read(KEPT).subList(0, 4)).noneMatch(payload -> payload.contains(OTHER.toString()));
    append(new StudentsSeparated(SCHOOL, KEPT, OTHER), of(KEPT), of(OTHER), joinings());
    assertThat(read(OTHER).subList(0, 3)).isEqualTo(alone);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void ofTwoLinesOfOneRollTheKeptOnesCounts() throws Exception {
    join();

    Rolled roll =
        new EventJson()
            .read(
                read(KEPT).stream().filter(one -> one.contains("lines")).findFirst().orElseThrow(),
                Rolled.class);
    assertThat(roll)
        .isEqualTo(
            new Rolled(
                List.of(KEPT, THIRD), List.of(new Line(KEPT, "PRESENT"), new Line(THIRD, "LATE"))));
  }

  @Test
  void whatGoesOnWithARecordIsWrittenUnderTheIdentifierThatTheRecordHas() throws Exception {
    join();
    append(new Said(NEED, KEPT, "closed"), of(KEPT), Tag.of("need", NEED.toString()));
    UUID another = UUID.randomUUID();
    append(new Said(another, KEPT, "new"), of(KEPT), Tag.of("need", another.toString()));
    assertThat(read(KEPT)).anyMatch(one -> one.contains("closed") && one.contains(KEPT.toString()));

    append(new StudentsSeparated(SCHOOL, KEPT, OTHER), of(KEPT), of(OTHER), joinings());
    assertThat(read(OTHER)).anyMatch(one -> one.contains("closed"));
    assertThat(read(KEPT))
        .noneMatch(one -> one.contains("closed"))
        .anyMatch(one -> one.contains("\"new\""));
  }

  @Test
  void aDecisionIsTakenAgainAfterWhatWasAppendedUnderTheOtherIdentifierOrAJoining()
      throws Exception {
    EventCriteria ofKept = EventCriteria.havingTags(of(KEPT)).andBeingOneOfTypes("t.Said");
    AppendCondition before =
        AppendCondition.withCriteria(ofKept)
            .withMarker(new GlobalIndexConsistencyMarker(log.head()));
    join();
    assertThatThrownBy(() -> append(before, new Said(NEED, KEPT, "late"), of(KEPT)))
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
    AppendCondition after =
        AppendCondition.withCriteria(ofKept)
            .withMarker(new GlobalIndexConsistencyMarker(log.head()));
    append(new Said(NEED, OTHER, "meanwhile"), of(OTHER));
    assertThatThrownBy(() -> append(after, new Said(NEED, KEPT, "late"), of(KEPT)))
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  @Test
  void anotherNodeReadsAsOneSoon() throws Exception {
    try (PostgresEventStorageEngine other = engine()) {
      assertThat(other.read(EventCriteria.havingTags(of(OTHER)), 0, 100)).hasSize(3);
      join();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (other.read(EventCriteria.havingTags(of(OTHER)), 0, 100).size() < 5) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
