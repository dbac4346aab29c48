package fr.jalons.platform.commands;

import fr.jalons.platform.refusal.Refusal;

/**
 * Decides whether the current actor may send a command, where what it is about stands in its
 * content rather than in the address it was sent to.
 */
@FunctionalInterface
public interface CommandGate {
  /** Returns, or throws a {@link Refusal}. */
  void check(Object command);
}
