package fr.jalons.school.importroster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.jalons.events.StructureId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an import would answer, and the people that it would concern. Nothing comes of it.
 *
 * @param confirm what would have to be confirmed
 * @param entering who is new or back
 * @param leaving who leaves, or is in no class any more
 * @param moving who goes from one class to another
 */
public record DryRun(
    @JsonUnwrapped ImportAnswer answer,
    boolean dryRun,
    List<String> confirm,
    List<Named> entering,
    List<Leaving> leaving,
    List<Moving> moving) {

  /**
   * Somebody who leaves.
   *
   * @param leftOn null for one who stays, without a class
   */
  public record Leaving(@JsonUnwrapped Named who, @Nullable LocalDate leftOn) {}

  /** Somebody who goes from one class to another, by their codes. */
  public record Moving(@JsonUnwrapped Named who, String from, String to) {}

  static DryRun of(ImportAnswer answer, Outcome outcome, Names names) {
    LocalDate day = outcome.day();
    return new DryRun(
        answer,
        true,
        outcome.doubts().words(),
        those(
            outcome,
            Outcome.Change::enters,
            change -> names.of(change.student(), outcome.code(change.after().classFrom(day))),
            Function.identity()),
        those(
            outcome,
            change -> change.leaves() || outcome.missing().contains(change.student()),
            change ->
                new Leaving(
                    names.of(change.student(), outcome.code(change.before().classOn(day))),
                    change.after().left()),
            Leaving::who),
        those(
            outcome,
            change -> moves(change, day),
            change ->
                new Moving(
                    names.of(change.student(), outcome.code(change.after().classOn(day))),
                    code(outcome, change.before().classOn(day)),
                    code(outcome, change.after().classOn(day))),
            Moving::who));
  }

  private static boolean moves(Outcome.Change change, LocalDate day) {
    StructureId before = change.before().classOn(day);
    StructureId after = change.after().classOn(day);
    return before != null && after != null && !before.equals(after);
  }

  private static String code(Outcome outcome, @Nullable StructureId structure) {
    return Objects.requireNonNullElse(outcome.code(structure), "");
  }

  private static <T> List<T> those(
      Outcome outcome,
      Predicate<Outcome.Change> which,
      Function<Outcome.Change, T> told,
      Function<T, Named> who) {
    return outcome.changes().stream()
        .filter(which)
        .map(told)
        .sorted(Comparator.comparing(who, Named.BY_NAME))
        .toList();
  }
}
