package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Who follows a student (S26). */
public sealed interface TutorEvent extends PlanningEvent {
  /** What a teacher is to the student. */
  enum TutorKind {
    TUTOR,
    PLACEMENT_REFERENT
  }

  /**
   * A teacher follows a student from a day on; the former tutor in this capacity no longer does.
   */
  @Kind(value = "TUTOR", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "TutorAssigned", version = "1")
  record TutorAssigned(
      @EventTag(key = Tags.RECORD) RecordId tutorship,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.TEACHER) TeacherId teacher,
      TutorKind kind,
      LocalDate from,
      @PersonalText(of = "student") @Nullable String correction)
      implements TutorEvent, OnRecord {
    @Override
    public RecordId record() {
      return tutorship;
    }

    @Override
    public LocalDate beganOn() {
      return from;
    }
  }
}
