package fr.jalons.platform.aspects;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A share or rate of what is no whole number, such as hours. No student is behind it. */
public record Quotient(BigDecimal numerator, BigDecimal denominator) implements Measure {
  private static final int DECIMALS = 4;

  /** Both as they are shown: to four decimals, without zeros at the end. */
  public Quotient {
    numerator = plain(numerator);
    denominator = plain(denominator);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  @Override
  public Quotient zero() {
    return new Quotient(BigDecimal.ZERO, BigDecimal.ZERO);
  }

  @Override
  public Quotient plus(Measure other) {
    Quotient more = (Quotient) other;
    return new Quotient(numerator.add(more.numerator), denominator.add(more.denominator));
  }

  /** To four decimals. */
  @Override
  public @Nullable Double value() {
    return denominator.signum() == 0
        ? null
        : numerator.divide(denominator, DECIMALS, RoundingMode.HALF_UP).doubleValue();
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
