package fr.jalons.marks;

import java.util.Collection;
import java.util.UUID;

/** The names of people, to compare texts with: never to show or to keep. */
@FunctionalInterface
public interface KnownNames {

  /** A finder of the names of those of these people who are known, whatever they are called. */
  NameFinder of(Collection<UUID> people);
}
