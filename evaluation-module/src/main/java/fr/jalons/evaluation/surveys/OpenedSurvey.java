package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * That a survey was opened, of a class or of the whole school (S32).
 *
 * @param on the last day for answers, where none was recorded
 * @param ofWholeSchool whether it is limited to no class
 */
@Aspect(name = "surveys-opened", version = 2, of = Tags.SCHOOL, by = Tags.SURVEY)
record OpenedSurvey(SurveyId id, Audience audience, LocalDate on, boolean ofWholeSchool) {
  /** Surveys opened in the period. */
  static final Evidence OPENED =
      Evidence.over("surveys", OpenedSurvey.class, (survey, period) -> period.covers(survey.on));

  /** Those that students answer. */
  static final Evidence OF_STUDENTS =
      Evidence.over(
          "student-surveys",
          OpenedSurvey.class,
          (survey, period) -> survey.audience == Audience.STUDENTS && period.covers(survey.on));

  /** The publics that are asked. */
  static final Evidence PUBLICS =
      Evidence.within(
              "survey-publics",
              OpenedSurvey.class,
              Set.of(),
              (school, period) ->
                  school.all(OpenedSurvey.class).stream()
                      .filter(survey -> period.covers(survey.on))
                      .map(OpenedSurvey::audience))
          .different();

  static OpenedSurvey begin(SurveyOpened event) {
    return new OpenedSurvey(
        event.survey(),
        event.audience(),
        event.openedOn() == null ? event.closesOn() : event.openedOn(),
        event.audienceClass() == null);
  }

  /** How the surveys of a school went that are limited to no class. */
  static List<Turnout> ofWholeSchool(Aspects school) {
    return school.all(OpenedSurvey.class).stream()
        .filter(OpenedSurvey::ofWholeSchool)
        .flatMap(
            one -> school.another(one.id, SchoolTurnout.class).all(SchoolTurnout.class).stream())
        .map(SchoolTurnout::turnout)
        .toList();
  }
}
