package fr.jalons.platform.eventstore;

import fr.jalons.platform.eventstore.BatchedSourcing.Question;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/** Reads the log: by criteria for decisions, by page for projections. */
final class LogReader {
  private static final String COLUMNS =
      "e.position, e.id, e.type, e.revision, e.payload::text, e.metadata::text, e.recorded_at";

  /** What {@link #basis} asks, for many single tags: one probe of the tag index for each. */
  private static final String MANY =
      """
      select h.head, found.* from (select coalesce(max(position), 0) as head from eventlog.event) h
      left join (
        select q.n, %s
        from unnest(?::text[], ?::bigint[], ?::text[]) with ordinality as q(tag, after, types, n)
        cross join lateral (
          select t.position from eventlog.event_tag t where t.tag = q.tag and t.position > q.after offset 0) p
        cross join lateral (select * from eventlog.event x where x.position = p.position offset 0) e
        where q.types is null or e.type = any (string_to_array(q.types, chr(31)))) found on true
      order by found.n, found.position
      """
          .formatted(COLUMNS);

  private static final String LATEST =
      """
      select q.tag, t.position from unnest(?::text[]) as q(tag)
      cross join lateral (
        select position from eventlog.event_tag x
        where x.tag = q.tag order by position desc limit 1) t
      """;

  private final DataSource dataSource;
  private final Function<String, Map<String, String>> readMetadata;
  private final Upgrades upgrades;
  private final Timer byCriteria;
  private final Timer byPage;

  LogReader(
      DataSource dataSource,
      Function<String, Map<String, String>> readMetadata,
      Upgrades upgrades,
      MeterRegistry meters) {
    this.dataSource = dataSource;
    this.readMetadata = readMetadata;
    this.upgrades = upgrades;
    this.byCriteria = timer("criteria", meters);
    this.byPage = timer("page", meters);
  }

  private static Timer timer(String by, MeterRegistry meters) {
    return Timer.builder("jalons.eventlog.read")
        .description("one reading of the log: by criteria for decisions, by page for projections")
        .tag("by", by)
        .register(meters);
  }

  /**
   * What a decision is based on.
   *
   * @param head the last position of the log at the moment the events were read
   */
  record Basis(List<StoredEvent> events, long head) {}

  /** All events after {@code after} that match one of {@code criteria}, oldest first. */
  Basis basis(List<Criterion> criteria, long after) {
    return byCriteria.record(() -> readBasis(criteria, after));
  }

  private Basis readBasis(List<Criterion> criteria, long after) {
    List<Object> values = new ArrayList<>();
    String sql =
        """
        select h.head, e.* from (select coalesce(max(position), 0) as head from eventlog.event) h
        left join (%s) e on true order by e.position
        """
            .formatted(selection(criteria, after, values));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = prepare(connection, sql, values);
        ResultSet rows = query.executeQuery()) {
      List<StoredEvent> events = new ArrayList<>();
      long head = 0;
      while (rows.next()) {
        head = rows.getLong(1);
        if (rows.getObject(2) != null) {
          events.add(event(rows, 1));
        }
      }
      return new Basis(events, head);
    } catch (SQLException e) {
      throw new EventLogFailure("The event log cannot be read.", e);
    }
  }

  /** Answers all questions from one state of the log. */
  void answer(List<Question> questions) {
    byCriteria.record(() -> readAnswers(questions));
  }

  private void readAnswers(List<Question> questions) {
    List<List<StoredEvent>> found = new ArrayList<>();
    questions.forEach(question -> found.add(new ArrayList<>()));
    long head = 0;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(MANY)) {
      // Typed, so that the driver sends them in binary.
      @Nullable String[] tags = new @Nullable String[questions.size()];
      @Nullable String[] types = new @Nullable String[questions.size()];
      Long[] afters = new Long[questions.size()];
      for (int i = 0; i < afters.length; i++) {
        tags[i] = questions.get(i).criterion().firstTag();
        types[i] = questions.get(i).criterion().typeList();
        afters[i] = questions.get(i).after();
      }
      query.setArray(1, connection.createArrayOf("text", tags));
      query.setArray(2, connection.createArrayOf("int8", afters));
      query.setArray(3, connection.createArrayOf("text", types));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          head = rows.getLong(1);
          int number = rows.getInt(2);
          if (number > 0) {
            found.get(number - 1).add(event(rows, 2));
          }
        }
      }
    } catch (SQLException e) {
      throw new EventLogFailure("The event log cannot be read.", e);
    }
    for (int i = 0; i < questions.size(); i++) {
      questions.get(i).answer().complete(new Basis(found.get(i), head));
    }
  }

  /** The first {@code limit} events after {@code after} that match one of {@code criteria}. */
  List<StoredEvent> matching(List<Criterion> criteria, long after, int limit) {
    List<Object> values = new ArrayList<>();
    String sql = selection(criteria, after, values) + " order by e.position limit ?";
    values.add(limit);
    return byCriteria.record(() -> read(sql, values));
  }

  /**
   * Each alternative finds its positions in the tag index; "lateral … offset 0" keeps the planner
   * from joining whole tables before they were ever analyzed.
   */
  private static String selection(List<Criterion> criteria, long after, List<Object> values) {
    StringBuilder sql = new StringBuilder("select ").append(COLUMNS).append(" from (");
    for (int i = 0; i < criteria.size(); i++) {
      sql.append(i == 0 ? "" : " union ").append(restricted(criteria.get(i), values, after));
    }
    return sql.append(
            ") p cross join lateral (select * from eventlog.event x where x.position = p.position offset 0) e")
        .toString();
  }

  /** Positions of one alternative; its types are checked against the events it finds. */
  private static String restricted(Criterion criterion, List<Object> values, long after) {
    if (criterion.tags().isEmpty() || criterion.types().isEmpty()) {
      return criterion.positions(values::add, after);
    }
    String positions = criterion.positions(values::add, after);
    values.add(criterion.types().toArray(String[]::new));
    return "(select q.position from "
        + positions
        + " q cross join lateral (select type from eventlog.event y where y.position = q.position offset 0) y"
        + " where y.type = any (?))";
  }

  /** The last position of each tag that an event carries: one probe of the tag index for each. */
  Map<Tag, Long> latest(Collection<Tag> tags) {
    Map<String, Tag> byText = new HashMap<>();
    tags.forEach(tag -> byText.put(Criterion.text(tag), tag));
    Map<Tag, Long> latest = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(LATEST)) {
      query.setArray(1, connection.createArrayOf("text", byText.keySet().toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          latest.put(Objects.requireNonNull(byText.get(rows.getString(1))), rows.getLong(2));
        }
      }
    } catch (SQLException e) {
      throw new EventLogFailure("The event log cannot be read.", e);
    }
    return latest;
  }

  /** The events from {@code after} (excluded) to {@code until} (included), oldest first. */
  List<StoredEvent> page(long after, long until) {
    return byPage.record(
        () ->
            read(
                "select "
                    + COLUMNS
                    + " from eventlog.event e where e.position > ? and e.position <= ? order by e.position",
                List.of(after, until)));
  }

  /** The last position, 0 when the log is empty. */
  long head() {
    return number("select coalesce(max(position), 0) from eventlog.event", List.of());
  }

  /**
   * The last position recorded at or before {@code instant}, 0 if there is none. Times follow the
   * order of the log but for small steps of a clock, so halving the log finds it.
   */
  long at(Instant instant) {
    long low = 0;
    long high = head();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (recordedAt(middle).isAfter(instant)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** When the event at a position was recorded; the beginning of time if there is none. */
  Instant recordedAt(long position) {
    List<StoredEvent> found = page(position - 1, position);
    return found.isEmpty() ? Instant.EPOCH : found.getFirst().recordedAt();
  }

  private long number(String sql, List<Object> values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = prepare(connection, sql, values);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new EventLogFailure("The event log cannot be read.", e);
    }
  }

  private List<StoredEvent> read(String sql, List<Object> values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = prepare(connection, sql, values);
        ResultSet rows = query.executeQuery()) {
      List<StoredEvent> events = new ArrayList<>();
      while (rows.next()) {
        events.add(event(rows, 0));
      }
      return events;
    } catch (SQLException e) {
      throw new EventLogFailure("The event log cannot be read.", e);
    }
  }

  /** By number: looking up seven names for every event of a replay takes its time. */
  private StoredEvent event(ResultSet row, int before) throws SQLException {
    String type = row.getString(before + 3);
    Upgrades.Upgraded now =
        upgrades.apply(type, row.getString(before + 4), row.getString(before + 5));
    return new StoredEvent(
        row.getLong(before + 1),
        row.getObject(before + 2, UUID.class),
        type,
        now.revision(),
        now.payload(),
        readMetadata.apply(row.getString(before + 6)),
        row.getObject(before + 7, OffsetDateTime.class).toInstant());
  }

  private static PreparedStatement prepare(Connection connection, String sql, List<Object> values)
      throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof String[] texts) {
        Array array = connection.createArrayOf("text", texts);
        query.setArray(i + 1, array);
      } else {
        query.setObject(i + 1, values.get(i));
      }
    }
    return query;
  }
}
