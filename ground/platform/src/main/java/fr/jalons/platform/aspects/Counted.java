package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many there are, as a part of what is a share: it is none itself. */
public record Counted(Long numerator) implements Measure {
  @Override
  public Counted zero() {
    return new Counted(0L);
  }

  @Override
  public Counted plus(Measure other) {
    return new Counted(numerator + ((Counted) other).numerator);
  }

  @Override
  public @Nullable Double value() {
    return null;
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
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
