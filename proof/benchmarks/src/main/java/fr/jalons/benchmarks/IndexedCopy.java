package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The yardstick of an import: COPY into the same tables and indexes, with neither chain nor order.
 */
final class IndexedCopy {
  private static final String NO_HASH = "\\\\x" + "00".repeat(32);

  private IndexedCopy() {}

  static void run(HikariDataSource pool, long first, Iterator<Past> history)
      throws SQLException, IOException {
    StringBuilder events = new StringBuilder();
    StringBuilder tags = new StringBuilder();
    for (long position = first; history.hasNext(); position++) {
      Past event = history.next();
      events
          .append(event.id())
          .append('\t')
          .append(event.type())
          .append('\t')
          .append(event.revision())
          .append('\t')
          .append(event.payload())
          .append('\t')
          .append(event.metadata())
          .append('\t')
          .append(event.recordedAt())
          .append('\t')
          .append(NO_HASH)
          .append('\n');
      for (String tag : event.tags()) {
        tags.append(tag).append('\t').append(position).append('\n');
      }
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      copy.copyIn(
          "copy yard.event (id, type, revision, payload, metadata, recorded_at, hash) from stdin",
          new StringReader(events.toString()));
      copy.copyIn("copy yard.event_tag from stdin", new StringReader(tags.toString()));
      connection.commit();
      statement.getConnection().setAutoCommit(true);
    }
  }
}
