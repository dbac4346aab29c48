package fr.jalons.school.joining;

import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Joining;
import fr.jalons.platform.slices.DecisionModel;
import org.jspecify.annotations.Nullable;

/**
 * What a joining asks of the file of a guardian.
 *
 * @param school null for one whom no roster names
 */
@DecisionModel(tag = Tags.GUARDIAN)
record GuardianFile(@Nullable SchoolId school, Joinings joinings) {

  GuardianFile() {
    this(null, Joinings.NONE);
  }

  GuardianFile evolve(GuardianLinked event) {
    return new GuardianFile(event.school(), joinings);
  }

  GuardianFile evolve(Joining event) {
    return new GuardianFile(school, joinings.after(event));
  }
}
