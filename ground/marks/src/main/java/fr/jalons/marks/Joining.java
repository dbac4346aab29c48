package fr.jalons.marks;

import java.util.UUID;

/**
 * An event that says that two identifiers are of one person, or that they are not. It carries the
 * tag {@value #TAG} with the value {@value #ALL}, and names both as they are.
 */
public interface Joining {
  /** The tag by which all of them are found. */
  String TAG = "register";

  /** The value of that tag. */
  String ALL = "joinings";

  /** The identifier under which everything is read. */
  UUID keptFile();

  /** The one for which it stands. */
  UUID joinedFile();

  /** Whether both are one from now on; otherwise they are two again. */
  boolean together();
}
