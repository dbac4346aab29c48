package fr.jalons.school.known;

import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.StudentRegistered;
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
public record KnownStudent(@Nullable SchoolId school, boolean erased) {
  public KnownStudent() {
    this(null, false);
  }

  public KnownStudent evolve(StudentRegistered event) {
    return new KnownStudent(event.school(), erased);
  }

  public KnownStudent evolve(StudentErased event) {
    return new KnownStudent(school, true);
  }

  /**
   * The school of the student.
   *
   * @param unknown the key of the sentence that refuses a student that no roster names
   */
  public SchoolId requireKnown(String unknown) {
    if (school == null) {
      throw Refusal.notFound(unknown);
    }
    requireNotErased();
    return school;
  }

  public void requireNotErased() {
    if (erased) {
      throw Refusal.conflict("platform.subject-erased");
    }
  }
}
