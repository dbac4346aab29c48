package fr.jalons.events;

import fr.jalons.personal.PersonalText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What evaluation-module (Check, évaluer) records. Only that module raises these. */
public sealed interface EvaluationEvent extends DomainEvent {
  String NAMESPACE = "evaluation";

  /** Where a competency was observed. */
  enum AssessmentContext {
    AP,
    COURSE,
    PLACEMENT
  }

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

  /** One step of a rubric; {@code level} counts from 1, the lowest. */
  record RubricLevel(int level, String label) {}

  /**
   * One competency of a framework.
   *
   * @param parent code of the competency it specifies, absent at the top
   */
  record Competency(String code, String label, @Nullable String parent) {}

  /** One question of a survey; {@code choices} is empty unless the kind is CHOICE. */
  record Question(String id, String text, QuestionKind kind, List<String> choices) {}

  /** The school works with this version of a framework and its rubric from now on (S11). */
  @Event(namespace = NAMESPACE, name = "FrameworkAdopted", version = "1")
  record FrameworkAdopted(
      @EventTag(key = Tags.FRAMEWORK) String framework,
      String edition,
      String title,
      List<RubricLevel> rubric,
      List<Competency> competencies)
      implements EvaluationEvent {

    /** Sessions name competencies by their codes alone. */
    @EventTag(key = Tags.COMPETENCY)
    public List<String> competencyCodes() {
      return competencies.stream().map(Competency::code).toList();
    }
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
   */
  @Event(namespace = NAMESPACE, name = "CompetencyAssessed", version = "2")
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
      @Nullable Integer disciplineNumber)
      implements EvaluationEvent {}

  /**
   * A survey is open to those invited (S32).
   *
   * @param audienceClass the class it is limited to, absent for the whole school
   * @param invited ids of students, guardians or teachers, by audience
   * @param closesOn last day on which an answer is taken
   */
  @Event(namespace = NAMESPACE, name = "SurveyOpened", version = "1")
  record SurveyOpened(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      String title,
      Audience audience,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      boolean anonymous,
      List<Question> questions,
      List<UUID> invited,
      LocalDate closesOn)
      implements EvaluationEvent {}

  /**
   * Someone invited has answered (S32).
   *
   * @param ballot proves that each invitee answers once; for an anonymous survey it cannot be
   *     traced to the person
   * @param respondent who answered; absent in an anonymous survey
   * @param student the respondent, when it is a student and the survey is not anonymous
   * @param answers by question id; a score on a scale is an anonymous fact once nobody knows whose
   *     it is, all else is a text of the respondent or, in an anonymous survey, of the survey
   */
  @Event(namespace = NAMESPACE, name = "SurveyAnswered", version = "1")
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
      implements EvaluationEvent {}

  /** No further answer is taken (S32). */
  @Event(namespace = NAMESPACE, name = "SurveyClosed", version = "1")
  record SurveyClosed(
      @EventTag(key = Tags.SURVEY) SurveyId survey,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId audienceClass,
      LocalDate closedOn)
      implements EvaluationEvent {}
}
