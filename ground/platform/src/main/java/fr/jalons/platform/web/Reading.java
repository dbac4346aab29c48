package fr.jalons.platform.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How people and programs write a value whose own form people do not know by heart: a class by its
 * code, a time without a zone. A bean of this type reads all components of commands of type {@code
 * T}.
 *
 * @param <W> what stands in the body
 * @param <T> what the command has
 */
public interface Reading<W, T> {

  /** What is being read. */
  Class<T> meant();

  /** What stands in the body. */
  Class<W> written();

  /**
   * The value meant.
   *
   * @param field the field it stands in, to be named by a refusal
   * @param day the day for which it must mean something: see {@link OnDayOf}
   * @throws fr.jalons.platform.refusal.Refusal if it means nothing
   */
  T read(W written, String field, LocalDate day);

  /** How somebody would write this value. */
  W write(T value);

  /** What stands for a value that was left out; null if that means nothing. */
  default @Nullable W leftOut() {
    return null;
  }
}
