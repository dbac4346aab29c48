package fr.jalons.evaluation.surveys;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How a survey was opened, and whether it was closed. */
@DecisionModel(tag = Tags.SURVEY)
record Survey(@Nullable SurveyOpened opened, boolean closed, boolean withdrawn) {
  Survey() {
    this(null, false, false);
  }

  Survey evolve(SurveyOpened event) {
    return new Survey(event, false, withdrawn);
  }

  Survey evolve(SurveyClosed event) {
    return new Survey(opened, true, withdrawn);
  }

  Survey evolve(RecordWithdrawn event) {
    return new Survey(opened, closed, true);
  }

  SurveyOpened requireKnown() {
    if (opened == null) {
      throw Refusal.notFound("evaluation.survey-unknown");
    }
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    return opened;
  }

  SurveyOpened requireTakingAnswersOn(LocalDate today) {
    SurveyOpened known = requireKnown();
    if (closed || today.isAfter(known.closesOn())) {
      throw Refusal.conflict("evaluation.survey-closed");
    }
    return known;
  }
}
