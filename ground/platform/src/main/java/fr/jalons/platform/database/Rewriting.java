package fr.jalons.platform.database;

import fr.jalons.platform.database.Cleared.Kind;
import fr.jalons.platform.database.Cleared.Obstacle;
import fr.jalons.platform.database.Cleared.Unverified;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Leaves nothing of deleted rows in the files of one database, and looks whether that is so. A row
 * that is deleted stays in its page until the table is rewritten, and in the rewritten one for as
 * long as an older snapshot may see it; samples of it stay in planner statistics, and pages with it
 * in the write-ahead log.
 */
public final class Rewriting {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String LOCK_TIMEOUT = "2s";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final List<String> STATISTICS = List.of("pg_catalog.pg_statistic");

  /** The routine of PostgreSQL that tells how many dead rows a rewritten table still holds. */
  private static final String REPORTER = "copy_table_data";

  private static final Pattern COUNT = Pattern.compile("\\d+");

  private static final String TABLES =
      """
      select format('%I.%I', n.nspname, c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = any (?) order by 1
      """;

  /** Of the columns, and of the expressions of indexes. */
  private static final String CLEAR_STATISTICS =
      """
      select count(pg_clear_attribute_stats(n.nspname, c.relname, a.attname, false))
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indexrelid = c.oid
      where (c.relkind = 'r' or i.indexprs is not null) and n.nspname = any (?)
      """;

  /** Who may still see what was deleted before a transaction began. */
  private static final String OLDER =
      """
      select kind, since from (
        select
          case when backend_type is null then 'HIDDEN_SESSION' when backend_type = 'client backend' then 'SESSION'
            when backend_type = 'autovacuum worker' then 'AUTOVACUUM' when backend_type = 'walsender' then 'STANDBY'
            else 'WORKER' end as kind,
          coalesce(xact_start, backend_start) as since, greatest(age(backend_xid), age(backend_xmin)) as age
        from pg_stat_activity
        where pid <> pg_backend_pid() and (datname = current_database() or datname is null)
        union all
        select 'PREPARED_TRANSACTION', prepared, age(transaction)
        from pg_prepared_xacts where database = current_database()
        union all
        select 'REPLICATION_SLOT', null, greatest(age(xmin), age(catalog_xmin)) from pg_replication_slots
      ) all_of_them
      where age > age(?::xid) order by since
      """;

  private final String name;
  private final DataSource source;

  /**
   * @param name what the database is called in an {@link Obstacle}
   */
  public Rewriting(String name, DataSource source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Rewrites all tables of some schemas. What was deleted before is gone from the disk if the
   * answer is {@link Cleared#done}. No other transaction waits for it longer than a few seconds.
   */
  public Cleared of(Collection<String> schemas) {
    try (Connection connection = source.getConnection()) {
      try {
        execute(connection, "set lock_timeout = '" + LOCK_TIMEOUT + "'");
        return rewritten(connection, schemas.toArray(String[]::new));
      } finally {
        execute(connection, "reset lock_timeout");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The tables cannot be rewritten: " + e.getMessage(), e);
    }
  }

  private Cleared rewritten(Connection connection, String[] schemas) throws SQLException {
    Set<Unverified> unverified = EnumSet.noneOf(Unverified.class);
    List<Obstacle> obstacles = rewrite(connection, tables(connection, schemas), unverified);
    if (obstacles.isEmpty()) {
      // Only now: an analysis of a table meanwhile sees no deleted row in it.
      query(connection, CLEAR_STATISTICS, connection.createArrayOf("text", schemas));
      obstacles = rewrite(connection, STATISTICS, unverified);
    }
    if (obstacles.isEmpty()) {
      obstacles = new WriteAheadLog(name, connection, unverified).passed();
    }
    return new Cleared(obstacles, unverified);
  }

  private List<Obstacle> rewrite(
      Connection connection, List<String> tables, Set<Unverified> unverified) throws SQLException {
    String now = query(connection, "select pg_current_xact_id()::xid::text", null);
    List<String> remaining = new ArrayList<>(tables);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Obstacle> obstacles = older(connection, now);
    while (System.nanoTime() < deadline) {
      // One that vacuums keeps no rows, one that analyzes does: the rewritten table will tell.
      if (obstacles.stream().allMatch(one -> one.kind() == Kind.AUTOVACUUM)) {
        boolean onlyNewer = obstacles.isEmpty();
        try {
          for (String table : List.copyOf(remaining)) {
            if (rewrite(connection, table, onlyNewer, unverified)) {
              remaining.remove(table);
            }
          }
        } catch (SQLException e) {
          if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            throw e;
          }
          return List.of(new Obstacle(name, Kind.LOCK, null));
        }
        if (remaining.isEmpty()) {
          return List.of();
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      obstacles = older(connection, now);
    }
    return obstacles.isEmpty() ? List.of(new Obstacle(name, Kind.WORKER, null)) : obstacles;
  }

  /**
   * Writes a table again, and says whether nothing of what was deleted is in it.
   *
   * @param onlyNewer whether dead rows that are left can only have died since
   */
  private static boolean rewrite(
      Connection connection, String table, boolean onlyNewer, Set<Unverified> unverified)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum (full, verbose) " + table);
      OptionalLong dead = dead(statement.getWarnings());
      if (dead.isPresent()) {
        return onlyNewer || dead.getAsLong() == 0;
      }
      if (!STATISTICS.contains(table)) {
        throw new SQLException("the server does not say that it has rewritten " + table);
      }
      unverified.add(Unverified.STATISTICS); // skipped, with a warning
      return true;
    }
  }

  /** As the server reports it, in whatever language. */
  private static OptionalLong dead(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      if (warning instanceof PSQLWarning told) {
        ServerErrorMessage message = told.getServerErrorMessage();
        if (REPORTER.equals(message.getRoutine()) && message.getDetail() != null) {
          Matcher count = COUNT.matcher(Objects.requireNonNull(message.getDetail()));
          return count.find()
              ? OptionalLong.of(Long.parseLong(count.group()))
              : OptionalLong.empty();
        }
      }
    }
    return OptionalLong.empty();
  }

  private List<Obstacle> older(Connection connection, String than) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OLDER)) {
      statement.setString(1, than);
      List<Obstacle> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
          found.add(
              new Obstacle(
                  name, Kind.valueOf(row.getString(1)), since == null ? null : since.toInstant()));
        }
      }
      return found;
    }
  }

  private static List<String> tables(Connection connection, String[] schemas) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setArray(1, connection.createArrayOf("text", schemas));
      List<String> tables = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      return tables;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one value that a query gives. */
  static String query(Connection connection, String sql, @Nullable Object argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (argument != null) {
        statement.setObject(1, argument);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }
}
