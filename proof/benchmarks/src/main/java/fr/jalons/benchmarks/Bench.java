package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.ScratchServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What all measures share.
 *
 * @param pool on a log that holds {@code preloaded} events, and the yardstick's tables with as many
 * @param connections on the same, for the yardstick's clients
 * @param turn how long one side of a pair is measured
 * @param large how many events a log that counts as large holds
 */
record Bench(
    ScratchServer server,
    Pairs pairs,
    long preloaded,
    long large,
    Duration turn,
    HikariDataSource pool,
    HikariDataSource connections)
    implements AutoCloseable {

  /** Does so many things and says how many. */
  interface Counted {
    long run() throws Exception;
  }

  static double perSecond(Counted work) throws Exception {
    long begun = System.nanoTime();
    long done = work.run();
    return done / ((System.nanoTime() - begun) / 1e9);
  }

  /** The last position of a log. */
  static long head(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(position) from eventlog.event")) {
      row.next();
      return row.getLong(1);
    }
  }

  static void sql(HikariDataSource pool, String... statements) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Gives back what a measure has opened: the next one's peer wants the server's connections. */
  void release() {
    pool.getHikariPoolMXBean().softEvictConnections();
    connections.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    pool.close();
    connections.close();
  }
}
