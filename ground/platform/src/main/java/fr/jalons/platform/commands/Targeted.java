package fr.jalons.platform.commands;

/** A command of which more than one component tells what its sender must reach. */
public interface Targeted {

  /**
   * What must be within reach.
   *
   * @param field as a refusal names it
   * @param of a class, group, school or student; a UUID for a person who must be the sender
   * @param whole whether a school must be reached with all its classes
   */
  record Target(String field, Object of, boolean whole) {
    public Target(String field, Object of) {
      this(field, of, false);
    }
  }

  /** What this command is about. */
  Target target();
}
