package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Work that students do by themselves (S22, S41). */
public sealed interface PersonalWorkEvent extends DeliveryEvent {

  /** With whose help it was done. */
  enum WorkHelp {
    NONE,
    PEER,
    ADULT,
    FULL
  }

  /**
   * Work is given to students of a class or group.
   *
   * @param action the one that it is a part of
   * @param competency what it trains, as a code of some framework
   */
  @Kind("PERSONAL_WORK")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "PersonalWorkAssigned", version = "1")
  record PersonalWorkAssigned(
      @EventTag(key = Tags.RECORD) RecordId work,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @PersonalText(of = "work") String title,
      @PersonalText(of = "work") @Nullable String instructions,
      @Nullable RecordId action,
      @Nullable String competency,
      LocalDate assignedOn,
      LocalDate dueOn,
      @PersonalText(of = "work") @Nullable String correction)
      implements PersonalWorkEvent, OnRecord {
    @Override
    public RecordId record() {
      return work;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return assignedOn;
    }
  }

  /**
   * A student has done it.
   *
   * @param selfRating where they see themselves, from 1, the lowest, to 4
   */
  @Kind("PERSONAL_WORK_COMPLETION")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "PersonalWorkCompleted", version = "1")
  record PersonalWorkCompleted(
      @EventTag(key = Tags.RECORD) RecordId completion,
      @EventTag(key = Tags.OF) RecordId work,
      @EventTag(key = Tags.STUDENT) StudentId student,
      LocalDate completedOn,
      WorkHelp help,
      @Nullable Integer selfRating,
      @PersonalText(of = "student") @Nullable String comment,
      @PersonalText(of = "student") @Nullable String correction)
      implements PersonalWorkEvent, OnRecord {
    @Override
    public RecordId record() {
      return completion;
    }

    @Override
    public List<RecordId> of() {
      return List.of(work);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return completedOn;
    }
  }
}
