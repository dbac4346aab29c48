package fr.jalons.platform.aspects;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An {@link Aspect} that readers get of its subject: under its name in the API's answer, and as a
 * section of the subject's page. They get the state or the list of entries; or what a method {@code
 * static view(…)} makes of it, which may also take all {@link Aspects} of the subject. What was
 * taken back of it are its own entries, or those that {@code static withdrawn(Aspects)} finds.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shown {

  /** The part of the page: plan, do or check, as the columns of the grid. */
  String part();

  /** Where it stands among the others, in answers and on the page. */
  int order();

  /** The template with a fragment {@code section(view)}; on the page and on paper. */
  String template();

  /**
   * The address of the page of its school on which it stands, such as {@code /meetings}; needed
   * where its subject is a school.
   */
  String page() default "";

  /**
   * Whether the entries of a school that concern a class stand on the page of that class, too: see
   * {@link InScope}.
   */
  boolean onClasses() default false;
}
