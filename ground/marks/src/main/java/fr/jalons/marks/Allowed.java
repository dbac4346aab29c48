package fr.jalons.marks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may do this, and what they must reach: on a command, or on the method of an endpoint or page.
 * Whatever is mapped and bears none stops the start.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {

  /** The roles that may. */
  Who who();

  /** What the address is about. */
  Over over();

  /**
   * The component of the command that must be within reach, where the address does not say what it
   * is about: a class, a group, a school or a student.
   */
  String by() default "";

  /**
   * Whether it records something of a school, or reads what that takes, though administrators alone
   * may. A program then needs a token to write or read with, not one to operate Jalons with.
   */
  boolean records() default false;
}
