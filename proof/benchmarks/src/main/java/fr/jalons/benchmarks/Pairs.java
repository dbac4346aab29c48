package fr.jalons.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Two things measured in turns, ours and the yardstick, so that what disturbs one disturbs both.
 */
final class Pairs {
  private final int count;
  private final List<Row> rows = new ArrayList<>();

  Pairs(int count) {
    this.count = count;
  }

  /** One side of a pair: measures once and says how much. */
  interface Side {
    double measure() throws Exception;
  }

  /** Which way is better. */
  enum Goal {
    AT_LEAST,
    AT_MOST
  }

  /** Medians, the range of the ratios, and what they were to reach. */
  record Row(
      String what,
      double ours,
      double yardstick,
      double ratio,
      double lowest,
      double highest,
      Goal direction,
      double goal,
      String unit) {

    boolean reached() {
      return direction == Goal.AT_LEAST ? ratio >= goal : ratio <= goal;
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %s | **%.2f** | %.2f – %.2f | %s %.2f | %s |",
          what,
          ours,
          yardstick,
          unit,
          ratio,
          lowest,
          highest,
          direction == Goal.AT_LEAST ? "≥" : "≤",
          goal,
          reached() ? "reached" : "missed");
    }
  }

  /** Measures both sides in turns; the first turn only warms up. */
  void compare(String what, String unit, Goal direction, double goal, Side ours, Side yardstick)
      throws Exception {
    ours.measure();
    yardstick.measure();
    List<Double> mine = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double one = ours.measure();
      double other = yardstick.measure();
      mine.add(one);
      theirs.add(other);
      ratios.add(one / other);
    }
    Row row =
        new Row(
            what,
            median(mine),
            median(theirs),
            median(ratios),
            Collections.min(ratios),
            Collections.max(ratios),
            direction,
            goal,
            unit);
    rows.add(row);
    System.out.println(row.markdown());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  int count() {
    return count;
  }

  List<Row> rows() {
    return rows;
  }
}
