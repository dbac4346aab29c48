package fr.jalons.followup;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import tools.jackson.databind.json.JsonMapper;

/**
 * What readers get of a history, as JSON. Tests of the follow-up know nothing of it but this class
 * and the fields of the API.
 */
final class Folded {
  private static final JsonMapper JSON = new JsonMapper();

  private Folded() {}

  /** A student's follow-up. */
  static DocumentContext student(StudentId student, DomainEvent... events) {
    return json(view(student, List.of(events)));
  }

  /** A class's indicator on a day, for a reader who sees its students. */
  static DocumentContext indicator(
      String code, StructureId structure, LocalDate day, DomainEvent... events) {
    return indicator(code, 0, structure, day, events);
  }

  /** As {@link #indicator}, for a reader to whom a figure must stand for {@code least} people. */
  static DocumentContext indicator(
      String code, long least, StructureId structure, LocalDate day, DomainEvent... events) {
    ClassFollowUp group = ClassFollowUp.UNKNOWN;
    for (DomainEvent event : events) {
      if (tags(event).contains(Tag.of(Tags.STRUCTURE, structure.toString()))) {
        group = group.evolve(event);
      }
    }
    List<StudentView> students =
        group.roll().on(day).stream().map(student -> view(student, List.of(events))).toList();
    return json(
        Indicator.all(students, group, least).stream()
            .filter(one -> one.code().equals(code))
            .findFirst()
            .orElseThrow());
  }

  private static StudentView view(StudentId student, List<DomainEvent> events) {
    StudentFollowUp state = StudentFollowUp.of(student);
    for (DomainEvent event : events) {
      state = state.evolve(event);
    }
    return StudentView.of(state, events.size());
  }

  private static Set<Tag> tags(DomainEvent event) {
    return new AnnotationBasedTagResolver()
        .resolve(new GenericEventMessage(new MessageType(event.getClass()), event));
  }

  private static DocumentContext json(Object answer) {
    return JsonPath.parse(JSON.convertValue(answer, Map.class));
  }
}
