package fr.jalons.surveys;

import fr.jalons.access.Permitted;
import fr.jalons.evaluation.surveys.OwnSurveys;
import java.util.List;
import org.springframework.stereotype.Component;

/** For pages that lead somebody to what waits for them: the surveys that they may answer. */
@Component("surveysToAnswer")
public class SurveysToAnswer {
  private final OwnSurveys surveys;
  private final Permitted permitted;

  SurveysToAnswer(OwnSurveys surveys, Permitted permitted) {
    this.surveys = surveys;
    this.permitted = permitted;
  }

  /** Those that the reader has not answered, the next to close first. */
  public List<OwnSurveys.Waiting> waiting() {
    return permitted.reads(OwnSurveyPages.ADDRESS) ? surveys.waiting() : List.of();
  }
}
