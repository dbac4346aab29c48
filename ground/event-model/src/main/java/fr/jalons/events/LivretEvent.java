package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What the livret scolaire says of a student's AP (S12). */
public sealed interface LivretEvent extends EvaluationEvent {
  /** Which part of a school year a text is about. */
  enum LivretTerm {
    T1,
    T2,
    T3,
    S1,
    S2,
    YEAR
  }

  /**
   * A text for the livret was written.
   *
   * @param year in which the school year began
   */
  @Kind("LIVRET_TEXT")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "LivretTextWritten", version = "1")
  record LivretTextWritten(
      @EventTag(key = Tags.RECORD) RecordId text,
      @EventTag(key = Tags.STUDENT) StudentId student,
      int year,
      LivretTerm term,
      @PersonalText(of = "student") String body,
      LocalDate writtenOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements LivretEvent, OnRecord {
    @Override
    public RecordId record() {
      return text;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return writtenOn;
    }
  }
}
