package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a student needs (S8, S10). */
public sealed interface NeedEvent extends PlanningEvent {
  /** What a need (besoin) is about: the fields of the grid's "Plan" column. */
  enum NeedArea {
    FUNDAMENTALS,
    PSYCHOSOCIAL,
    TRANSVERSAL,
    SOCIO_PROFESSIONAL,
    AUTONOMY,
    ORIENTATION,
    EXAM
  }

  /** A need was found (S8). */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "NeedDiagnosed", version = "1")
  @Kind(value = "NEED", tag = Tags.NEED)
  record NeedDiagnosed(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      NeedArea area,
      @PersonalText(of = "student") String description,
      @PersonalText(of = "student") @Nullable String source,
      LocalDate diagnosedOn)
      implements NeedEvent, OnRecord {
    @Override
    public RecordId record() {
      return new RecordId(need.value());
    }
  }

  /** A need was described more precisely, after an interview or a test (S10). */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "NeedRefined", version = "1")
  record NeedRefined(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      NeedArea area,
      @PersonalText(of = "student") String description,
      @PersonalText(of = "student") @Nullable String source,
      LocalDate refinedOn)
      implements NeedEvent {}

  /** A need no longer calls for support, with what came of it (S8). */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "NeedClosed", version = "1")
  record NeedClosed(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @PersonalText(of = "student") String outcome,
      LocalDate closedOn)
      implements NeedEvent {}
}
