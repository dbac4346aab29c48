package fr.jalons.privacy;

import java.util.Set;
import java.util.UUID;

/** A part of the application that keeps something of persons under their ids. */
public interface AlsoErases {

  /**
   * Deletes what is kept of these persons, and leaves nothing of it on disk. Done again after a
   * crash.
   */
  void erase(Set<UUID> persons);
}
