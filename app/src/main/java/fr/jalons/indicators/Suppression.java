package fr.jalons.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which figures say too much about somebody, because too few students stand behind them. A figure
 * that could be computed from others, as what remains of a sum, is withheld with one more.
 */
public final class Suppression {
  private Suppression() {}

  /**
   * A figure of one scope.
   *
   * @param people students behind its denominator
   * @param parts the next finer scopes that are shown beside it, whose figures sum up to it
   */
  public record Cell(Scope scope, long people, List<Cell> parts) {}

  /** The scopes whose figure is not to be shown, of a figure and all its parts. */
  public static Set<Scope> withheld(Cell whole, long least) {
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

  /** As long as what is withheld of a shown sum is one figure, or stands for too few together. */
  private static void complement(Cell cell, long least, Set<Scope> withheld) {
    if (!withheld.contains(cell.scope()) && !cell.parts().isEmpty()) {
      List<Cell> hidden =
          new ArrayList<>(
              cell.parts().stream().filter(p -> withheld.contains(p.scope())).toList());
      List<Cell> shown =
          new ArrayList<>(
              cell.parts().stream()
                  .filter(part -> part.people() > 0 && !withheld.contains(part.scope()))
                  .sorted(Comparator.comparingLong(Cell::people))
                  .toList());
      while (!hidden.isEmpty()
          && !shown.isEmpty()
          && (hidden.size() < 2 || hidden.stream().mapToLong(Cell::people).sum() < least)) {
        Cell next = shown.removeFirst();
        withheld.add(next.scope());
        hidden.add(next);
      }
      if (!hidden.isEmpty() && hidden.size() < 2) {
        withheld.add(cell.scope()); // there is no other part to hide it behind
      }
    }
    cell.parts().forEach(part -> complement(part, least, withheld));
  }

  /** The lines of one scope alone, as they may be shown. */
  public static List<IndicatorLine> of(List<IndicatorLine> lines, long members, long least) {
    return lines.stream()
        .map(
            line -> {
              Long people = line.people();
              boolean few =
                  people != null
                      && !withheld(new Cell(line.scope(), people, List.of()), least).isEmpty();
              return members < least || few ? line.asWithheld() : line;
            })
        .toList();
  }

  /** The lines of one scope among others, as they may be shown. */
  static List<IndicatorLine> of(
      List<IndicatorLine> lines, Map<String, Set<Scope>> withheldByCode) {
    return lines.stream()
        .map(
            line ->
                withheldByCode.getOrDefault(line.code(), Set.of()).contains(line.scope())
                    ? line.asWithheld()
                    : line)
        .toList();
  }
}
