package fr.jalons.marks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of an event, a text or a list or map of texts, that somebody wrote freely about a
 * person. Wherever the event is stored, the text is encrypted with a key of its subject; once that
 * key is destroyed, it cannot be read.
 */
@Documented
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalText {

  /**
   * Names of components of the same event, whose values are UUIDs or identifiers that print as one:
   * the first that is not null is the subject. A method that returns the identifier will do.
   */
  String[] of();

  /** A regular expression for texts that say nothing about anybody and stay as they are. */
  String unless() default "";
}
