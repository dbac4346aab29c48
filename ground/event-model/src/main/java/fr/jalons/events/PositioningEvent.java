package fr.jalons.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/** Positioning tests. */
public sealed interface PositioningEvent extends PlanningEvent {
  /** The two subjects of the positioning tests at the start of a CAP. */
  enum PositioningSubject {
    FRENCH,
    MATHEMATICS
  }

  /** A positioning test was taken (S10): {@code score} out of {@code maximum}, in points. */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "PositioningRecorded", version = "1")
  record PositioningRecorded(
      @EventTag(key = Tags.POSITIONING) PositioningId positioning,
      @EventTag(key = Tags.STUDENT) StudentId student,
      PositioningSubject subject,
      LocalDate takenOn,
      BigDecimal score,
      BigDecimal maximum)
      implements PositioningEvent {}
}
