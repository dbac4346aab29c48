package fr.jalons.platform.eventstore;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an SQL error of the writer means for the appends it was writing. */
enum WriteFailure {
  /** The connection is gone, and with it the knowledge whether they were committed. */
  LOST,
  /** One of them is not acceptable: it would never be. */
  REFUSED,
  /** The server cannot do it now; nothing was written. */
  UNABLE;

  /**
   * Class 08 is a connection exception, 57P01 to 57P03 a server that stops or is not up yet;
   * classes 22 and 23 are bad data and broken constraints.
   */
  static WriteFailure of(SQLException e) {
    @Nullable String state = e.getSQLState();
    if (state == null || state.startsWith("08") || state.startsWith("57P")) {
      return LOST;
    }
    return state.startsWith("22") || state.startsWith("23") ? REFUSED : UNABLE;
  }
}
