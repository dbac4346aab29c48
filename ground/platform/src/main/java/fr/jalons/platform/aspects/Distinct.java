package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A share of different things, such as teachers, of which several subjects may name the same. */
public record Distinct(Set<String> of, Set<String> among) implements Measure {
  @Override
  public Distinct zero() {
    return new Distinct(Set.of(), Set.of());
  }

  @Override
  public Distinct plus(Measure other) {
    Distinct more = (Distinct) other;
    return new Distinct(union(of, more.of), union(among, more.among));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  @Override
  public @Nullable Double value() {
    return Ratio.of(of.size(), among.size()).value();
  }

  @Override
  public Number numerator() {
    return of.size();
  }

  @Override
  public Number denominator() {
    return among.size();
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
