package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/** The follow-up at any past moment: the same fold, over the log up to there. */
@Component
class PastFollowUps {
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final ZoneId zone;

  PastFollowUps(PostgresEventStorageEngine log, EventJson json, Clock clock) {
    this.log = log;
    this.json = json.asStored(); // as the live follow-up sees events: readers open its texts
    this.zone = clock.getZone();
  }

  /** A student as he stood at a position; refused if nothing was known of him then. */
  StudentFollowUp student(StudentId student, long position) {
    List<DomainEvent> events = events(List.of(student), position).toList();
    if (events.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    StudentFollowUp state = StudentFollowUp.of(student);
    for (DomainEvent event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  /** Several students as they stood at a position, from one reading of the log. */
  Map<StudentId, StudentFollowUp> students(Collection<StudentId> students, long position) {
    Map<StudentId, StudentFollowUp> states = new LinkedHashMap<>();
    students.forEach(student -> states.put(student, StudentFollowUp.of(student)));
    events(students, position)
        .forEach(
            event ->
                Concerned.students(event)
                    .forEach(s -> states.computeIfPresent(s, (id, state) -> state.evolve(event))));
    return states;
  }

  private Stream<DomainEvent> events(Collection<StudentId> students, long until) {
    if (students.isEmpty()) {
      return Stream.empty();
    }
    EventCriteria criteria =
        EventCriteria.either(
            students.stream()
                .<EventCriteria>map(
                    s -> EventCriteria.havingTags(Tag.of(Tags.STUDENT, s.toString())))
                .toList());
    return read(criteria, until);
  }

  /** The domain events that match, up to a position. */
  Stream<DomainEvent> read(EventCriteria criteria, long until) {
    return log.read(criteria, 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= until)
        .map(this::domainEvent);
  }

  /** The day at school at a moment. */
  LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  DomainEvent domainEvent(StoredEvent event) {
    return json.read(event.payload(), EventTypes.named(event.type()));
  }
}
