package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A measure with the same for each part of a breakdown. */
public record Grouped(Measure total, SortedMap<String, Measure> parts) implements Measure {
  @Override
  public Grouped zero() {
    return new Grouped(total.zero(), Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  @Override
  public Grouped plus(Measure other) {
    Grouped more = (Grouped) other;
    SortedMap<String, Measure> both = new TreeMap<>(parts);
    more.parts.forEach((part, measure) -> both.merge(part, measure, Measure::plus));
    return new Grouped(total.plus(more.total), Collections.unmodifiableSortedMap(both));
  }

  @Override
  public @Nullable Double value() {
    return total.value();
  }

  @Override
  public @Nullable Number numerator() {
    return total.numerator();
  }

  @Override
  public @Nullable Number denominator() {
    return total.denominator();
  }

  @Override
  public long people() {
    return total.people();
  }
}
