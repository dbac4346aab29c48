package fr.jalons.benchmarks;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;

/** Our event store, as a command uses it: an event with three tags, and a condition on two. */
final class Engine implements AutoCloseable {
  private final PostgresEventStorageEngine log;

  Engine(DataSource dataSource) {
    this.log =
        new PostgresEventStorageEngine(
            dataSource, new EventJson(), 10_000, new SimpleMeterRegistry());
  }

  /** Appends under the condition that no event has recorded this need since the end of the log. */
  void append() {
    Random random = ThreadLocalRandom.current();
    UUID need = Sample.uuid(random);
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    UUID command = Sample.uuid(random);
    Tag needTag = Tag.of("need", need.toString());
    Tag commandTag = Tag.of("idempotency", command.toString());
    append(
        Sample.event(need, student, command),
        EventCriteria.either(
            EventCriteria.havingTags(needTag), EventCriteria.havingTags(commandTag)),
        Set.of(needTag, commandTag, Tag.of("student", student.toString())));
  }

  /**
   * As {@link #append()} for peers that know one tag: the event has no other, nor the condition.
   */
  void appendWithOneTag() {
    Random random = ThreadLocalRandom.current();
    UUID need = Sample.uuid(random);
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    Tag tag = Tag.of("need", need.toString());
    append(
        Sample.event(need, student, Sample.uuid(random)),
        EventCriteria.havingTags(tag),
        Set.of(tag));
  }

  private void append(EventMessage event, EventCriteria criteria, Set<Tag> tags) {
    AppendCondition condition =
        AppendCondition.withCriteria(criteria)
            .withMarker(new GlobalIndexConsistencyMarker(log.appended()));
    log.appendEvents(condition, null, List.of(new GenericTaggedEventMessage<>(event, tags)))
        .join()
        .commit(null)
        .join();
  }

  /** Reads the whole log; says how many events it saw. */
  long replay() {
    long head = log.head();
    MessageStream<EventMessage> events =
        log.stream(StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(0)), null);
    long seen = 0;
    while (seen < head) {
      if (events.next().isPresent()) {
        seen++;
      }
    }
    events.close();
    return seen;
  }

  long head() {
    return log.head();
  }

  @Override
  public void close() {
    log.close();
  }
}
