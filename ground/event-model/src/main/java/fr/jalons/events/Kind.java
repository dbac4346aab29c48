package fr.jalons.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The kind of the records that an event creates: see {@link OnRecord}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Kind {

  /** Its name in answers and in withdrawals; kept for ever. */
  String value();

  /** Key of the tag whose value is the record's identifier. Kinds from the grid share one. */
  String tag() default Tags.RECORD;

  /** Whether the event says anew what another event of this kind has created. */
  boolean again() default false;

  /**
   * Whether it says facts of several students of no one class or group, such as a list of results:
   * only who reaches all of them may read it as a whole.
   */
  boolean aboutSeveral() default false;

  /** Whether its records are true until a day, and may be ended. */
  boolean lasting() default false;
}
