package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Competencies of a student, as assessors and the students themselves see them (S11). */
public sealed interface CompetencyEvent extends EvaluationEvent {
  /** Where a competency was observed. */
  enum AssessmentContext {
    AP,
    COURSE,
    PLACEMENT
  }

  /**
   * One assessor placed one student on the rubric of one competency (S11). It is not found by its
   * framework: there are as many as observations, and each decision that asks for the framework in
   * force would pass them all.
   *
   * @param edition edition of the framework in force
   * @param discipline as the assessor wrote it; in the clear where version 1 stored it
   * @param assessor the account that assessed, as in the event's metadata
   * @param subject national code of the school's subject that this discipline is, if it is one
   * @param disciplineNumber tells the disciplines of the student apart, also once their names are
   *     erased: see {@link Disciplines}; absent in version 1
   * @param correction absent in versions 1 and 2, when nothing was corrected
   */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "CompetencyAssessed", version = "3")
  @Kind(value = "COMPETENCY_ASSESSMENT", tag = Tags.ASSESSMENT)
  record CompetencyAssessed(
      @EventTag(key = Tags.ASSESSMENT) AssessmentId assessment,
      @EventTag(key = Tags.STUDENT) StudentId student,
      String framework,
      String edition,
      String competency,
      int level,
      AssessmentContext context,
      @PersonalText(of = "student") String discipline,
      String assessor,
      LocalDate observedOn,
      @Nullable String subject,
      @Nullable Integer disciplineNumber,
      @PersonalText(of = "student") @Nullable String correction)
      implements CompetencyEvent, OnRecord {

    /** For the first time. */
    public CompetencyAssessed(
        AssessmentId assessment,
        StudentId student,
        String framework,
        String edition,
        String competency,
        int level,
        AssessmentContext context,
        String discipline,
        String assessor,
        LocalDate observedOn,
        @Nullable String subject,
        @Nullable Integer disciplineNumber) {
      this(
          assessment,
          student,
          framework,
          edition,
          competency,
          level,
          context,
          discipline,
          assessor,
          observedOn,
          subject,
          disciplineNumber,
          null);
    }

    @Override
    public RecordId record() {
      return new RecordId(assessment.value());
    }
  }

  /**
   * A student said where they see themselves on the rubric of one competency. It is no assessment:
   * it stands beside them and counts with none.
   *
   * @param edition edition of the framework in force
   */
  @Kind("SELF_POSITIONING")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "CompetencySelfPositioned", version = "1")
  record CompetencySelfPositioned(
      @EventTag(key = Tags.RECORD) RecordId selfPositioning,
      @EventTag(key = Tags.STUDENT) StudentId student,
      String framework,
      String edition,
      String competency,
      int level,
      @PersonalText(of = "student") @Nullable String comment,
      LocalDate statedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements CompetencyEvent, OnRecord {
    @Override
    public RecordId record() {
      return selfPositioning;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return statedOn;
    }
  }
}
