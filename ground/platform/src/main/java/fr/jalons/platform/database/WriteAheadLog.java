package fr.jalons.platform.database;

import fr.jalons.platform.database.Cleared.Kind;
import fr.jalons.platform.database.Cleared.Obstacle;
import fr.jalons.platform.database.Cleared.Unverified;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The write-ahead log of a server. Its segments hold what was written and, after a checkpoint, the
 * whole pages around each change. They are left behind: the log goes on in another segment, a
 * checkpoint makes the older ones needless, and those that PostgreSQL has set aside for later use,
 * with their old content, are written over.
 */
final class WriteAheadLog {
  private static final int CHUNK = 1 << 20;

  /** As many segments of the usual size as PostgreSQL sets aside with 4 GB of log. */
  private static final int MOST_AHEAD = 256;

  /** Numbered by their names without the timeline. */
  private static final String SEGMENTS =
      "from (select substr(name, 9) as number from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$') segment where true";

  private final String database;
  private final Connection connection;
  private final Set<Unverified> unverified;

  WriteAheadLog(String database, Connection connection, Set<Unverified> unverified) {
    this.database = database;
    this.connection = connection;
    this.unverified = unverified;
  }

  /** Leaves all behind that was written so far, and tells what is in the way. */
  List<Obstacle> passed() throws SQLException {
    noteCopies();
    if (!is("pg_has_role('pg_checkpoint', 'usage')")) {
      unverified.add(Unverified.CHECKPOINT);
      return List.of();
    }
    fillUpTo(current());
    Rewriting.execute(connection, "checkpoint");
    if (!is("has_function_privilege('pg_ls_waldir()', 'execute')")) {
      unverified.add(Unverified.WAL_FILES);
      return List.of();
    }
    if (count("number < (select substr(redo_wal_file, 9) from pg_control_checkpoint())") > 0) {
      return List.of(new Obstacle(database, Kind.WRITE_AHEAD_LOG, null));
    }
    return overwritten();
  }

  private void noteCopies() throws SQLException {
    if (is("current_setting('archive_mode') <> 'off'")) {
      unverified.add(Unverified.ARCHIVE);
    }
    if (is("exists (select from pg_stat_replication)")) {
      unverified.add(Unverified.STANDBY);
    }
  }

  /** Segments ahead of what is written now are old ones under another name, or empty. */
  private List<Obstacle> overwritten() throws SQLException {
    long ahead = count("number > '" + current() + "'");
    if (ahead > MOST_AHEAD) {
      return List.of(new Obstacle(database, Kind.WRITE_AHEAD_LOG, null));
    }
    if (ahead > 0) {
      fillUpTo(text("select max(number) " + SEGMENTS));
    }
    return List.of();
  }

  /** Writes zeros until the log has left a segment; no right is needed for that. */
  private void fillUpTo(String segment) throws SQLException {
    while (current().compareTo(segment) <= 0) {
      text("select pg_logical_emit_message(false, 'jalons', repeat('0', " + CHUNK + "))");
    }
  }

  /** The number of the segment in which the log goes on. */
  private String current() throws SQLException {
    return text("select substr(pg_walfile_name(pg_current_wal_insert_lsn()), 9)");
  }

  private long count(String condition) throws SQLException {
    return Long.parseLong(text("select count(*) " + SEGMENTS + " and " + condition));
  }

  private boolean is(String condition) throws SQLException {
    return Boolean.parseBoolean(text("select (" + condition + ")::text"));
  }

  private String text(String sql) throws SQLException {
    return Rewriting.query(connection, sql, null);
  }
}
