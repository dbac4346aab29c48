package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;

/**
 * Where something stands in the files.
 *
 * @param line from 1
 */
public record Place(String file, RosterSource source, int line) {

  /** A fault that stands here. */
  public Fault fault(String field, String key, Object... args) {
    return Fault.in(file, line, field, key, args);
  }

  /** A warning about what stands here. */
  public Warning warning(String key, String... args) {
    return Warning.at(source, line, key, args);
  }
}
