package fr.jalons.school.students;

import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * That a student is known, whatever else is.
 *
 * @param school null for a student that the log never registered
 */
@Aspect(name = "registration", of = Tags.STUDENT)
public record Registration(@Nullable SchoolId school) {
  static Registration none() {
    return new Registration(null);
  }

  Registration evolve(StudentRegistered event) {
    return new Registration(event.school());
  }
}
