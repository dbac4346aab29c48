package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a student wants to become (S1, S19). */
public sealed interface ProjectEvent extends PlanningEvent {
  /** How far a professional project (projet professionnel) has come. */
  enum ProjectStage {
    ASPIRATION,
    EXPLORING,
    CHOSEN,
    CONFIRMED,
    REORIENTED
  }

  /** What is to come after the CAP. */
  enum Outlook {
    EMPLOYMENT,
    APPRENTICESHIP,
    FURTHER_STUDY,
    OTHER,
    UNKNOWN
  }

  /** An entry of the journal of a student's project: an aspiration, or how the project stands. */
  @Kind("PROJECT_ENTRY")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "ProjectRevised", version = "1")
  record ProjectRevised(
      @EventTag(key = Tags.RECORD) RecordId entry,
      @EventTag(key = Tags.STUDENT) StudentId student,
      ProjectStage stage,
      Outlook outlook,
      @PersonalText(of = "student") String statement,
      LocalDate revisedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements ProjectEvent, OnRecord {
    @Override
    public RecordId record() {
      return entry;
    }
  }
}
