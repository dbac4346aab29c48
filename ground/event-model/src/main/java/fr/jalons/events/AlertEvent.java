package fr.jalons.events;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Regulation (S27): something was seen, a body decided on it, and its effect was looked at. */
public sealed interface AlertEvent extends EvaluationEvent {

  /** Who or what saw it: a person, or a rule. */
  enum AlertRule {
    MANUAL,
    LOW_ATTENDANCE,
    NEED_WITHOUT_ACTION,
    NO_CONTACT,
    OVERDUE_REVIEW,
    TARGET_MISSED
  }

  /** What a body wants to be done. */
  enum Verdict {
    ACT,
    WATCH,
    DISMISS
  }

  /** Where something is done, from the narrowest to the widest. */
  enum DecisionScale {
    STUDENT,
    CLASS,
    TRACK,
    SCHOOL
  }

  /**
   * Something that a body should know was seen, of a student or of a scope.
   *
   * @param structure of a student, the class on that day
   * @param about the need, review or target that it is about
   * @param since the day from which on it is so
   */
  @Kind("ALERT")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "AlertRaised", version = "1")
  record AlertRaised(
      @EventTag(key = Tags.RECORD) RecordId alert,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      AlertRule rule,
      @Nullable String indicator,
      @Nullable UUID about,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal threshold,
      @Nullable LocalDate since,
      @PersonalText(of = "owner") @Nullable String text,
      LocalDate raisedOn,
      @PersonalText(of = "owner") @Nullable String correction)
      implements AlertEvent, OnRecord {
    @Override
    public RecordId record() {
      return alert;
    }

    /** Whose key seals what is said. */
    public Object owner() {
      return Objects.requireNonNullElse(student, alert);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return raisedOn;
    }
  }

  /**
   * A body has decided on an alert.
   *
   * @param structure as that of the alert, as are school, track and student
   * @param meeting in which it was decided
   * @param actors who is to act
   * @param indicator by which its effect will be seen
   * @param reviewOn the day on which it will be looked at
   */
  @Kind("DECISION")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "RegulationDecided", version = "1")
  record RegulationDecided(
      @EventTag(key = Tags.RECORD) RecordId decision,
      @EventTag(key = Tags.OF) RecordId alert,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      Verdict verdict,
      DecisionScale scale,
      Body body,
      @Nullable RecordId meeting,
      @EventTag(key = Tags.TEACHER) List<TeacherId> actors,
      @PersonalText(of = "owner") String text,
      List<RecordId> actions,
      @Nullable String indicator,
      @Nullable Comparison comparison,
      @Nullable BigDecimal targetValue,
      @Nullable LocalDate reviewOn,
      LocalDate decidedOn,
      @PersonalText(of = "owner") @Nullable String correction)
      implements AlertEvent, OnRecord {
    @Override
    public RecordId record() {
      return decision;
    }

    @Override
    public List<RecordId> of() {
      return List.of(alert);
    }

    /** Whose key seals what is said. */
    public Object owner() {
      return Objects.requireNonNullElse(student, alert);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return decidedOn;
    }
  }

  /**
   * The effect of a decision was looked at.
   *
   * @param structure as that of the decision, as are school, track and student
   * @param measured what its indicator said; null (∅) where there was nothing to divide by, and
   *     where there is no indicator
   */
  @Kind("DECISION_ASSESSMENT")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "RegulationAssessed", version = "1")
  record RegulationAssessed(
      @EventTag(key = Tags.RECORD) RecordId assessment,
      @EventTag(key = Tags.OF) RecordId decision,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      @Nullable BigDecimal measured,
      boolean met,
      @PersonalText(of = "owner") @Nullable String comment,
      LocalDate assessedOn,
      @PersonalText(of = "owner") @Nullable String correction)
      implements AlertEvent, OnRecord {
    @Override
    public RecordId record() {
      return assessment;
    }

    @Override
    public List<RecordId> of() {
      return List.of(decision);
    }

    /** Whose key seals what is said. */
    public Object owner() {
      return Objects.requireNonNullElse(student, assessment);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return assessedOn;
    }
  }
}
