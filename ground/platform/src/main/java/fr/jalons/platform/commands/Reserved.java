package fr.jalons.platform.commands;

import fr.jalons.marks.Who;
import org.jspecify.annotations.Nullable;

/**
 * A command that some of those who may give it may not give with every content: what it says of
 * some bodies of a school is for its direction.
 */
public interface Reserved {

  /**
   * For whom it is as it stands.
   *
   * @param field whose value decides it
   */
  record Reservation(String field, Who who) {}

  /** Null if it is for all who may give it. */
  @Nullable Reservation reservation();
}
