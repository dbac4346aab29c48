package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after its commit an event is in the rows of the follow-ups: every few milliseconds, the
 * end of the log and the position that is stored with the rows, in one snapshot.
 */
final class Lag {
  private static final Duration STEP = Duration.ofMillis(5);

  /** The token is committed together with the rows. */
  private static final String WHERE_BOTH_STAND =
      """
      select (select coalesce(max(position), 0) from eventlog.event) as head,
        coalesce(min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint), 0) as reached
      from eventlog.token where processor = 'followup.aspects'
      """;

  private final HikariDataSource pool;
  private volatile boolean ended;

  Lag(HikariDataSource pool) {
    this.pool = pool;
  }

  private record Seen(long head, long at) {}

  void end() {
    ended = true;
  }

  /** Looks until {@link #end}; the 99th percentile of the lag in milliseconds. */
  double percentile99() throws SQLException {
    Deque<Seen> waiting = new ArrayDeque<>();
    List<Double> lags = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(WHERE_BOTH_STAND)) {
      while (!ended || !waiting.isEmpty()) {
        try (ResultSet row = query.executeQuery()) {
          row.next();
          long now = System.nanoTime();
          if (!ended && (waiting.isEmpty() || row.getLong("head") > waiting.getLast().head())) {
            waiting.add(new Seen(row.getLong("head"), now));
          }
          while (!waiting.isEmpty() && waiting.getFirst().head() <= row.getLong("reached")) {
            lags.add((now - waiting.removeFirst().at()) / 1e6);
          }
        }
        LockSupport.parkNanos(STEP.toNanos());
      }
    }
    lags.sort(null);
    return lags.get((int) (lags.size() * 0.99));
  }

  /** How many events of the log the slowest read model has not seen. */
  static long behind(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select (select coalesce(max(position), 0) from eventlog.event)
                  - coalesce(min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint), 0)
                from eventlog.token
                """);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
