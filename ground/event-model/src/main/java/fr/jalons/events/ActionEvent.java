package fr.jalons.events;

import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Actions (fiches action): what is done for needs, from the plan to its outcome (S37, S44). */
public sealed interface ActionEvent extends DeliveryEvent {

  /** What came of an action. */
  enum ActionOutcome {
    ACHIEVED,
    PARTLY,
    NOT_ACHIEVED,
    ABANDONED
  }

  /**
   * An action is planned: its sheet.
   *
   * @param needs those that it answers
   * @param strengths those that it builds on
   * @param students whose needs and strengths these are; also whose they were before a correction
   * @param addedValue how it differs from ordinary lessons (S20)
   */
  @Kind("ACTION")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "ActionPlanned", version = "1")
  record ActionPlanned(
      @EventTag(key = Tags.RECORD) RecordId action,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @PersonalText(of = "action") String title,
      @Nullable RecordId objective,
      @Nullable RecordId volet,
      Set<Nature> natures,
      @PersonalText(of = "action") List<String> disciplines,
      @EventTag(key = Tags.NEED) List<NeedId> needs,
      List<RecordId> strengths,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      List<String> competencies,
      List<RecordId> resources,
      @EventTag(key = Tags.TEACHER) List<TeacherId> leaders,
      @PersonalText(of = "action") @Nullable String expectedResult,
      @PersonalText(of = "action") @Nullable String addedValue,
      LocalDate plannedOn,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @PersonalText(of = "action") @Nullable String correction)
      implements ActionEvent, OnRecord {
    @Override
    public RecordId record() {
      return action;
    }

    @Override
    public LocalDate beganOn() {
      return startsOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return startsOn;
    }
  }

  /**
   * An action takes up further needs or strengths, found since it was planned (S9).
   *
   * @param students whose they are
   */
  @Kind("ACTION_ADAPTATION")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "ActionAdapted", version = "1")
  record ActionAdapted(
      @EventTag(key = Tags.RECORD) RecordId adaptation,
      @EventTag(key = Tags.OF) RecordId action,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.NEED) List<NeedId> needs,
      List<RecordId> strengths,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      LocalDate adaptedOn,
      @PersonalText(of = "adaptation") @Nullable String reason,
      @PersonalText(of = "adaptation") @Nullable String correction)
      implements ActionEvent, OnRecord {
    @Override
    public RecordId record() {
      return adaptation;
    }

    @Override
    public List<RecordId> of() {
      return List.of(action);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return adaptedOn;
    }
  }

  /**
   * An action is over, with what came of it. Withdrawn, the action is open again.
   *
   * @param students all whose needs and strengths the action names
   */
  @Kind("ACTION_CLOSURE")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "ActionClosed", version = "1")
  record ActionClosed(
      @EventTag(key = Tags.RECORD) RecordId closure,
      @EventTag(key = Tags.OF) RecordId action,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      ActionOutcome outcome,
      @PersonalText(of = "closure") String review,
      LocalDate closedOn,
      @PersonalText(of = "closure") @Nullable String correction)
      implements ActionEvent, OnRecord {
    @Override
    public RecordId record() {
      return closure;
    }

    @Override
    public List<RecordId> of() {
      return List.of(action);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return closedOn;
    }
  }
}
