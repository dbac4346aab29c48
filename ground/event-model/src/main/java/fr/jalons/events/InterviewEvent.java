package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/** Interviews with a student. */
public sealed interface InterviewEvent extends PlanningEvent {
  /** An interview was held with the student (S10). */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "InterviewRecorded", version = "1")
  record InterviewRecorded(
      @EventTag(key = Tags.INTERVIEW) InterviewId interview,
      @EventTag(key = Tags.STUDENT) StudentId student,
      LocalDate heldOn,
      @PersonalText(of = "student") String summary)
      implements InterviewEvent {}
}
