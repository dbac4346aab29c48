package fr.jalons.school.students;

import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a student has left the school.
 *
 * @param on first day of absence; null for a student who stays, or has come back
 */
@Aspect(name = "leftOn", version = 2, of = Tags.STUDENT)
@Shown(part = "plan", order = 20, template = "school/departure")
public record Departure(@Nullable LocalDate on) {
  static Departure none() {
    return new Departure(null);
  }

  Departure evolve(StudentLeft event) {
    return new Departure(event.on());
  }

  Departure evolve(MembershipStarted event) {
    return none();
  }

  Departure evolve(StudentBack event) {
    return none();
  }

  static @Nullable LocalDate view(Departure departure) {
    return departure.on();
  }
}
