package fr.jalons.platform.aspects;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Subjects that are looked at together, such as the students of a class. What they come to is
 * summed up once: it stays known for as long as all of them are the same.
 */
public final class Together {
  private static final Together NOBODY = new Together(List.of());

  /** A school has some thirty figures, and some sixty classes and groups that have them. */
  private static final int AT_MOST = 5_000;

  private final List<Aspects> subjects;
  private final Map<Aspects.Measuring, Object> sums = new ConcurrentHashMap<>();

  /** For {@link Aspects#with}, and for a scope of which nothing stays known. */
  Together(List<Aspects> subjects) {
    this.subjects = subjects;
  }

  public static Together nobody() {
    return NOBODY;
  }

  /** Known with the first of them, so that it is forgotten with it. */
  public static Together of(Collection<Aspects> subjects) {
    return subjects.isEmpty() ? NOBODY : subjects.iterator().next().with(List.copyOf(subjects));
  }

  public List<Aspects> subjects() {
    return subjects;
  }

  public boolean isEmpty() {
    return subjects.isEmpty();
  }

  /** What an indicator, or evidence, comes to in a period. */
  <T> T sum(Object what, Period period, Supplier<T> sum) {
    return sum(what, period, sum, () -> true);
  }

  /**
   * As {@link #sum(Object, Period, Supplier)}.
   *
   * @param lasts whether it depends on nothing but these subjects, asked once it is there
   */
  @SuppressWarnings("unchecked") // each has sums of one type
  <T> T sum(Object what, Period period, Supplier<T> sum, BooleanSupplier lasts) {
    Aspects.Measuring asked = new Aspects.Measuring(what, period);
    Object known = sums.get(asked);
    if (known == null) {
      known = sum.get(); // which may ask for others
      if (lasts.getAsBoolean()) {
        Aspects.kept(sums, AT_MOST).put(asked, known);
      }
    }
    return (T) known;
  }
}
