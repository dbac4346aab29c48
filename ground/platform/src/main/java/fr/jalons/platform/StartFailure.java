package fr.jalons.platform;

import org.jspecify.annotations.Nullable;

/** Jalons cannot start; the message tells the administrator in a sentence what to do about it. */
public abstract class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected StartFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
