package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import fr.jalons.marks.Withdrawal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What becomes of records of any kind: they are withdrawn, or they end. Raised by app alone. */
public sealed interface RecordEvent extends DomainEvent {
  String NAMESPACE = "record";

  /** Which record. */
  UUID record();

  RecordKind kind();

  @Nullable StudentId student();

  /** Whose key seals what is said of it. */
  private static Object owner(RecordEvent event) {
    StudentId student = event.student();
    if (student != null) {
      return student;
    }
    return switch (event.kind().tag()) {
      case Tags.SESSION -> new SessionId(event.record());
      case Tags.SURVEY -> new SurveyId(event.record());
      default -> new RecordId(event.record());
    };
  }

  /**
   * A record was a mistake: it counts nowhere any more, as if it had never been.
   *
   * @param of what it completed or answered
   * @param students those it concerned, where it was about several
   */
  @Event(namespace = NAMESPACE, name = "RecordWithdrawn", version = "1")
  record RecordWithdrawn(
      UUID record,
      RecordKind kind,
      @EventTag(key = Tags.OF) List<RecordId> of,
      @EventTag(key = Tags.SCHOOL) @Nullable SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @PersonalText(of = "owner") String reason,
      LocalDate withdrawnOn)
      implements RecordEvent, Withdrawal {

    /**
     * Of what an event has put on record.
     *
     * @param more those it concerned besides, if it was about several
     */
    public RecordWithdrawn(
        OnRecord what, Collection<StudentId> more, String reason, LocalDate withdrawnOn) {
      this(
          what.record().value(),
          what.recordKind(),
          what.of(),
          what.school(),
          what.structure(),
          what.student(),
          Stream.concat(what.students().stream(), more.stream()).distinct().toList(),
          reason,
          withdrawnOn);
    }

    @Override
    @EventTag
    public Map<String, String> identity() {
      return Map.of(kind.tag(), record.toString());
    }

    /** Whose key seals the reason. */
    public Object owner() {
      return RecordEvent.owner(this);
    }
  }

  /**
   * What a record says is true no longer.
   *
   * @param of what it completed or answered
   * @param students those it concerned, where it was about several
   * @param endedOn the first day on which it is not
   */
  @Event(namespace = NAMESPACE, name = "RecordEnded", version = "1")
  record RecordEnded(
      UUID record,
      RecordKind kind,
      @EventTag(key = Tags.OF) List<RecordId> of,
      @EventTag(key = Tags.SCHOOL) @Nullable SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @PersonalText(of = "owner") String reason,
      LocalDate endedOn)
      implements RecordEvent {

    /** Of what an event has put on record. */
    public RecordEnded(OnRecord what, String reason, LocalDate endedOn) {
      this(
          what.record().value(),
          what.recordKind(),
          what.of(),
          what.school(),
          what.structure(),
          what.student(),
          what.students(),
          reason,
          endedOn);
    }

    /** Tells the record as its creating event does: each entry is a tag. */
    @EventTag
    public Map<String, String> identity() {
      return Map.of(kind.tag(), record.toString());
    }

    /** Whose key seals the reason. */
    public Object owner() {
      return RecordEvent.owner(this);
    }
  }
}
