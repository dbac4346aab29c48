package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * The turnout of a survey of a whole school (S32). Its answers tell the survey and not the school,
 * so that the survey is its own subject.
 */
@Aspect(name = "school-turnout", of = Tags.SURVEY, by = Tags.SURVEY)
record SchoolTurnout(Turnout turnout) {

  static @Nullable SchoolTurnout begin(SurveyOpened event) {
    return event.audienceClass() == null ? new SchoolTurnout(Turnout.begin(event)) : null;
  }

  SchoolTurnout evolve(SurveyInvited event) {
    return new SchoolTurnout(turnout.evolve(event));
  }

  SchoolTurnout evolve(SurveyAnswered event) {
    return new SchoolTurnout(turnout.evolve(event));
  }

  SchoolTurnout evolve(SurveyClosed event) {
    return new SchoolTurnout(turnout.evolve(event));
  }
}
