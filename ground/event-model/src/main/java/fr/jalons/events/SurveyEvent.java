package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Surveys (S32). */
public sealed interface SurveyEvent extends EvaluationEvent {
  /** The three publics of a survey (S32). */
  enum Audience {
    STUDENTS,
    GUARDIANS,
    STAFF
  }

  /** How a question is answered. */
  enum QuestionKind {
    SCALE_1_5,
    CHOICE,
    TEXT
  }

  /** One question of a survey; {@code choices} is empty unless the kind is CHOICE. */
  record Question(String id, String text, QuestionKind kind, List<String> choices) {}

  /**
   * A survey is open to those invited (S32).
   *
   * @param audienceClass the class it is limited to, absent for the whole school
   * @param invited ids of students, guardians or teachers, by audience
   * @param closesOn last day on which an answer is taken
   * @param openedOn absent in version 1
   */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SurveyOpened", version = "2")
  @Kind(value = "SURVEY", tag = Tags.SURVEY)
  record SurveyOpened(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      String title,
      Audience audience,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      boolean anonymous,
      List<Question> questions,
      List<UUID> invited,
      LocalDate closesOn,
      @Nullable LocalDate openedOn)
      implements SurveyEvent, OnRecord {
    @Override
    public RecordId record() {
      return new RecordId(survey.value());
    }

    @Override
    public @Nullable StructureId structure() {
      return audienceClass;
    }

    @Override
    public @Nullable LocalDate day(ZoneId zone) {
      return openedOn;
    }
  }

  /**
   * Who has come to the class or school since a survey was opened is invited as well (S32).
   *
   * @param invited nobody of those who were invited before
   */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SurveyInvited", version = "1")
  record SurveyInvited(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      List<UUID> invited,
      LocalDate invitedOn)
      implements SurveyEvent {}

  /**
   * Links were printed by which the invited answer without an account (S32).
   *
   * @param links how many; a new link ends the one that the same person had
   */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SurveyLinksIssued", version = "1")
  record SurveyLinksIssued(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      int links,
      LocalDate issuedOn)
      implements SurveyEvent {}

  /**
   * Someone invited has answered (S32).
   *
   * @param ballot proves that each invitee answers once; for an anonymous survey it cannot be
   *     traced to the person
   * @param respondent who answered; absent in an anonymous survey
   * @param student the respondent, when it is a student and the survey is not anonymous
   * @param answers by question id; a score on a scale is an anonymous fact once its ballot cannot
   *     be traced, all else is a text of the respondent or, in an anonymous survey, of the survey
   */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SurveyAnswered", version = "1")
  record SurveyAnswered(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      @EventTag(key = Tags.BALLOT) String ballot,
      @Nullable UUID respondent,
      @EventTag(key = Tags.STUDENT) @Nullable StudentId student,
      @PersonalText(
              of = {"student", "respondent", "survey"},
              unless = "[1-5]")
          Map<String, String> answers)
      implements SurveyEvent {}

  /** No further answer is taken (S32). */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SurveyClosed", version = "1")
  record SurveyClosed(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      LocalDate closedOn)
      implements SurveyEvent {}
}
