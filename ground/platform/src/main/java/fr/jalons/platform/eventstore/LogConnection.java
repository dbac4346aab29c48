package fr.jalons.platform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's one connection, opened when it is needed and kept; with the head of the log that was
 * learned through it, which is worth nothing once the connection is in doubt.
 */
final class LogConnection {
  private static final Logger LOG = LoggerFactory.getLogger(LogConnection.class);

  private final DataSource dataSource;
  private @Nullable Connection connection;
  private @Nullable AppendStatement statement;
  private Head head = Head.UNKNOWN;
  private RecentEvents recent = new RecentEvents(Long.MAX_VALUE);

  LogConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work that ends with a batch in the log. */
  interface Work {
    Batch run() throws SQLException;
  }

  Head head() {
    return head;
  }

  /** What this node knows to stand at the end of the log, if no other node has appended since. */
  RecentEvents recent() {
    return recent;
  }

  /** The batch is now the end of the log. */
  void learn(Batch batch) {
    if (batch.head() != head) { // it was found anew: somebody else may have appended
      recent = new RecentEvents(batch.head().position());
    }
    batch.links().forEach(recent::add);
    head = batch.newHead();
  }

  void forgetHead() {
    head = Head.UNKNOWN;
    recent = new RecentEvents(Long.MAX_VALUE);
  }

  AppendStatement statement() throws SQLException {
    if (statement == null) {
      statement = new AppendStatement(open());
    }
    return statement;
  }

  Batch inTransaction(Work work) throws SQLException {
    Connection open = open();
    open.setAutoCommit(false);
    try {
      Batch batch = work.run();
      open.commit();
      open.setAutoCommit(true);
      return batch;
    } catch (SQLException | RuntimeException e) {
      abandon(); // rolls back, and leaves no half-open transaction to reason about
      throw e;
    }
  }

  /** The positions of those appends that are in the log, by the id of their last event. */
  Map<UUID, Long> positions(List<Append> appends) throws SQLException {
    Map<UUID, Long> found = new HashMap<>();
    Connection open = open();
    try (PreparedStatement query =
        open.prepareStatement("select id, position from eventlog.event where id = any (?)")) {
      query.setArray(1, open.createArrayOf("uuid", appends.stream().map(Append::lastId).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
    }
    return found;
  }

  /** Gives up a connection in doubt: closing its socket rolls back what it had not committed. */
  void abandon() {
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("Aborting a broken connection", e);
      }
    }
    release();
  }

  /** Gives the connection back to its pool. */
  void release() {
    try (Connection open = connection) {
      connection = null;
      statement = null;
      forgetHead();
    } catch (SQLException e) {
      LOG.debug("Closing a broken connection", e);
    }
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      connection = dataSource.getConnection();
      connection.setAutoCommit(true);
    }
    return connection;
  }
}
