package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.SurveyEvent.SurveyLinksIssued;
import fr.jalons.events.SurveyId;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/**
 * Somebody prints links by which others answer: the log says who, and how many.
 *
 * @param links no part of what was asked for: the same request stays the same when some have
 *     answered
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "IssueSurveyLinks")
record IssueSurveyLinks(SurveyId survey, @JsonIgnore int links) {

  List<SurveyLinksIssued> decide(Survey known, LocalDate today) {
    return List.of(
        new SurveyLinksIssued(
            survey, known.requireTakingAnswersOn(today).audienceClass(), links, today));
  }
}
