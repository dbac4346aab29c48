package fr.jalons.platform.aspects;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One aspect of what the log says of a subject: an immutable type with {@code static none()} and
 * methods {@code evolve(SomeEvent)} or {@code evolve(SomeEvent, subject)} that return its next
 * state. Methods may be private to the package. Classes with this annotation are found on the class
 * path; nothing has to be wired. Texts about people stay sealed in it, under the name that their
 * field has in the event.
 *
 * <p>What one event costs must not grow with what a subject already has. An aspect that would be a
 * growing list is therefore the fold of one entry, and says with {@link #by()} what its entries
 * are: each is a small row of its own, and the subject has all of them, in the order of their first
 * events. Instead of {@code none()} it may have methods {@code static begin(SomeEvent)}, again with
 * the subject if it likes, which make an entry, or null for none. An event about an entry that has
 * not begun changes nothing.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Aspect {

  /** Unique, and kept for ever: rows and the API hang on it. */
  String name();

  /** To be raised when the fold changes: rows are then folded again, without anybody's help. */
  int version() default 1;

  /** Key of the tag whose values are the subjects. */
  String of();

  /**
   * Keys of the tags whose values are the entries; of several, an event's entries are told by the
   * first that it carries. None for an aspect that is one state.
   */
  String[] by() default {};
}
