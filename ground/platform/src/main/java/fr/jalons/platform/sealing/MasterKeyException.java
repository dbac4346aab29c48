package fr.jalons.platform.sealing;

import fr.jalons.platform.StartFailure;

/** The master key is missing, unreadable or another one; the message is for the administrator. */
public final class MasterKeyException extends StartFailure {
  private static final long serialVersionUID = 1L;

  MasterKeyException(String message, Throwable cause) {
    super(message, cause);
  }

  MasterKeyException(String message) {
    super(message, null);
  }
}
