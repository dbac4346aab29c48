package fr.jalons.platform.transparency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import javax.sql.DataSource;

/**
 * Signs what the log holds. The tree grows in memory, behind the appends and never within them;
 * after a start it is grown anew from the first event and must pass through every checkpoint that
 * was kept: a log that contradicts one is signed no more.
 */
public final class Checkpoints {
  private static final int FETCH = 10_000;
  private static final Duration APART = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final CheckpointFiles files;
  private final KnownLogKeys keys;
  private final MerkleTree tree = new MerkleTree();
  private final Deque<Checkpoint> ahead;
  private byte[] last = new byte[0];
  private long keptAt = System.nanoTime() - APART.toNanos();

  /** The key of the files becomes one that the log knows. */
  public Checkpoints(DataSource dataSource, CheckpointFiles files) {
    this.dataSource = dataSource;
    this.files = files;
    this.keys = new KnownLogKeys(dataSource);
    keys.admit(files.key());
    this.ahead = new ArrayDeque<>(files.kept());
  }

  /** Thrown when the log is not what was signed before. */
  public static final class Contradiction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Contradiction(long size) {
      super("The log contradicts what was signed or read when it had %d events".formatted(size));
    }
  }

  /** Signs the log as it stands and keeps the checkpoint. */
  public synchronized String issue() {
    return issue(true);
  }

  /**
   * Signs the log as it stands. The checkpoint is kept unless one was a short time ago: readers
   * cannot fill the disk by asking.
   */
  public synchronized String answer() {
    return issue(System.nanoTime() - keptAt >= APART.toNanos());
  }

  private String issue(boolean keep) {
    grow();
    if (!ahead.isEmpty()) {
      throw new Contradiction(ahead.getFirst().size()); // the log is shorter than what was signed
    }
    Checkpoint checkpoint = new Checkpoint(files.key().name(), tree.size(), tree.root());
    String note = files.key().sign(checkpoint);
    if (keep) {
      files.keep(checkpoint, note);
      keptAt = System.nanoTime();
    }
    return note;
  }

  /**
   * The checkpoint of a note that one of the keys of this log has signed, now or before.
   *
   * @throws IllegalArgumentException for anything else
   */
  public Checkpoint open(String note) {
    String name = note.lines().findFirst().orElse("");
    IllegalArgumentException refused =
        new IllegalArgumentException("not signed with a key of this log");
    for (LogKey key : keys.all()) {
      try {
        return key.named(name).open(note);
      } catch (IllegalArgumentException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }

  /** How many events the last checkpoint stands for. */
  public synchronized long size() {
    return tree.size();
  }

  private void grow() {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false); // or the driver would fetch all rows at once
      try (PreparedStatement query =
          connection.prepareStatement(
              "select hash from eventlog.event where position >= ? order by position")) {
        query.setFetchSize(FETCH);
        query.setLong(1, tree.size());
        try (ResultSet rows = query.executeQuery()) {
          compare();
          continueAt(rows);
          while (rows.next()) {
            byte[] hash = rows.getBytes(1);
            if (hash == null) {
              throw new Contradiction(tree.size()); // no writer leaves one out
            }
            last = hash;
            tree.add(last);
            compare();
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the log cannot be read", e);
    }
  }

  /**
   * Each hash covers all before it: if the last one stands, nothing before it was cut or redone.
   */
  private void continueAt(ResultSet rows) throws SQLException {
    if (tree.size() > 0 && !(rows.next() && Arrays.equals(rows.getBytes(1), last))) {
      throw new Contradiction(tree.size());
    }
  }

  private void compare() {
    while (!ahead.isEmpty() && ahead.getFirst().size() == tree.size()) {
      if (!ahead.getFirst().isRoot(tree.root())) {
        throw new Contradiction(ahead.getFirst().size());
      }
      ahead.removeFirst();
    }
  }
}
