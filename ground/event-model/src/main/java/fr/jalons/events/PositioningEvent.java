package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Positioning tests. */
public sealed interface PositioningEvent extends PlanningEvent {
  /** The two subjects of the positioning tests at the start of a CAP. */
  enum PositioningSubject {
    FRENCH,
    MATHEMATICS
  }

  /**
   * A positioning test was taken (S10): {@code score} out of {@code maximum}, in points.
   *
   * @param correction absent in version 1, when nothing was corrected
   */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "PositioningRecorded", version = "2")
  @Kind(value = "POSITIONING", tag = Tags.POSITIONING)
  record PositioningRecorded(
      @EventTag(key = Tags.POSITIONING) PositioningId positioning,
      @EventTag(key = Tags.STUDENT) StudentId student,
      PositioningSubject subject,
      LocalDate takenOn,
      BigDecimal score,
      BigDecimal maximum,
      @PersonalText(of = "student") @Nullable String correction)
      implements PositioningEvent, OnRecord {

    /** For the first time. */
    public PositioningRecorded(
        PositioningId positioning,
        StudentId student,
        PositioningSubject subject,
        LocalDate takenOn,
        BigDecimal score,
        BigDecimal maximum) {
      this(positioning, student, subject, takenOn, score, maximum, null);
    }

    @Override
    public RecordId record() {
      return new RecordId(positioning.value());
    }
  }
}
