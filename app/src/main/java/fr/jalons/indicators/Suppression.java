package fr.jalons.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which figures say too much about somebody, because too few students stand behind them. A figure
 * that could be computed from others, as what remains of a sum, is withheld with one more.
 */
final class Suppression {
  private Suppression() {}

  /**
   * A figure of one scope.
   *
   * @param people students behind its denominator
   * @param parts the next finer scopes that are shown beside it, whose figures sum up to it
   */
  record Cell(Scope scope, long people, List<Cell> parts) {}

  /** The scopes whose figure is not to be shown, of a figure and all its parts. */
  static Set<Scope> withheld(Cell whole, long least) {
    Set<Scope> withheld = new HashSet<>();
    few(whole, least, withheld);
    complement(whole, least, withheld);
    return withheld;
  }

  private static void few(Cell cell, long least, Set<Scope> withheld) {
    if (cell.people() > 0 && cell.people() < least) {
      withheld.add(cell.scope());
    }
    cell.parts().forEach(part -> few(part, least, withheld));
  }

  /**
   * What is withheld of a shown sum, with those who are in none of its parts, must be more than one
   * figure and stand for enough students: the smallest of the other parts are withheld with it.
   */
  private static void complement(Cell cell, long least, Set<Scope> withheld) {
    if (!withheld.contains(cell.scope()) && !cell.parts().isEmpty()) {
      List<Cell> hidden = new ArrayList<>();
      List<Cell> shown = new ArrayList<>();
      for (Cell part : cell.parts()) {
        (withheld.contains(part.scope()) ? hidden : shown).add(part);
      }
      shown.removeIf(part -> part.people() == 0);
      shown.sort(Comparator.comparingLong(Cell::people));
      long rest = cell.people() - cell.parts().stream().mapToLong(Cell::people).sum();
      while (saysTooMuch(hidden, rest, least)) {
        if (shown.isEmpty()) {
          withheld.add(cell.scope()); // there is no other part to hide it behind
          break;
        }
        Cell next = shown.removeFirst();
        withheld.add(next.scope());
        hidden.add(next);
      }
    }
    cell.parts().forEach(part -> complement(part, least, withheld));
  }

  private static boolean saysTooMuch(List<Cell> hidden, long rest, long least) {
    long people = Math.max(0, rest) + hidden.stream().mapToLong(Cell::people).sum();
    long figures = hidden.size() + (rest > 0 ? 1 : 0);
    return people > 0 && (people < least || !hidden.isEmpty() && figures < 2);
  }

  /**
   * The scopes whose figure is not published: those of few people, and where one part of a sum
   * alone is suppressed, the smallest other one.
   *
   * @param people behind the figure of each scope; those without people are never suppressed
   * @param parts the published scopes of the next finer scale in each published scope
   */
  static Set<Scope> unpublished(
      Map<Scope, Long> people, Map<Scope, List<Scope>> parts, long least) {
    Set<Scope> suppressed = new HashSet<>();
    people.forEach(
        (scope, behind) -> {
          if (behind < least) {
            suppressed.add(scope);
          }
        });
    parts.forEach(
        (whole, all) -> {
          List<Scope> shown = all.stream().filter(people::containsKey).toList();
          List<Scope> hidden = shown.stream().filter(suppressed::contains).toList();
          if (hidden.size() == 1) {
            shown.stream()
                .filter(scope -> !suppressed.contains(scope))
                .min(
                    Comparator.<Scope>comparingLong(
                            scope -> Objects.requireNonNull(people.get(scope)))
                        .thenComparing(scope -> String.valueOf(scope.code())))
                .ifPresent(suppressed::add);
          }
        });
    return suppressed;
  }

  /**
   * The lines of a scope as they may be shown to those who see no students.
   *
   * @param members how many belong to the scope: of too few, nothing is shown
   * @param withheld by indicator, the scopes whose figure is not to be shown
   */
  static List<IndicatorLine> of(
      List<IndicatorLine> lines, long members, long least, Map<String, Set<Scope>> withheld) {
    return lines.stream()
        .map(
            line -> {
              Set<Scope> hidden = withheld.getOrDefault(line.code(), Set.of());
              return members < least || hidden.contains(line.scope()) ? line.asWithheld() : line;
            })
        .toList();
  }
}
