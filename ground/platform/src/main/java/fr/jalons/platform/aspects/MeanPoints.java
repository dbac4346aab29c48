package fr.jalons.platform.aspects;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Points that were measured, of which the mean counts, to two decimals.
 *
 * @param people how many students they are measured of
 */
public record MeanPoints(BigDecimal sum, long count, long people) implements Measure {
  static final int DECIMALS = 2;
  private static final int EXACT = 12;

  /** Of one student. */
  public static MeanPoints of(Collection<BigDecimal> numbers) {
    return new MeanPoints(
        numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
        numbers.size(),
        numbers.isEmpty() ? 0 : 1);
  }

  @Override
  public MeanPoints zero() {
    return of(List.of());
  }

  @Override
  public MeanPoints plus(Measure other) {
    MeanPoints more = (MeanPoints) other;
    return new MeanPoints(sum.add(more.sum), count + more.count, people + more.people);
  }

  /** Before it is rounded; null of nothing. */
  @Nullable BigDecimal mean() {
    return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), EXACT, RoundingMode.HALF_UP);
  }

  @Override
  public @Nullable Double value() {
    return count == 0
        ? null
        : sum.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP).doubleValue();
  }

  @Override
  public @Nullable Number numerator() {
    return null;
  }

  @Override
  public Number denominator() {
    return count;
  }

  @Override
  public SortedMap<String, Measure> parts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
