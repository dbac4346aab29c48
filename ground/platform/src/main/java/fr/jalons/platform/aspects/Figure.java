package fr.jalons.platform.aspects;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an aspect says in one number or word: a column of the class's table, and what the audit
 * compares before and after an event. A method {@code figures} of the aspect gives them.
 *
 * @param key of its name in the bundles, as {@code figure.KEY}
 * @param value a number, a {@link Share}, a {@link Rate}, a day, or a constant whose name the
 *     bundles hold; null if there is none
 * @param column whether the class's table shows it unless told otherwise
 */
public record Figure(String key, @Nullable Object value, boolean column) {
  public Figure {
    if (value instanceof CharSequence) {
      throw new IllegalArgumentException(key + ": a figure is no text, which may be sealed");
    }
  }

  /** So many of so many. */
  public record Share(long part, long whole) {}

  /** A share between 0 and 1; null (∅) where there is nothing to divide by. */
  public record Rate(@Nullable Double value) {}

  public static Figure count(String key, long value) {
    return new Figure(key, value, true);
  }

  public static Figure share(String key, long part, long whole) {
    return new Figure(key, new Share(part, whole), true);
  }

  public static Figure rate(String key, @Nullable Double value) {
    return new Figure(key, new Rate(value), true);
  }

  public static Figure day(String key, @Nullable LocalDate value) {
    return new Figure(key, value, true);
  }

  public static Figure label(String key, @Nullable Enum<?> value) {
    return new Figure(key, value, true);
  }

  /** The same, for the audit alone. */
  public Figure asDetail() {
    return new Figure(key, value, false);
  }
}
