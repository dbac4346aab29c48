package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Meetings of the bodies (instances) of a school, and what became of them (S5, S46). */
public sealed interface MeetingEvent extends PlanningEvent {

  /** Who met. */
  enum Body {
    PEDAGOGICAL_COUNCIL,
    GOVERNING_BOARD,
    CLASS_COUNCIL,
    CONCERTATION,
    EDUCATIONAL_TEAM,
    DROPOUT_PREVENTION,
    LEADERSHIP,
    OTHER;

    /** Whether it speaks about single students. */
    public boolean isAboutStudents() {
      return switch (this) {
        case CLASS_COUNCIL, CONCERTATION, EDUCATIONAL_TEAM, DROPOUT_PREVENTION -> true;
        case PEDAGOGICAL_COUNCIL, GOVERNING_BOARD, LEADERSHIP, OTHER -> false;
      };
    }
  }

  /**
   * A meeting was held.
   *
   * @param minutes how long it lasted
   * @param others how many sat there besides the teachers who are named
   */
  @Kind("MEETING")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "MeetingHeld", version = "1")
  record MeetingHeld(
      @EventTag(key = Tags.RECORD) RecordId meeting,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      Body body,
      @PersonalText(of = "meeting") @Nullable String title,
      LocalDate heldOn,
      int minutes,
      @EventTag(key = Tags.TEACHER) List<TeacherId> teachers,
      int others,
      @PersonalText(of = "meeting") @Nullable String agenda,
      @PersonalText(of = "meeting") @Nullable String correction)
      implements MeetingEvent, OnRecord {
    @Override
    public RecordId record() {
      return meeting;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return heldOn;
    }
  }

  /**
   * The minutes (compte rendu) of a meeting were published.
   *
   * @param decisions what was decided, each in a sentence
   */
  @Kind("MINUTES")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "MinutesPublished", version = "1")
  record MinutesPublished(
      @EventTag(key = Tags.RECORD) RecordId minutes,
      @EventTag(key = Tags.OF) RecordId meeting,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @PersonalText(of = "minutes") String text,
      @PersonalText(of = "minutes") List<String> decisions,
      LocalDate publishedOn,
      @PersonalText(of = "minutes") @Nullable String correction)
      implements MeetingEvent, OnRecord {
    @Override
    public RecordId record() {
      return minutes;
    }

    @Override
    public List<RecordId> of() {
      return List.of(meeting);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return publishedOn;
    }
  }
}
