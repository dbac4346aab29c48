package fr.jalons.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An auditor that shares no code with the engine. It reads the tables with plain SQL and finds
 * gaps, broken links of the hash chain, tags without event, and decisions that were accepted,
 * rejected or informed wrongly.
 */
public final class LogAudit {
  private static final int FETCH = 5_000;
  private static final int FINDINGS = 20;

  private final List<Row> log = new ArrayList<>();
  private final Map<UUID, Row> byId = new HashMap<>();
  private final Map<String, List<Row>> byTag = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long decisions;
  private long rejected;
  private long acknowledgedEvents;

  /** An event as the auditor sees it. */
  private record Row(long position, UUID id, String type, TreeSet<String> tags) {}

  /**
   * What it found.
   *
   * @param findings what must not be; the first few
   * @param rejected decisions that were turned down, all for a reason if there is no finding
   */
  public record Result(long decisions, long rejected, long events, List<String> findings) {}

  private LogAudit() {}

  /** Audits a log that holds the events of these decisions and no others. */
  public static Result of(DataSource dataSource, Stream<Decision> decisions) throws SQLException {
    LogAudit audit = new LogAudit();
    audit.read(dataSource);
    decisions.forEach(audit::check);
    if (audit.acknowledgedEvents != audit.log.size()) {
      audit.find(
          audit.acknowledgedEvents + " events acknowledged, " + audit.log.size() + " in the log");
    }
    return new Result(audit.decisions, audit.rejected, audit.log.size(), audit.findings);
  }

  private void find(String finding) {
    if (findings.size() < FINDINGS) {
      findings.add(finding);
    }
  }

  private void read(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH);
      try (ResultSet tags =
          statement.executeQuery("select position, tag from eventlog.event_tag order by tag")) {
        Map<Long, TreeSet<String>> byPosition = new HashMap<>();
        while (tags.next()) {
          byPosition
              .computeIfAbsent(tags.getLong(1), position -> new TreeSet<>())
              .add(tags.getString(2).intern());
        }
        readEvents(statement, byPosition);
        byPosition.keySet().forEach(position -> find("tags without an event at " + position));
      }
      connection.rollback();
    }
  }

  private void readEvents(Statement statement, Map<Long, TreeSet<String>> tags)
      throws SQLException {
    byte[] previous = new byte[32];
    try (ResultSet rows =
        statement.executeQuery(
            """
            select position, id, type, revision, payload::text, metadata::text, recorded_at, hash
            from eventlog.event order by position
            """)) {
      while (rows.next()) {
        long position = rows.getLong("position");
        if (position != log.size() + 1) {
          find("gap before " + position);
        }
        TreeSet<String> own = tags.remove(position);
        Row row =
            new Row(
                position,
                rows.getObject("id", UUID.class),
                rows.getString("type").intern(),
                own == null ? new TreeSet<>() : own);
        byte[] hash = sha(previous, bytes(position), digest(rows, row));
        if (!Arrays.equals(hash, rows.getBytes("hash"))) {
          find("hash chain broken at " + position);
        }
        previous = rows.getBytes("hash");
        log.add(row);
        if (byId.put(row.id(), row) != null) {
          find("doubled " + row.id());
        }
        row.tags().forEach(tag -> byTag.computeIfAbsent(tag, t -> new ArrayList<>()).add(row));
      }
    }
  }

  private static byte[] digest(ResultSet row, Row read) throws SQLException {
    long micros =
        ChronoUnit.MICROS.between(
            Instant.EPOCH, row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    List<byte[]> parts = new ArrayList<>();
    parts.add(bytes(read.id().getMostSignificantBits()));
    parts.add(bytes(read.id().getLeastSignificantBits()));
    parts.add(bytes(micros));
    List<String> texts =
        new ArrayList<>(
            List.of(read.type(), row.getString("revision"), row.getString(5), row.getString(6)));
    texts.addAll(read.tags());
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      parts.add(ByteBuffer.allocate(4).putInt(utf8.length).array());
      parts.add(utf8);
    }
    return sha(parts.toArray(byte[][]::new));
  }

  private void check(Decision decision) {
    decisions++;
    checkSeen(decision);
    List<Row> own = new ArrayList<>();
    for (UUID id : decision.events()) {
      Row row = byId.get(id);
      if (row != null) {
        own.add(row);
      }
    }
    if (decision.acknowledged() == null) {
      rejected++;
      checkRejected(decision, own);
      return;
    }
    acknowledgedEvents += decision.events().size();
    if (own.size() != decision.events().size()
        || own.getLast().position() != decision.acknowledged()
        || own.getLast().position() - own.getFirst().position() != own.size() - 1) {
      find("lost, doubled, torn or misplaced: " + decision);
    } else if (decision.marker() != null
        && matching(decision, decision.marker(), own.getFirst().position() - 1)
            .findAny()
            .isPresent()) {
      find("wrongly accepted: " + decision);
    }
  }

  /** The engine must have shown all that mattered up to the marker, and nothing else. */
  private void checkSeen(Decision decision) {
    Decision.@Nullable Seen seen = decision.seen();
    if (decision.marker() != null && seen != null) {
      Decision.Seen expected =
          Decision.Seen.of(matching(decision, 0, decision.marker()).map(Row::id));
      if (!expected.equals(seen)) {
        find("shown " + seen.count() + " events of " + expected.count() + ": " + decision);
      }
    }
  }

  /** What it collided with was in the log when the answer came. */
  private void checkRejected(Decision decision, List<Row> own) {
    if (!own.isEmpty()) {
      find("rejected but in the log: " + decision);
    }
    if (decision.marker() == null
        || matching(decision, decision.marker(), decision.headAfter()).findAny().isEmpty()) {
      find("rejected without a reason: " + decision);
    }
  }

  /** The events after one position and up to another that meet the decision's condition. */
  private Stream<Row> matching(Decision decision, long after, long upTo) {
    if (decision.criteria().size() == 1) {
      return matching(decision.criteria().getFirst(), after, upTo);
    }
    return decision.criteria().stream()
        .flatMap(criterion -> matching(criterion, after, upTo))
        .distinct()
        .sorted(Comparator.comparingLong(Row::position));
  }

  private Stream<Row> matching(Decision.Alternative criterion, long after, long upTo) {
    List<Row> candidates =
        criterion.tags().isEmpty()
            ? log
            : byTag.getOrDefault(criterion.tags().getFirst(), List.of());
    int first =
        Collections.binarySearch(
            candidates,
            new Row(after + 1, new UUID(0, 0), "", new TreeSet<>()),
            Comparator.comparingLong(Row::position));
    return candidates.subList(first < 0 ? -first - 1 : first, candidates.size()).stream()
        .takeWhile(row -> row.position() <= upTo)
        .filter(
            row ->
                row.tags().containsAll(criterion.tags())
                    && (criterion.types().isEmpty() || criterion.types().contains(row.type())));
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
