package fr.jalons.marks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The call of the API that gives a command. A variable of its path is the component of that name,
 * the body has the others. A command whose first component is not in the path makes something new:
 * that component is {@code id} in the body, may be left out, and is answered with 201. Any other
 * command is answered with 204.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Post {

  /** The path, with variables named like components. */
  String value();

  /** Where what is new can be read: {@code {id}} and the names of components stand for values. */
  String location() default "/api/records/{id}";

  /** Whether a command that makes nothing new answers 200 and the identifier it is about. */
  boolean echoes() default false;
}
