package fr.jalons.planning.write;

import fr.jalons.events.PlanningEvent.StudentRegistered;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;

/** Whether a student is known to a school by its roster, and not erased since. */
@DecisionModel(tag = Tags.STUDENT)
record Enrolment(boolean known, boolean erased) {
  Enrolment() {
    this(false, false);
  }

  Enrolment evolve(StudentRegistered event) {
    return new Enrolment(true, erased);
  }

  Enrolment evolve(StudentErased event) {
    return new Enrolment(known, true);
  }

  void requireKnown() {
    if (!known) {
      throw Refusal.notFound("planning.student-unknown");
    }
    if (erased) {
      throw Refusal.conflict("platform.subject-erased");
    }
  }
}
