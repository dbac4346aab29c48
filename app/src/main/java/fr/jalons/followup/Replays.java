package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolId;
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
import java.util.function.Predicate;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An accompaniment once more, event by event, with the state that each has left: the same fold as
 * the live follow-up, so what it shows is what was shown then.
 */
@Component
public class Replays {
  private final PostgresEventStorageEngine log;
  private final PastFollowUps past;
  private final ClassFollowUps classes;
  private final EventJson json;

  Replays(
      PostgresEventStorageEngine log, PastFollowUps past, ClassFollowUps classes, EventJson json) {
    this.log = log;
    this.past = past;
    this.classes = classes;
    this.json = json;
  }

  /**
   * One event and what it has led to.
   *
   * @param before the state just before it; null at the beginning
   */
  public record Step<S>(Histories.Entry event, @Nullable S before, S after) {}

  /**
   * Some steps of a replay.
   *
   * @param next what to ask as {@code after} for more; null at the end
   * @param types of all the events there are, whatever was asked for
   */
  public record Page<S>(List<Step<S>> steps, @Nullable Long next, List<String> types) {}

  /** Steps of a student’s replay after a position. */
  public Page<StudentView> student(
      StudentId student, Predicate<Histories.Entry> wanted, long after, int limit) {
    List<StoredEvent> stored = of(Tags.STUDENT, List.of(student));
    if (stored.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    List<Step<StudentView>> steps = new ArrayList<>();
    StudentFollowUp state = StudentFollowUp.of(student);
    StudentView before = null;
    for (StoredEvent one : stored) {
      DomainEvent event = past.domainEvent(one);
      state = state.evolve(event);
      StudentView now = StudentView.of(state.opened(json::open), one.position());
      Histories.Entry entry = Histories.Entry.of(one, json);
      if (one.position() > after && wanted.test(entry) && steps.size() <= limit) {
        steps.add(new Step<>(entry, before, now));
      }
      before = now;
    }
    return page(steps, limit, stored);
  }

  /** Steps of a class’s replay after a position: all that has happened to its members of today. */
  public Page<ClassFollowUps.View> schoolClass(
      String code,
      @Nullable SchoolId school,
      Predicate<Histories.Entry> wanted,
      long after,
      int limit) {
    ClassFollowUps.View today = classes.view(code, school, null);
    List<StudentId> members = today.students().stream().map(StudentView::student).toList();
    List<StoredEvent> stored = members.isEmpty() ? List.of() : of(Tags.STUDENT, members);
    StructureId structure = StructureId.of(today.school(), StructureId.Kind.CLASS, today.code());
    Deque<StoredEvent> ofClass = new ArrayDeque<>(of(Tags.STRUCTURE, List.of(structure)));
    Map<StudentId, StudentFollowUp> states = new LinkedHashMap<>();
    members.forEach(member -> states.put(member, StudentFollowUp.of(member)));
    ClassFollowUp group = ClassFollowUp.UNKNOWN;
    List<Step<ClassFollowUps.View>> steps = new ArrayList<>();
    for (StoredEvent one : stored) {
      Histories.Entry entry = Histories.Entry.of(one, json);
      boolean shown = one.position() > after && wanted.test(entry) && steps.size() <= limit;
      ClassFollowUps.View before = shown ? view(today, states, group, one.position() - 1) : null;
      while (!ofClass.isEmpty() && ofClass.getFirst().position() <= one.position()) {
        group = group.evolve(past.domainEvent(ofClass.removeFirst()));
      }
      DomainEvent event = past.domainEvent(one);
      Concerned.students(event)
          .forEach(student -> states.computeIfPresent(student, (id, state) -> state.evolve(event)));
      if (shown) {
        steps.add(new Step<>(entry, before, view(today, states, group, one.position())));
      }
    }
    return page(steps, limit, stored);
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

  /** The class of today’s members as it stood. */
  private static ClassFollowUps.View view(
      ClassFollowUps.View today,
      Map<StudentId, StudentFollowUp> states,
      ClassFollowUp group,
      long position) {
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

  private static <S> Page<S> page(List<Step<S>> steps, int limit, List<StoredEvent> all) {
    boolean more = steps.size() > limit;
    List<Step<S>> shown = more ? List.copyOf(steps.subList(0, limit)) : List.copyOf(steps);
    return new Page<>(
        shown,
        more ? shown.getLast().event().position() : null,
        all.stream().map(StoredEvent::type).distinct().sorted().toList());
  }
}
