package fr.jalons.platform.postgres;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot serve; the message tells the administrator what to do about it. */
public final class EmbeddedDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
