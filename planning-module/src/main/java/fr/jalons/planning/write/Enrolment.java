package fr.jalons.planning.write;

import fr.jalons.events.PlanningEvent.MembershipStarted;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;

/** Whether a student is known to the school: he has belonged to a class or group. */
@DecisionModel(tag = Tags.STUDENT)
record Enrolment(boolean known) {
  Enrolment() {
    this(false);
  }

  Enrolment evolve(MembershipStarted started) {
    return new Enrolment(true);
  }

  void requireKnown() {
    if (!known) {
      throw Refusal.notFound("planning.student-unknown");
    }
  }
}
