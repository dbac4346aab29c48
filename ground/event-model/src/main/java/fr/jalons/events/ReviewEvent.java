package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Stage reviews of students, and the strengths that they name (S28, S29). */
public sealed interface ReviewEvent extends EvaluationEvent {
  /** By what a review is held: by talking it over, or by tests taken again. */
  enum ReviewKind {
    STAGE_REVIEW,
    POSITIONING
  }

  /**
   * Each student of a class or group is to be reviewed.
   *
   * @param students members on the first day; a correction adds students and takes nobody off
   */
  @Kind("REVIEW")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ReviewScheduled", version = "1")
  record ReviewScheduled(
      @EventTag(key = Tags.RECORD) RecordId review,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      ReviewKind kind,
      @PersonalText(of = "review") String title,
      LocalDate opensOn,
      LocalDate dueOn,
      @PersonalText(of = "review") @Nullable String correction)
      implements ReviewEvent, OnRecord {
    @Override
    public RecordId record() {
      return review;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return dueOn;
    }
  }

  /**
   * A student's review was held.
   *
   * @param strengths what the student is good at: each is a record of its own
   */
  @Kind("REVIEW_HOLDING")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ReviewHeld", version = "1")
  record ReviewHeld(
      @EventTag(key = Tags.RECORD) RecordId holding,
      @EventTag(key = Tags.OF) RecordId review,
      @EventTag(key = Tags.STUDENT) StudentId student,
      LocalDate heldOn,
      @PersonalText(of = "student") String summary,
      @PersonalText(of = "student") @Nullable String nextSteps,
      List<RecordId> strengths,
      boolean withStudent,
      boolean withGuardian,
      @PersonalText(of = "student") @Nullable String correction)
      implements ReviewEvent, OnRecord {
    @Override
    public RecordId record() {
      return holding;
    }

    @Override
    public List<RecordId> of() {
      return List.of(review);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return heldOn;
    }
  }

  /**
   * A student is good at something.
   *
   * @param holding the review in which it was said
   */
  @Kind("STRENGTH")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "StrengthRecorded", version = "1")
  record StrengthRecorded(
      @EventTag(key = Tags.RECORD) RecordId strength,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @Nullable RecordId holding,
      @PersonalText(of = "student") String text,
      @Nullable String competency,
      LocalDate recordedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements ReviewEvent, OnRecord {
    @Override
    public RecordId record() {
      return strength;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return recordedOn;
    }
  }
}
