package fr.jalons.evaluation.surveys;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** No further answer is taken, and an anonymous survey can no longer be traced (S32). */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "CloseSurvey")
@Post("/api/surveys/{survey}/closure")
@Allowed(who = Who.STEERING, over = Over.SURVEY)
public record CloseSurvey(SurveyId survey) {

  List<SurveyClosed> decide(Survey known, LocalDate today) {
    SurveyOpened opened = known.requireKnown();
    return known.closed()
        ? List.of()
        : List.of(new SurveyClosed(opened.survey(), opened.audienceClass(), today));
  }
}
