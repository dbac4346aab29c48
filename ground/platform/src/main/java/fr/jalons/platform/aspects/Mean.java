package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Days that were measured, of which the mean counts. No student is behind them.
 *
 * @param days all together
 * @param measured how often
 */
public record Mean(long days, long measured) implements Measure {
  private static final double DECIMALS = 10;

  @Override
  public Mean zero() {
    return new Mean(0, 0);
  }

  @Override
  public Mean plus(Measure other) {
    Mean more = (Mean) other;
    return new Mean(days + more.days, measured + more.measured);
  }

  /** To one decimal. */
  @Override
  public @Nullable Double value() {
    return measured == 0 ? null : Math.round(days * DECIMALS / measured) / DECIMALS;
  }

  @Override
  public @Nullable Number numerator() {
    return null;
  }

  @Override
  public Number denominator() {
    return measured;
  }

  @Override
  public long people() {
    return 0;
  }

  @Override
  public SortedMap<String, Measure> parts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
