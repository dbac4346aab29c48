package fr.jalons.access;

import fr.jalons.marks.Over;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule answers somebody who has one of its roles: the part of {@link AccessInterceptor} that
 * knows no request.
 *
 * @param scope of the roles that let them through
 */
record Admission(Answer answer, AccessScope scope) {
  /** What becomes of a request. */
  enum Answer {
    /** For who asks, there is no such thing. */
    OUT_OF_REACH,
    /** A reason has to be stated first. */
    ASK_WHY,
    /** Figures of a class, and no student's rows. */
    FIGURES,
    /** The rows of people within reach. */
    ROWS,
    /** Whatever the endpoint does: nothing of it is narrowed. */
    ALL
  }

  /**
   * The answer to somebody.
   *
   * @param scope of the roles that the rule counts
   * @param nominative whether what is asked for shows single students
   * @param silent whether no reason was stated
   * @param withoutReason the reach of those of the roles that need no reason
   * @param covers whether a reach covers what is asked for
   */
  static Admission of(
      Rule rule,
      AccessScope scope,
      boolean reading,
      boolean nominative,
      BooleanSupplier silent,
      Supplier<@Nullable AccessScope> withoutReason,
      Predicate<AccessScope> covers) {
    if (!covers.test(scope)) {
      return new Admission(Answer.OUT_OF_REACH, scope);
    }
    if (!reading || scope.everything()) {
      return new Admission(Answer.ALL, scope);
    }
    if ((nominative || rule.over() == Over.CLASS) && silent.getAsBoolean()) {
      AccessScope near = withoutReason.get();
      return near != null && !near.roles().isEmpty() && covers.test(near)
          ? new Admission(Answer.ROWS, near)
          : new Admission(nominative ? Answer.ASK_WHY : Answer.FIGURES, scope);
    }
    return new Admission(rule.over().ofPeople() ? Answer.ROWS : Answer.ALL, scope);
  }
}
