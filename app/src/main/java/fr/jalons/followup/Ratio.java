package fr.jalons.followup;

import org.jspecify.annotations.Nullable;

/** A share that is unknown, not zero, when there is nothing to divide by. */
final class Ratio {
  private static final double DECIMALS = 10_000;

  private Ratio() {}

  /** Numerator ÷ denominator to four decimals; null (shown as ∅) if the denominator is 0. */
  static @Nullable Double of(long numerator, long denominator) {
    return denominator == 0 ? null : Math.round(numerator * DECIMALS / denominator) / DECIMALS;
  }
}
