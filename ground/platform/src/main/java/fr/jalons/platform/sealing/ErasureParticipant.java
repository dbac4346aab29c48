package fr.jalons.platform.sealing;

import java.util.Set;
import java.util.UUID;

/** A part of the application that keeps something of persons under their ids. */
public interface ErasureParticipant {

  /** Deletes what is kept of these persons. Done again after a crash. */
  void erase(Set<UUID> persons);

  /** The schema in which it is kept: all its tables are rewritten afterwards. */
  String schema();
}
