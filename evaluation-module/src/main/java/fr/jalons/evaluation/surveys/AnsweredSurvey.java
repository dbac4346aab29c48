package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.util.List;

/** A survey that a student answered under their own name (S32). */
@Aspect(name = "surveysAnswered", of = Tags.STUDENT, by = Tags.SURVEY)
@Shown(part = "check", order = 80, template = "evaluation/surveys-answered")
public record AnsweredSurvey(SurveyId survey) {
  static AnsweredSurvey begin(SurveyAnswered event) {
    return new AnsweredSurvey(event.survey());
  }

  static List<SurveyId> view(List<AnsweredSurvey> answered) {
    return answered.stream().map(AnsweredSurvey::survey).toList();
  }

  static List<Figure> figures(List<SurveyId> answered) {
    return List.of(Figure.count("surveys", answered.size()).asDetail());
  }
}
