package fr.jalons.regulation;

import fr.jalons.indicators.Curves.Curve;
import fr.jalons.platform.aspects.Indicator.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A curve as a picture of 320 by 120, and as a table.
 *
 * @param lines points that are joined, as SVG writes them; a gap where nothing was to be measured
 * @param target height of what is expected; null where nothing is
 */
record Drawing(
    String indicator,
    Unit unit,
    List<Point> points,
    List<String> lines,
    List<Mark> marks,
    @Nullable String target) {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 120;
  private static final double MARGIN = 8;

  /**
   * One day of the table.
   *
   * @param mark what happened on it; null for most
   */
  record Point(LocalDate day, @Nullable Double value, @Nullable String mark) {}

  /**
   * An upright line.
   *
   * @param what key of a word: decision or review
   */
  record Mark(String what, String x) {}

  /** When what was decided, and when its effect is looked at; null for what is still ahead. */
  record Days(@Nullable LocalDate decision, @Nullable LocalDate review) {
    @Nullable String mark(LocalDate day) {
      return day.equals(decision) ? "decision" : day.equals(review) ? "review" : null;
    }
  }

  static Drawing of(
      String indicator,
      List<LocalDate> days,
      Curve curve,
      Days marked,
      @Nullable BigDecimal expected) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      LocalDate day = days.get(i);
      points.add(new Point(day, curve.values().get(i), marked.mark(day)));
    }
    Scale scale = Scale.of(days, curve, expected);
    return new Drawing(
        indicator,
        curve.unit(),
        List.copyOf(points),
        scale.lines(points),
        points.stream()
            .flatMap(
                point ->
                    Stream.ofNullable(point.mark).map(what -> new Mark(what, scale.x(point.day))))
            .toList(),
        expected == null ? null : scale.y(expected.doubleValue()));
  }

  /** From days and values to places in the picture. */
  private record Scale(LocalDate first, long days, double least, double most) {
    static Scale of(List<LocalDate> days, Curve curve, @Nullable BigDecimal expected) {
      boolean share = curve.unit() == Unit.RATIO;
      double most =
          Stream.concat(
                  curve.values().stream().filter(Objects::nonNull),
                  Stream.ofNullable(expected).map(BigDecimal::doubleValue))
              .mapToDouble(Double::doubleValue)
              .max()
              .orElse(1);
      double least =
          curve.values().stream()
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .min()
              .orElse(0);
      return new Scale(
          days.getFirst(),
          Math.max(1, ChronoUnit.DAYS.between(days.getFirst(), days.getLast())),
          Math.min(0, least),
          share ? Math.max(1, most) : Math.max(most, Math.min(0, least) + 1));
    }

    String x(LocalDate day) {
      double along = (double) ChronoUnit.DAYS.between(first, day) / days;
      return place(MARGIN + along * (WIDTH - 2 * MARGIN));
    }

    String y(double value) {
      double up = (value - least) / (most - least);
      return place(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN));
    }

    private static String place(double at) {
      return String.format(Locale.ROOT, "%.1f", at);
    }

    List<String> lines(List<Point> points) {
      List<String> lines = new ArrayList<>();
      List<String> joined = new ArrayList<>();
      for (Point point : points) {
        if (point.value == null) {
          add(joined, lines);
        } else {
          joined.add(x(point.day) + ',' + y(point.value));
        }
      }
      add(joined, lines);
      return List.copyOf(lines);
    }

    private static void add(List<String> joined, List<String> lines) {
      if (!joined.isEmpty()) {
        lines.add(String.join(" ", joined));
        joined.clear();
      }
    }
  }
}
