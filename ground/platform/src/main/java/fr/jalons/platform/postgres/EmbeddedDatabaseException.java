package fr.jalons.platform.postgres;

import fr.jalons.platform.StartFailure;
import org.jspecify.annotations.Nullable;

/** The embedded database cannot serve; the message tells the administrator what to do about it. */
public final class EmbeddedDatabaseException extends StartFailure {
  private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
