package fr.jalons.marks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form in which a command is given in the browser. The rule of access is the command's. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Page {

  /** The form's address. Its variables are the same as in {@link Post}. */
  String value();

  /** Where one is afterwards: the names of components stand for their values. */
  String then();
}
