package fr.jalons.platform.aspects;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an indicator counts of one subject; of several, it is the sum. */
public sealed interface Measure
    permits Ratio, Distinct, Samples, Tally, Grouped, Mean, MeanPoints, Beside, Quotient, Counted {

  /** Of this and another subject together. */
  Measure plus(Measure other);

  /** The same of no subject. */
  Measure zero();

  /** The figure, or null (∅) where there is nothing to divide by. */
  @Nullable Double value();

  /** What is divided; null where nothing is. */
  @Nullable Number numerator();

  /** What it is divided by, or how many were measured; null for a count. */
  @Nullable Number denominator();

  /** How many students stand behind the denominator. */
  long people();

  /** The same for each part of a breakdown; empty for most. */
  SortedMap<String, Measure> parts();
}
