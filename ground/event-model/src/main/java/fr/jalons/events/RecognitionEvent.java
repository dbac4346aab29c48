package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** How progress and involvement of students are recognised (S25). */
public sealed interface RecognitionEvent extends EvaluationEvent {
  /** What is recognised, or by what. */
  enum RecognitionKind {
    PROGRESS,
    INVOLVEMENT,
    BADGE,
    CERTIFICATE
  }

  /**
   * A student was recognised.
   *
   * @param criterion what had to be shown
   * @param competency what it is about, as a code of some framework
   * @param evidence records of the student that show it, of whatever kind
   */
  @Kind("RECOGNITION")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "RecognitionAwarded", version = "1")
  record RecognitionAwarded(
      @EventTag(key = Tags.RECORD) RecordId recognition,
      @EventTag(key = Tags.STUDENT) StudentId student,
      RecognitionKind kind,
      @PersonalText(of = "student") String title,
      @PersonalText(of = "student") @Nullable String criterion,
      @Nullable String competency,
      List<UUID> evidence,
      LocalDate awardedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements RecognitionEvent, OnRecord {
    @Override
    public RecordId record() {
      return recognition;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return awardedOn;
    }
  }
}
