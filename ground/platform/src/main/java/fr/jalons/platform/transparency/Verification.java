package fr.jalons.platform.transparency;

import fr.jalons.platform.eventstore.HashChain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * tree, which is compared with checkpoints kept elsewhere. It reads one snapshot through cursors,
 * so that it needs little memory and appends go on.
 */
public final class Verification {
  private static final int FETCH = 2_000;

  private static final String EVENTS =
      """
      select position, id, type, revision, payload::text, metadata::text, recorded_at, hash
      from eventlog.event order by position
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
    try (Statement snapshot = connection.createStatement()) {
      snapshot.execute("set transaction isolation level repeatable read, read only");
      return read(connection, progress);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  OptionalLong read(Connection connection, LongConsumer progress) throws SQLException {
    try (Statement events = cursor(connection);
        Statement tags = cursor(connection);
        ResultSet row = inStoredOrder(events);
        TagRows tagRows = new TagRows(tags)) {
      OptionalLong broken = compare();
      while (broken.isEmpty() && row.next()) {
        if (!holds(row, tagRows)) {
          return OptionalLong.of(tree.size() + 1);
        }
        tree.add(hash);
        broken = compare();
        if (tree.size() % FETCH == 0) {
          progress.accept(tree.size());
        }
      }
      progress.accept(tree.size());
      if (broken.isEmpty() && (!ahead.isEmpty() || tagRows.more())) {
        return OptionalLong.of(tree.size() + 1); // the tail is gone, or only its tags are left
      }
      return broken;
    }
  }

  /** Along the primary key; the planner would rather sort the whole log on disk first. */
  private static ResultSet inStoredOrder(Statement events) throws SQLException {
    events.execute("set local enable_sort = off");
    ResultSet rows = events.executeQuery(EVENTS);
    try (Statement onlyThere = events.getConnection().createStatement()) {
      onlyThere.execute("set local enable_sort = on");
    }
    return rows;
  }

  private static Statement cursor(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setFetchSize(FETCH);
    return statement;
  }

  private boolean holds(ResultSet row, TagRows tagRows) throws SQLException {
    long position = tree.size() + 1;
    if (row.getLong(1) != position) {
      return false;
    }
    List<String> tags = tagRows.of(position);
    byte[] digest = tags == null ? null : digest(row, tags);
    if (digest == null) {
      return false;
    }
    hash = HashChain.link(hash, position, digest);
    return Arrays.equals(hash, row.getBytes("hash"));
  }

  /** Null for what no writer could have written: it is to be found, not to trip over. */
  private static byte @Nullable [] digest(ResultSet row, List<String> tags) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
    List<String> texts =
        Arrays.asList(
            row.getString("type"), row.getString("revision"), row.getString(5), row.getString(6));
    if (id == null || recordedAt == null || texts.contains(null)) {
      return null;
    }
    try {
      return HashChain.digest(
          id, texts.get(0), texts.get(1), texts.get(2), texts.get(3), recordedAt.toInstant(), tags);
    } catch (ArithmeticException e) {
      return null; // "infinity" and its neighbours are not instants of ours
    }
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

  /** All tags in the order of the log, read alongside the events. */
  private static final class TagRows implements AutoCloseable {
    private final ResultSet rows;
    private boolean more;

    TagRows(Statement statement) throws SQLException {
      rows =
          statement.executeQuery("select position, tag from eventlog.event_tag order by position");
      more = rows.next();
    }

    boolean more() {
      return more;
    }

    /** Null if something comes that no writer has left: a tag of no event, or none at all. */
    @Nullable List<String> of(long position) throws SQLException {
      List<String> tags = new ArrayList<>();
      while (more && rows.getLong(1) <= position) {
        String tag = rows.getString(2);
        if (tag == null || rows.getLong(1) < position) {
          return null;
        }
        tags.add(tag);
        more = rows.next();
      }
      return tags;
    }

    @Override
    public void close() throws SQLException {
      rows.close();
    }
  }
}
