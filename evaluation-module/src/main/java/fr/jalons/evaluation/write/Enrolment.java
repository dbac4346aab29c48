package fr.jalons.evaluation.write;

import fr.jalons.events.PlanningEvent.StudentRegistered;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;

/** Whether a student is known to a school by its roster. */
@DecisionModel(tag = Tags.STUDENT)
record Enrolment(boolean known) {
  Enrolment() {
    this(false);
  }

  Enrolment evolve(StudentRegistered registered) {
    return new Enrolment(true);
  }

  void requireKnown() {
    if (!known) {
      throw Refusal.notFound("evaluation.student-unknown");
    }
  }
}
