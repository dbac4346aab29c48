package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a class itself: the pure fold of the events that carry its tag.
 *
 * @param until the first day on which it no longer exists; null without end
 * @param surveys the surveys opened for this class alone
 */
record ClassFollowUp(
    @Nullable StructureDeclared declared,
    @Nullable LocalDate until,
    Roll roll,
    Map<SurveyId, Turnout> surveys) {

  /**
   * How many were invited to a survey, and how many answered.
   *
   * @param untold whether it is anonymous and open: its ballots count from the closing on, so that
   *     no moment between tells the time of one
   */
  record Turnout(Audience audience, int invited, int ballots, boolean untold) {
    int answers() {
      return untold ? 0 : ballots;
    }
  }

  static final ClassFollowUp UNKNOWN = new ClassFollowUp(null, null, Roll.empty(), Map.of());

  ClassFollowUp evolve(DomainEvent event) {
    return switch (event) {
      case StructureDeclared e -> new ClassFollowUp(e, null, roll, surveys);
      case StructureWithdrawn e -> new ClassFollowUp(declared, e.on(), roll, surveys);
      case MembershipStarted e -> new ClassFollowUp(declared, until, roll.evolve(e), surveys);
      case MembershipEnded e -> new ClassFollowUp(declared, until, roll.evolve(e), surveys);
      case SurveyOpened e ->
          with(e.survey(), new Turnout(e.audience(), e.invited().size(), 0, e.anonymous()));
      case SurveyAnswered e ->
          changed(e.survey(), t -> new Turnout(t.audience, t.invited, t.ballots + 1, t.untold));
      case SurveyClosed e ->
          changed(e.survey(), t -> new Turnout(t.audience, t.invited, t.ballots, false));
      default -> this;
    };
  }

  boolean existsOn(LocalDate day) {
    return declared != null && (until == null || day.isBefore(until));
  }

  private ClassFollowUp changed(SurveyId survey, UnaryOperator<Turnout> change) {
    Turnout before = surveys.get(survey);
    return before == null ? this : with(survey, change.apply(before));
  }

  private ClassFollowUp with(SurveyId survey, Turnout turnout) {
    Map<SurveyId, Turnout> next = new HashMap<>(surveys);
    next.put(survey, turnout);
    return new ClassFollowUp(declared, until, roll, Map.copyOf(next));
  }
}
