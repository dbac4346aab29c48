package fr.jalons.evaluation.surveys;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.known.KnownRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a survey was opened, and whether it was closed.
 *
 * @param joined those who were invited later
 */
@DecisionModel(tag = Tags.SURVEY)
record Survey(@Nullable SurveyOpened opened, Set<UUID> joined, boolean closed, boolean withdrawn) {
  Survey() {
    this(null, Set.of(), false, false);
  }

  Survey evolve(SurveyOpened event) {
    return new Survey(event, joined, false, withdrawn);
  }

  Survey evolve(SurveyInvited event) {
    Set<UUID> all = new HashSet<>(joined);
    all.addAll(event.invited());
    return new Survey(opened, all, closed, withdrawn);
  }

  Survey evolve(SurveyClosed event) {
    return new Survey(opened, joined, true, withdrawn);
  }

  Survey evolve(RecordWithdrawn event) {
    return new Survey(opened, joined, closed, true);
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

  boolean takesAnswersOn(LocalDate today) {
    return opened != null && !withdrawn && !closed && !today.isAfter(opened.closesOn());
  }

  /** Today where the survey is, whoever asks. */
  LocalDate today(Clock clock) {
    return opened == null ? LocalDate.now(clock) : SchoolTime.today(clock, opened.school());
  }

  boolean invites(UUID somebody) {
    return joined.contains(somebody) || (opened != null && opened.invited().contains(somebody));
  }

  SurveyOpened requireTakingAnswersOn(LocalDate today) {
    SurveyOpened known = requireKnown();
    if (!takesAnswersOn(today)) {
      throw Refusal.conflict("evaluation.survey-closed");
    }
    return known;
  }
}
