package fr.jalons.school.importroster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * One import runs at a time, on all nodes together: it looks people up and gives new ones their
 * ids, which two at once would do twice.
 */
@Component
class ImportLock {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long IMPORTS = 0x726f73746572L; // "roster"

  private final DataSource dataSource;
  private final ReentrantLock thisNode = new ReentrantLock(true);

  ImportLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Runs {@code work} alone; answers 503 if its turn does not come within a minute. */
  <T> T run(Supplier<T> work) {
    // First among the threads of this node, so that those who wait do not hold connections.
    if (!locked()) {
      throw new CannotAcquireLockException("other imports are under way");
    }
    try {
      return aloneOnAllNodes(work);
    } finally {
      thisNode.unlock();
    }
  }

  private boolean locked() {
    try {
      return thisNode.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The lock ends with its transaction, and that with the connection, whatever happens. */
  private <T> T aloneOnAllNodes(Supplier<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.execute("set local lock_timeout = '" + PATIENCE.toMillis() + "ms'");
      jdbc.execute("select pg_advisory_xact_lock(" + IMPORTS + ")");
      try {
        return work.get();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new SQLErrorCodeSQLExceptionTranslator(dataSource).translate("import", null, e);
    }
  }
}
