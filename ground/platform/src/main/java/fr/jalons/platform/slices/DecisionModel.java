package fr.jalons.platform.slices;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a decision needs to know, folded from the log. An immutable type with a constructor without
 * arguments (nothing has happened yet) and methods {@code evolve(SomeEvent)} that return its next
 * state; the event may be an interface, for all events that implement it. It is built from the
 * events that carry {@link #tag()} with the identifier asked for and that it evolves, and from no
 * others; exactly these, appended by someone else in between, make the decision be taken again.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DecisionModel {

  /**
   * Key of the tag whose value is the identifier. Of several keys, an identifier whose class is
   * named like one of them is looked for under that one: {@code NeedId} under {@code need}. The
   * first stands for all.
   */
  String[] tag();
}
