package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EvaluationEvent.Audience;
import fr.jalons.events.EvaluationEvent.SurveyAnswered;
import fr.jalons.events.EvaluationEvent.SurveyOpened;
import fr.jalons.events.PlanningEvent.MembershipEnded;
import fr.jalons.events.PlanningEvent.MembershipStarted;
import fr.jalons.events.PlanningEvent.StructureDeclared;
import fr.jalons.events.Roll;
import fr.jalons.events.SurveyId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a class itself: the pure fold of the events that carry its tag.
 *
 * @param surveys the surveys opened for this class alone
 */
record ClassFollowUp(
    @Nullable StructureDeclared declared, Roll roll, Map<SurveyId, Turnout> surveys) {

  /** How many were invited to a survey, and how many answered. */
  record Turnout(Audience audience, int invited, int answers) {}

  static final ClassFollowUp UNKNOWN = new ClassFollowUp(null, Roll.empty(), Map.of());

  ClassFollowUp evolve(DomainEvent event) {
    return switch (event) {
      case StructureDeclared e -> new ClassFollowUp(e, roll, surveys);
      case MembershipStarted e -> new ClassFollowUp(declared, roll.evolve(e), surveys);
      case MembershipEnded e -> new ClassFollowUp(declared, roll.evolve(e), surveys);
      case SurveyOpened e -> with(e.survey(), new Turnout(e.audience(), e.invited().size(), 0));
      case SurveyAnswered e -> {
        Turnout before = surveys.get(e.survey());
        yield before == null
            ? this
            : with(
                e.survey(), new Turnout(before.audience(), before.invited(), before.answers() + 1));
      }
      default -> this;
    };
  }

  private ClassFollowUp with(SurveyId survey, Turnout turnout) {
    Map<SurveyId, Turnout> next = new HashMap<>(surveys);
    next.put(survey, turnout);
    return new ClassFollowUp(declared, roll, Map.copyOf(next));
  }
}
