package fr.jalons.platform.slices;

import java.util.Set;

/**
 * A {@link Projection} whose method {@code on(Object, …)} receives events that no parameter tells:
 * those it names here.
 */
public interface ChosenEvents {

  /** The classes of the events. */
  Set<Class<?>> events();
}
