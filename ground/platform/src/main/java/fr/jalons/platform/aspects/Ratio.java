package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A share: unknown, not zero, when there is nothing to divide by.
 *
 * @param people how many students stand behind the denominator
 */
public record Ratio(Long numerator, Long denominator, long people) implements Measure {
  private static final double DECIMALS = 10_000;

  /** Of one student. */
  public static Ratio of(long numerator, long denominator) {
    return new Ratio(numerator, denominator, denominator > 0 ? 1 : 0);
  }

  /** Of something that so many students stand behind. */
  public static Ratio among(long people, long numerator, long denominator) {
    return new Ratio(numerator, denominator, people);
  }

  /** One student of one, who counts or does not. */
  public static Ratio one(boolean counts) {
    return of(counts ? 1 : 0, 1);
  }

  @Override
  public Ratio zero() {
    return new Ratio(0L, 0L, 0);
  }

  @Override
  public Ratio plus(Measure other) {
    Ratio more = (Ratio) other;
    return new Ratio(
        numerator + more.numerator, denominator + more.denominator, people + more.people);
  }

  /** To four decimals. */
  @Override
  public @Nullable Double value() {
    return denominator == 0 ? null : Math.round(numerator * DECIMALS / denominator) / DECIMALS;
  }

  @Override
  public SortedMap<String, Measure> parts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
