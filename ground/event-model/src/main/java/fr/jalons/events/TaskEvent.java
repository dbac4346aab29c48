package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What is to be done by a day: tasks of teams, milestones, communications (S7, S30, S33). */
public sealed interface TaskEvent extends PlanningEvent {

  /** What sort of thing is to be done. */
  enum TaskKind {
    TEAM_TASK,
    MILESTONE,
    COMMUNICATION
  }

  /** By what a communication goes out. */
  enum Channel {
    ENT,
    MAIL,
    LETTER,
    PHONE,
    MEETING,
    WEBSITE,
    DISPLAY,
    SOCIAL_MEDIA
  }

  /** Whom a communication is for. */
  enum Public {
    STUDENTS,
    GUARDIANS,
    STAFF,
    PARTNERS
  }

  /**
   * Something is to be done.
   *
   * @param assignees who does it
   * @param objective which it serves
   * @param action to which it belongs
   * @param meeting which decided it
   * @param channel of a communication; null for all else
   * @param audiences of a communication; none for all else
   */
  @Kind(value = "TASK", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "TaskAssigned", version = "1")
  record TaskAssigned(
      @EventTag(key = Tags.RECORD) RecordId task,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      TaskKind kind,
      @PersonalText(of = "task") String title,
      @EventTag(key = Tags.TEACHER) List<TeacherId> assignees,
      @Nullable RecordId objective,
      @Nullable RecordId action,
      @Nullable RecordId meeting,
      @Nullable Channel channel,
      Set<Public> audiences,
      LocalDate assignedOn,
      LocalDate dueOn,
      @PersonalText(of = "task") @Nullable String correction)
      implements TaskEvent, OnRecord {
    @Override
    public RecordId record() {
      return task;
    }

    @Override
    public LocalDate beganOn() {
      return assignedOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return dueOn;
    }
  }

  /**
   * A task was done.
   *
   * @param url where to find what came of it
   */
  @Kind("TASK_COMPLETION")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "TaskCompleted", version = "1")
  record TaskCompleted(
      @EventTag(key = Tags.RECORD) RecordId completion,
      @EventTag(key = Tags.OF) RecordId task,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      LocalDate completedOn,
      @PersonalText(of = "completion") @Nullable String note,
      @PersonalText(of = "completion") @Nullable String url,
      @PersonalText(of = "completion") @Nullable String correction)
      implements TaskEvent, OnRecord {
    @Override
    public RecordId record() {
      return completion;
    }

    @Override
    public List<RecordId> of() {
      return List.of(task);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return completedOn;
    }
  }
}
