package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An accompaniment once more, event by event, with the state that each has left: the same fold as
 * the live follow-up, so what it shows is what was shown then. Texts about people are opened in the
 * events that are shown; in the states, of which only figures are shown, they stay sealed.
 */
@Component
public class Replays {
  private final PostgresEventStorageEngine log;
  private final PastFollowUps past;
  private final EventJson json;

  Replays(PostgresEventStorageEngine log, PastFollowUps past, EventJson json) {
    this.log = log;
    this.past = past;
    this.json = json;
  }

  /** One event between the states before and after it. */
  public record Step<S>(Histories.Entry event, S before, S after) {}

  /**
   * Some steps of a replay.
   *
   * @param next what to ask as {@code after} for more; null at the end
   * @param types of all the events there are, whatever was asked for
   */
  public record Page<S>(List<Step<S>> steps, @Nullable Long next, List<String> types) {}

  /** Steps of a student’s replay after a position. */
  public Page<StudentView> student(
      StudentId student, Predicate<StoredEvent> wanted, long after, int limit) {
    List<StoredEvent> stored = of(Tags.STUDENT, List.of(student));
    if (stored.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    AtomicReference<StudentFollowUp> state = new AtomicReference<>(StudentFollowUp.of(student));
    return replay(
        stored,
        event -> state.set(state.get().evolve(past.domainEvent(event))),
        position -> StudentView.of(state.get(), position),
        event -> event.position() > after && wanted.test(event),
        limit);
  }

  /** Steps of a class’s replay after a position: all that has happened to its members of today. */
  public Page<ClassFollowUps.View> schoolClass(
      ClassFollowUps.View today, Predicate<StoredEvent> wanted, long after, int limit) {
    List<StudentId> members = today.students().stream().map(StudentView::student).toList();
    StructureId structure = StructureId.of(today.school(), StructureId.Kind.CLASS, today.code());
    ClassState state = new ClassState(members, of(Tags.STRUCTURE, List.of(structure)));
    return replay(
        members.isEmpty() ? List.of() : of(Tags.STUDENT, members),
        state::evolve,
        position -> state.view(today, position),
        event -> event.position() > after && wanted.test(event),
        limit);
  }

  /** Folds all, and looks at the state around what is shown only. */
  private <S> Page<S> replay(
      List<StoredEvent> stored,
      Consumer<StoredEvent> evolve,
      LongFunction<S> view,
      Predicate<StoredEvent> wanted,
      int limit) {
    List<Step<S>> steps = new ArrayList<>();
    Long next = null;
    for (StoredEvent event : stored) {
      if (!wanted.test(event)) {
        evolve.accept(event);
      } else if (steps.size() == limit) {
        next = steps.getLast().event().position();
        break;
      } else {
        S before = view.apply(event.position() - 1);
        evolve.accept(event);
        steps.add(
            new Step<>(Histories.Entry.of(event, json), before, view.apply(event.position())));
      }
    }
    List<String> types = stored.stream().map(StoredEvent::type).distinct().sorted().toList();
    return new Page<>(List.copyOf(steps), next, types);
  }

  private List<StoredEvent> of(String tag, List<?> values) {
    return log.read(
        EventCriteria.either(
            values.stream()
                .<EventCriteria>map(
                    value -> EventCriteria.havingTags(Tag.of(tag, value.toString())))
                .toList()),
        0,
        Integer.MAX_VALUE);
  }

  /** A class on its way through the log. */
  private final class ClassState {
    private final Map<StudentId, StudentFollowUp> states = new LinkedHashMap<>();
    private final Deque<StoredEvent> ofClass;
    private ClassFollowUp group = ClassFollowUp.UNKNOWN;

    ClassState(List<StudentId> members, List<StoredEvent> ofClass) {
      members.forEach(member -> states.put(member, StudentFollowUp.of(member)));
      this.ofClass = new ArrayDeque<>(ofClass);
    }

    /** With what has happened to the class itself up to there. */
    void evolve(StoredEvent stored) {
      while (!ofClass.isEmpty() && ofClass.getFirst().position() <= stored.position()) {
        group = group.evolve(past.domainEvent(ofClass.removeFirst()));
      }
      DomainEvent event = past.domainEvent(stored);
      Concerned.students(event)
          .forEach(student -> states.computeIfPresent(student, (id, state) -> state.evolve(event)));
    }

    ClassFollowUps.View view(ClassFollowUps.View today, long position) {
      List<StudentView> students =
          states.values().stream().map(state -> StudentView.of(state, position)).toList();
      return new ClassFollowUps.View(
          today.code(),
          today.label(),
          today.school(),
          position,
          today.day(),
          Indicator.all(students, group),
          students);
    }
  }
}
