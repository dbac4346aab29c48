package fr.jalons.school;

import fr.jalons.events.SchoolId;
import org.jspecify.annotations.Nullable;

/** Knows which school the sender of the current request belongs to. */
public interface OwnSchool {
  /** The only school there is for the sender; null for one of all schools. */
  @Nullable SchoolId school();
}
