package fr.jalons.school.known;

import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;

/** Whether a teacher is known to a school by its roster. */
@DecisionModel(tag = Tags.TEACHER)
public record KnownTeacher(boolean known) {
  public KnownTeacher() {
    this(false);
  }

  public KnownTeacher evolve(TeacherRegistered event) {
    return new KnownTeacher(true);
  }

  /** {@code field} is where the request names the teacher. */
  public void require(String field) {
    if (!known) {
      throw Refusal.invalid(field, "school.teacher-unknown");
    }
  }
}
