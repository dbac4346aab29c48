package fr.jalons.platform.actor;

/** Who is behind the current request, as an opaque account: never a person's name. */
@FunctionalInterface
public interface CurrentActor {

  /** For example {@code user:4711} or {@code client:demo}. */
  String id();
}
