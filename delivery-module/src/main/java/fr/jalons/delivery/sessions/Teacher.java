package fr.jalons.delivery.sessions;

import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;

/** Whether a teacher is known to a school by its roster. */
@DecisionModel(tag = Tags.TEACHER)
record Teacher(boolean known) {
  Teacher() {
    this(false);
  }

  Teacher evolve(TeacherRegistered event) {
    return new Teacher(true);
  }
}
