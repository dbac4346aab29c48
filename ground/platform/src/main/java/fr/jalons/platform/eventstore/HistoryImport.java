package fr.jalons.platform.eventstore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings a history of many events into the log, at the speed of COPY: a school that changes its
 * server, or a benchmark's first million. All of it or nothing, in one transaction that holds the
 * log's lock, chained like any other append.
 */
public final class HistoryImport {
  private static final long LOCK = 7305808869231650145L;
  private static final int CHUNK = 20_000;
  private static final int BUFFER = 1 << 16;
  private static final HexFormat HEX = HexFormat.of();

  private final DataSource dataSource;

  public HistoryImport(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An event of a history.
   *
   * @param payload JSON, as it is to be stored
   * @param metadata JSON, as it is to be stored
   * @param tags as {@code key:value}
   */
  public record Past(
      UUID id,
      String type,
      String revision,
      String payload,
      String metadata,
      Instant recordedAt,
      Set<String> tags) {}

  /**
   * Appends a history in its order.
   *
   * @param progress is told, from time to time, how many events are through
   * @return the last position
   */
  public long append(Iterator<Past> history, LongConsumer progress) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Head head = lock(connection);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long first = head.position();
        while (history.hasNext()) {
          head = chunk(copy, head, history);
          progress.accept(head.position() - first);
        }
        connection.commit();
        return head.position();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new EventLogFailure("The history was not imported.", e);
    }
  }

  private static Head lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      try (ResultSet row =
          statement.executeQuery(
              "select position, hash from eventlog.event order by position desc limit 1")) {
        return row.next()
            ? new Head(row.getLong(1), row.getBytes(2))
            : new Head(0, HashChain.genesis());
      }
    }
  }

  private static Head chunk(CopyManager copy, Head head, Iterator<Past> history)
      throws SQLException {
    List<String> tags = new ArrayList<>();
    StringBuilder events = new StringBuilder();
    long position = head.position();
    byte[] hash = head.hash();
    for (int i = 0; i < CHUNK && history.hasNext(); i++) {
      Past event = history.next();
      Instant at = event.recordedAt();
      position++;
      hash =
          HashChain.link(
              hash,
              position,
              HashChain.digest(
                  event.id(),
                  event.type(),
                  event.revision(),
                  event.payload(),
                  event.metadata(),
                  at,
                  event.tags()));
      events.append(position).append('\t').append(event.id()).append('\t');
      escape(event.type(), events).append('\t');
      escape(event.revision(), events).append('\t');
      escape(event.payload(), events).append('\t');
      escape(event.metadata(), events).append('\t');
      events.append(OffsetDateTime.ofInstant(at, ZoneOffset.UTC)).append('\t');
      events.append("\\\\x").append(HEX.formatHex(hash)).append('\n');
      for (String tag : event.tags()) {
        tags.add(
            escape(tag, new StringBuilder()).append('\t').append(position).append('\n').toString());
      }
    }
    send(copy, "copy eventlog.event from stdin", events);
    tags.sort(null); // neighbours in the index
    StringBuilder lines = new StringBuilder();
    tags.forEach(lines::append);
    send(copy, "copy eventlog.event_tag from stdin", lines);
    return new Head(position, hash);
  }

  private static void send(CopyManager copy, String sql, StringBuilder lines) throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    var target = copy.copyIn(sql);
    try {
      for (int at = 0; at < bytes.length; at += BUFFER) {
        target.writeToCopy(bytes, at, Math.min(BUFFER, bytes.length - at));
      }
      target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  private static StringBuilder escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out;
  }
}
