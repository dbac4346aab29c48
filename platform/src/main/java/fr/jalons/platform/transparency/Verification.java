package fr.jalons.platform.transparency;

import fr.jalons.platform.eventstore.HashChain;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the log from its first event: every digest with its tags, the chain of hashes, and the
 * tree, which is compared with checkpoints kept elsewhere. It reads one snapshot through a cursor,
 * so that it needs little memory and appends go on.
 */
public final class Verification {
  private static final int FETCH = 2_000;

  /** A tag without an event counts at the position it claims. */
  private static final String SQL =
      """
      select coalesce(e.position, t.position), e.id, e.type, e.revision, e.payload::text,
        e.metadata::text, e.recorded_at, e.hash, t.tags
      from eventlog.event e
      full join (
        select position, array_agg(tag) as tags from eventlog.event_tag group by position
      ) t on t.position = e.position
      order by 1
      """;

  private final Deque<Checkpoint> ahead;
  private final MerkleTree tree = new MerkleTree();
  private byte[] hash = HashChain.genesis();
  private long lastAgreed;

  /**
   * @param checkpoints what the log is to agree with
   */
  public Verification(Collection<Checkpoint> checkpoints) {
    this.ahead =
        new ArrayDeque<>(
            checkpoints.stream().sorted(Comparator.comparingLong(Checkpoint::size)).toList());
  }

  /** How many events there are to verify. */
  public static long size(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(max(position), 0) from eventlog.event")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Verifies the log of a database.
   *
   * @param progress is told how many events hold so far
   * @return the first position that does not hold, if there is one
   */
  public OptionalLong run(Connection connection, LongConsumer progress) throws SQLException {
    connection.setAutoCommit(false); // or the driver would fetch all rows at once
    try {
      return read(connection, progress);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  OptionalLong read(Connection connection, LongConsumer progress) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(SQL)) {
        OptionalLong broken = compare();
        while (broken.isEmpty() && row.next()) {
          if (!holds(row)) {
            broken = OptionalLong.of(tree.size() + 1);
          } else {
            tree.add(hash);
            broken = compare();
          }
          if (tree.size() % FETCH == 0) {
            progress.accept(tree.size());
          }
        }
        progress.accept(tree.size());
        if (broken.isEmpty() && !ahead.isEmpty()) {
          return OptionalLong.of(tree.size() + 1); // the tail is gone
        }
        return broken;
      }
    }
  }

  private boolean holds(ResultSet row) throws SQLException {
    long position = tree.size() + 1;
    if (row.getLong(1) != position || row.getObject("id") == null) {
      return false;
    }
    byte[] digest =
        HashChain.digest(
            row.getObject("id", UUID.class),
            row.getString("type"),
            row.getString("revision"),
            row.getString(5),
            row.getString(6),
            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
            tags(row.getArray("tags")));
    hash = HashChain.link(hash, position, digest);
    return Arrays.equals(hash, row.getBytes("hash"));
  }

  private static List<String> tags(@Nullable Array tags) throws SQLException {
    return tags == null ? List.of() : List.of((String[]) tags.getArray());
  }

  /** Beyond the last checkpoint that agrees, nothing is known to be as it was. */
  private OptionalLong compare() {
    while (!ahead.isEmpty() && ahead.getFirst().size() == tree.size()) {
      if (!ahead.removeFirst().isRoot(tree.root())) {
        return OptionalLong.of(lastAgreed + 1);
      }
      lastAgreed = tree.size();
    }
    return OptionalLong.empty();
  }
}
