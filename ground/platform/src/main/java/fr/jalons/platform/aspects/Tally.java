package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many there are, and how many of each kind.
 *
 * @param total of all: one may be of several kinds
 */
public record Tally(long total, SortedMap<String, Long> counts) implements Measure {
  @Override
  public Tally zero() {
    return new Tally(0, Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  @Override
  public Tally plus(Measure other) {
    Tally more = (Tally) other;
    SortedMap<String, Long> both = new TreeMap<>(counts);
    more.counts.forEach((kind, count) -> both.merge(kind, count, Long::sum));
    return new Tally(total + more.total, Collections.unmodifiableSortedMap(both));
  }

  @Override
  public Double value() {
    return (double) total;
  }

  @Override
  public Number numerator() {
    return total;
  }

  @Override
  public @Nullable Number denominator() {
    return null;
  }

  @Override
  public long people() {
    return 0;
  }

  @Override
  public SortedMap<String, Measure> parts() {
    SortedMap<String, Measure> parts = new TreeMap<>();
    counts.forEach(
        (kind, count) ->
            parts.put(kind, new Tally(count, Collections.unmodifiableSortedMap(new TreeMap<>()))));
    return parts;
  }
}
