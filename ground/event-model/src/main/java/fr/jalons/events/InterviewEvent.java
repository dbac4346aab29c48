package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Interviews with a student. */
public sealed interface InterviewEvent extends PlanningEvent {
  /** What an interview was about. */
  enum InterviewKind {
    ENTRY,
    FOLLOW_UP,
    TUTORING,
    ORIENTATION,
    FAMILY
  }

  /**
   * An interview was held with the student (S10).
   *
   * @param kind absent in versions 1 and 2, whose interviews are those of the beginning
   * @param correction absent in version 1, when nothing was corrected
   */
  @Event(namespace = PlanningEvent.NAMESPACE, name = "InterviewRecorded", version = "3")
  @Kind(value = "INTERVIEW", tag = Tags.INTERVIEW)
  record InterviewRecorded(
      @EventTag(key = Tags.INTERVIEW) InterviewId interview,
      @EventTag(key = Tags.STUDENT) StudentId student,
      InterviewKind kind,
      LocalDate heldOn,
      @PersonalText(of = "student") String summary,
      @PersonalText(of = "student") @Nullable String correction)
      implements InterviewEvent, OnRecord {

    /** Of the beginning, for the first time. */
    public InterviewRecorded(
        InterviewId interview, StudentId student, LocalDate heldOn, String summary) {
      this(interview, student, InterviewKind.ENTRY, heldOn, summary, null);
    }

    @Override
    public RecordId record() {
      return new RecordId(interview.value());
    }
  }
}
