package fr.jalons.platform.aspects;

import fr.jalons.platform.StartFailure;
import java.math.BigDecimal;
import java.time.Period;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set, declared once as a constant of the aspect that reads it by {@link
 * Aspects#setting}. It changes views and indicators; folds must not use it, for rows keep states.
 *
 * @param <T> what its value is
 */
public final class Setting<T> {
  private final Function<Function<String, @Nullable String>, T> reading;

  private Setting(Function<Function<String, @Nullable String>, T> reading) {
    this.reading = reading;
  }

  /**
   * A number of days, which an operator writes as {@code P30D}.
   *
   * @param name whole, such as {@code jalons.recent-contact}
   */
  public static Setting<Integer> days(String name, int otherwise) {
    return new Setting<>(
        environment -> {
          String set = set(environment, name);
          return set == null
              ? otherwise
              : read(name, set, "a number of days such as P30D", Setting::days);
        });
  }

  /** How many of something, at least one, which an operator writes as {@code 3}. */
  public static Setting<Integer> count(String name, int otherwise) {
    return new Setting<>(
        environment -> {
          String set = set(environment, name);
          return set == null
              ? otherwise
              : read(name, set, "a number from 1 on, such as 3", Setting::count);
        });
  }

  /** A share above 0 and up to 1, which an operator writes as {@code 0.80}. */
  public static Setting<BigDecimal> share(String name, BigDecimal otherwise) {
    return new Setting<>(
        environment -> {
          String set = set(environment, name);
          return set == null
              ? otherwise
              : read(name, set, "a share up to 1, such as 0.80", text -> number(text, 1));
        });
  }

  /**
   * Numbers by keys, each of which may be set: the name, a point, the key. The map has no key that
   * has no number; an empty text takes one away.
   *
   * @param most the largest that makes sense
   * @param keys all that may be set
   */
  public static Setting<Map<String, BigDecimal>> numbers(
      String name, int most, Collection<String> keys, Map<String, ? extends BigDecimal> otherwise) {
    return new Setting<>(
        environment -> {
          Map<String, BigDecimal> found = new TreeMap<>(otherwise);
          for (String key : keys) {
            String one = name + "." + key;
            String set = environment.apply(one);
            if (set != null && set.isBlank()) {
              found.remove(key);
            } else if (set != null) {
              String wanted = "a number above 0 and up to " + most + ", such as 101.5";
              found.put(key, read(one, set, wanted, text -> number(text, most)));
            }
          }
          return Map.copyOf(found);
        });
  }

  private static @Nullable String set(Function<String, @Nullable String> environment, String name) {
    String text = environment.apply(name);
    return text == null || text.isBlank() ? null : text;
  }

  private static <V> V read(String name, String text, String wanted, Function<String, V> parse) {
    try {
      return parse.apply(text.strip());
    } catch (RuntimeException e) {
      String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
      throw new Unusable("%s is “%s”. Set it to %s.".formatted(variable, text, wanted), e);
    }
  }

  private static Integer days(String text) {
    Period period = Period.parse(text);
    if (period.toTotalMonths() != 0 || period.getDays() < 1) {
      throw new IllegalArgumentException();
    }
    return period.getDays();
  }

  private static Integer count(String text) {
    int count = Integer.parseInt(text);
    if (count < 1) {
      throw new IllegalArgumentException();
    }
    return count;
  }

  private static BigDecimal number(String text, int most) {
    BigDecimal number = new BigDecimal(text);
    if (number.signum() < 1 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static final class Unusable extends StartFailure {
    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Its value; one that cannot be read stops the start. */
  T in(Function<String, @Nullable String> environment) {
    return Objects.requireNonNull(reading.apply(environment));
  }
}
