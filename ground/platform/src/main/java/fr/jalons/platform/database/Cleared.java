package fr.jalons.platform.database;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a database has shown after deleted rows were overwritten.
 *
 * @param waitsFor what still keeps deleted rows; empty once nothing does
 * @param unverified what this account may not look at, or what no database can tell
 */
public record Cleared(List<Obstacle> waitsFor, Set<Unverified> unverified) {
  /** Nothing is in the way, and everything was looked at. */
  public static final Cleared NOTHING_LEFT = new Cleared(List.of(), Set.of());

  public Cleared {
    waitsFor = List.copyOf(waitsFor);
    unverified = Collections.unmodifiableSortedSet(new TreeSet<>(unverified));
  }

  /**
   * Something that keeps deleted rows for a while. Nothing in it was typed by anybody.
   *
   * @param database which one: {@code log} or {@code keys}
   * @param since when it began, where the server tells
   */
  public record Obstacle(String database, Kind kind, @Nullable Instant since) {}

  /** What can be in the way. */
  public enum Kind {
    /** A client has an older snapshot or transaction open: {@code pg_dump}, a BI tool, Jalons. */
    SESSION,
    /** PostgreSQL itself cleans or analyzes a table. */
    AUTOVACUUM,
    /** A standby still needs older rows. */
    STANDBY,
    /** Another process of the server. */
    WORKER,
    /** A transaction that was prepared and neither committed nor rolled back. */
    PREPARED_TRANSACTION,
    /** A replication slot. */
    REPLICATION_SLOT,
    /** A session holds a lock on one of the tables. */
    LOCK,
    /** A session of which this account may not see more: it is no member of {@code pg_monitor}. */
    HIDDEN_SESSION,
    /** The server keeps segments of its write-ahead log from before. */
    WRITE_AHEAD_LOG,
    /** A step failed; the log of the program says why. */
    FAILURE
  }

  /** What could not be looked at. */
  public enum Unverified {
    /** The write-ahead log: only a member of {@code pg_checkpoint} may write a checkpoint. */
    CHECKPOINT,
    /** The files of the write-ahead log: only a member of {@code pg_monitor} may list them. */
    WAL_FILES,
    /** Planner statistics: only the owner of the database may rewrite them. */
    STATISTICS,
    /** Copies of the write-ahead log in an archive. */
    ARCHIVE,
    /** The files of standby servers. */
    STANDBY
  }

  /** What is true of two databases. */
  public Cleared and(Cleared other) {
    Set<Unverified> both = new TreeSet<>();
    both.addAll(unverified);
    both.addAll(other.unverified);
    return new Cleared(
        Stream.concat(waitsFor.stream(), other.waitsFor.stream()).distinct().toList(), both);
  }

  /** Whether nothing is known that keeps a deleted row. */
  public boolean done() {
    return waitsFor.isEmpty();
  }
}
