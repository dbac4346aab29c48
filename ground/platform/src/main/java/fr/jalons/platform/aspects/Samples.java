package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days that were measured, of which the median counts.
 *
 * @param people how many students they are measured of
 */
public record Samples(List<Integer> days, long people) implements Measure {
  private static final double DECIMALS = 10;

  /** Of one student. */
  public static Samples of(List<Integer> days) {
    return new Samples(days, days.isEmpty() ? 0 : 1);
  }

  @Override
  public Samples zero() {
    return new Samples(List.of(), 0);
  }

  @Override
  public Samples plus(Measure other) {
    Samples more = (Samples) other;
    return new Samples(
        Stream.concat(days.stream(), more.days.stream()).toList(), people + more.people);
  }

  /** The median to one decimal. */
  @Override
  public @Nullable Double value() {
    if (days.isEmpty()) {
      return null;
    }
    List<Integer> sorted = days.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    return Math.round(median * DECIMALS) / DECIMALS;
  }

  @Override
  public @Nullable Number numerator() {
    return null;
  }

  @Override
  public Number denominator() {
    return days.size();
  }

  @Override
  public SortedMap<String, Measure> parts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
