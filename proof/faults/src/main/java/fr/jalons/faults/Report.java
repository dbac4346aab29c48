package fr.jalons.faults;

import java.util.ArrayList;
import java.util.List;

/** A table of figures, each passed or missed, and the exit code that follows. */
public final class Report {
  private final List<Line> lines = new ArrayList<>();

  /**
   * A line of the table.
   *
   * @param timed whether the figure is a time, which a busy machine makes longer
   */
  private record Line(String what, String figure, boolean passed, boolean timed) {}

  /** One figure. */
  public Report add(String what, Object figure, boolean passed) {
    return add(new Line(what, String.valueOf(figure), passed, false));
  }

  /** A time: a run on a quiet machine misses its goal by it, a test does not. */
  public Report time(String what, String figure, boolean inTime) {
    return add(new Line(what, figure, inTime, true));
  }

  private Report add(Line line) {
    lines.add(line);
    System.out.println(line); // a long run tells how it goes
    return this;
  }

  /** One figure that must be zero. */
  public Report none(String what, long count) {
    return add(what, count, count == 0);
  }

  /** Whether all have passed, whatever time it took. */
  public boolean passed() {
    return lines.stream().allMatch(line -> line.passed() || line.timed());
  }

  @Override
  public String toString() {
    int width = lines.stream().mapToInt(line -> line.what().length()).max().orElse(0);
    int figures = lines.stream().mapToInt(line -> line.figure().length()).max().orElse(0);
    StringBuilder table = new StringBuilder("\n");
    for (Line line : lines) {
      table.append(
          ("%-" + (width + 2) + "s %" + Math.max(1, figures) + "s  %s%n")
              .formatted(line.what(), line.figure(), line.passed() ? "pass" : "FAIL"));
    }
    return table.toString();
  }

  /** Prints the table and ends the program: with 0 if all have passed, in time. */
  public void exit() {
    System.out.println(this);
    System.out.flush();
    System.exit(lines.stream().allMatch(Line::passed) ? 0 : 1);
  }
}
