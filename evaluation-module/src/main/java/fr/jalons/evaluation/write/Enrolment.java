package fr.jalons.evaluation.write;

import fr.jalons.events.PlanningEvent.StudentRegistered;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import org.jspecify.annotations.Nullable;

/**
 * Whether a student is known to a school by its roster, and not erased since.
 *
 * @param school the one that knows the student
 */
@DecisionModel(tag = Tags.STUDENT)
record Enrolment(@Nullable SchoolId school, boolean erased) {
  Enrolment() {
    this(null, false);
  }

  Enrolment evolve(StudentRegistered event) {
    return new Enrolment(event.school(), erased);
  }

  Enrolment evolve(StudentErased event) {
    return new Enrolment(school, true);
  }

  SchoolId requireKnown() {
    if (school == null) {
      throw Refusal.notFound("evaluation.student-unknown");
    }
    requireNotErased();
    return school;
  }

  void requireNotErased() {
    if (erased) {
      throw Refusal.conflict("platform.subject-erased");
    }
  }
}
