package fr.jalons.platform.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call of {@code eventlog.append}: the whole of a batch in one round trip. */
final class AppendStatement {
  private static final String SQL =
      "select head, head_hash, rejected, appended from eventlog.append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final PreparedStatement statement;
  private final Connection connection;
  private int parameter;

  AppendStatement(Connection connection) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(SQL);
  }

  /**
   * What the log answered.
   *
   * @param head the log's end before this call
   * @param rejected indexes of the appends whose condition does not hold
   * @param appended whether the batch was inserted: all of it, or nothing
   */
  record Answer(Head head, Set<Integer> rejected, boolean appended) {}

  /** Checks the conditions of {@code appends} and inserts {@code batch} if it fits the log. */
  Answer call(List<Append> appends, Batch batch) throws SQLException {
    parameter = 0;
    statement.setLong(++parameter, batch.head().position());
    statement.setBytes(++parameter, batch.head().hash());
    bindConditions(appends);
    bindEvents(batch.links());
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return new Answer(
          new Head(row.getLong("head"), row.getBytes("head_hash")),
          indexes(row.getArray("rejected")),
          row.getBoolean("appended"));
    }
  }

  private void bindConditions(List<Append> appends) throws SQLException {
    List<Integer> owners = new ArrayList<>();
    List<Long> markers = new ArrayList<>();
    List<Criterion> criteria = new ArrayList<>();
    for (int i = 0; i < appends.size(); i++) {
      Append append = appends.get(i);
      if (append.conditional()) {
        for (Criterion criterion : append.criteria()) {
          owners.add(i);
          markers.add(append.marker());
          criteria.add(criterion);
        }
      }
    }
    bind("int4", owners.toArray(Integer[]::new));
    bind("int8", markers.toArray(Long[]::new));
    bind("text", criteria.stream().map(Criterion::firstTag).toArray(String[]::new));
    bind("text", criteria.stream().map(Criterion::otherTags).toArray(String[]::new));
    bind("text", criteria.stream().map(Criterion::typeList).toArray(String[]::new));
  }

  private void bindEvents(List<Batch.Link> links) throws SQLException {
    bind("uuid", links.stream().map(link -> link.event().id()).toArray());
    bind("text", links.stream().map(link -> link.event().type()).toArray(String[]::new));
    bind("text", links.stream().map(link -> link.event().revision()).toArray(String[]::new));
    bind("text", links.stream().map(link -> link.event().payload()).toArray(String[]::new));
    bind("text", links.stream().map(link -> link.event().metadata()).toArray(String[]::new));
    bind(
        "timestamptz",
        links.stream().map(link -> Timestamp.from(link.event().recordedAt())).toArray());
    bind("bytea", links.stream().map(Batch.Link::hash).toArray(byte[][]::new));
    List<String> tags = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    for (Batch.Link link : links) {
      for (String tag : link.event().tags()) {
        tags.add(tag);
        positions.add(link.position());
      }
    }
    bind("text", tags.toArray(String[]::new));
    bind("int8", positions.toArray(Long[]::new));
  }

  /**
   * The driver sends an array of texts or numbers in binary if its Java type says what it holds.
   */
  private void bind(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(++parameter, connection.createArrayOf(type, values));
  }

  private static Set<Integer> indexes(@Nullable Array array) throws SQLException {
    return array == null ? Set.of() : Set.of((Integer[]) array.getArray());
  }
}
