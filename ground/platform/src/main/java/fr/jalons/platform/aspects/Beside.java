package fr.jalons.platform.aspects;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * By how many points the mean of a scope is above that of its whole school, to two decimals.
 *
 * @param own of the scope
 * @param school of the school; null where the scope is the school itself, which has nothing beside
 */
public record Beside(MeanPoints own, @Nullable MeanPoints school) implements Measure {

  /** Others of the scope; the school stays what it is. */
  @Override
  public Beside plus(Measure other) {
    return new Beside(own.plus(((Beside) other).own), school);
  }

  @Override
  public Beside zero() {
    return new Beside(own.zero(), school);
  }

  @Override
  public @Nullable Double value() {
    BigDecimal here = own.mean();
    BigDecimal everywhere = school == null ? null : school.mean();
    return here == null || everywhere == null
        ? null
        : here.subtract(everywhere)
            .setScale(MeanPoints.DECIMALS, RoundingMode.HALF_UP)
            .doubleValue();
  }

  @Override
  public @Nullable Number numerator() {
    return null;
  }

  @Override
  public Number denominator() {
    return own.denominator();
  }

  @Override
  public long people() {
    return own.people();
  }

  @Override
  public SortedMap<String, Measure> parts() {
    return own.parts();
  }
}
