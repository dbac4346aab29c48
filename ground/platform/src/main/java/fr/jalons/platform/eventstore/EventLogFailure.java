package fr.jalons.platform.eventstore;

import java.sql.SQLException;

/**
 * The log could not be written or read. After a failed append the outcome may be unknown: repeating
 * the command with the same idempotency key is safe.
 */
public final class EventLogFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventLogFailure(String message, SQLException cause) {
    super(message, cause);
  }
}
