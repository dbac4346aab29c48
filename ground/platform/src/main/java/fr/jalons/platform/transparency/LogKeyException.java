package fr.jalons.platform.transparency;

import fr.jalons.platform.StartFailure;
import org.jspecify.annotations.Nullable;

/**
 * The key of the log is missing or another one than before; the message is for the administrator.
 */
public final class LogKeyException extends StartFailure {
  private static final long serialVersionUID = 1L;

  LogKeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
