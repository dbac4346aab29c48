package fr.jalons.school;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows which person of the roster has sent the current request. */
public interface OwnPerson {
  /** The student, guardian or teacher who asks; null if it is somebody else. */
  @Nullable UUID person();
}
