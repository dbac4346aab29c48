package fr.jalons.platform.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An auditor that shares no code with the engine: reads the tables with plain SQL and finds gaps,
 * broken links of the hash chain, and decisions that were accepted or rejected wrongly.
 */
final class LogAudit {
  /** An event as the auditor sees it. */
  record Row(long position, UUID id, String type, TreeSet<String> tags) {}

  /** An alternative of a condition: all tags and one of the types (any, if empty). */
  record Alternative(List<String> tags, List<String> types) {
    boolean matches(Row row) {
      return row.tags().containsAll(tags) && (types.isEmpty() || types.contains(row.type()));
    }
  }

  /**
   * What a client asked for and was told.
   *
   * @param marker null for an unconditional append
   * @param seen the events it was shown before it decided; null if it did not look
   */
  record Decision(
      @Nullable Long marker,
      @Nullable List<UUID> seen,
      List<Alternative> criteria,
      List<UUID> events,
      @Nullable Long acknowledged) {}

  private final List<Row> log = new ArrayList<>();
  private final Map<UUID, Row> byId = new HashMap<>();
  private final List<String> findings = new ArrayList<>();

  static List<String> of(DataSource dataSource, List<Decision> decisions) throws Exception {
    LogAudit audit = new LogAudit();
    audit.read(dataSource);
    decisions.forEach(audit::check);
    int accepted =
        decisions.stream()
            .filter(d -> d.acknowledged() != null)
            .mapToInt(d -> d.events().size())
            .sum();
    if (accepted != audit.log.size()) {
      audit.findings.add(accepted + " events acknowledged, " + audit.log.size() + " in the log");
    }
    return audit.findings;
  }

  private void read(DataSource dataSource) throws Exception {
    byte[] previous = new byte[32];
    long expected = 1;
    String sql =
        """
        select e.position, e.id, e.type, e.revision, e.payload::text, e.metadata::text, e.recorded_at, e.hash,
               array(select tag from eventlog.event_tag t where t.position = e.position order by tag) tags
        from eventlog.event e order by e.position
        """;
    try (var connection = dataSource.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        long position = rows.getLong("position");
        if (position != expected++) {
          findings.add("gap before " + position);
        }
        byte[] hash = sha(previous, bytes(position), digest(rows));
        if (!Arrays.equals(hash, rows.getBytes("hash"))) {
          findings.add("hash chain broken at " + position);
        }
        previous = rows.getBytes("hash");
        Row row =
            new Row(position, rows.getObject("id", UUID.class), rows.getString("type"), tags(rows));
        log.add(row);
        byId.put(row.id(), row);
      }
    }
  }

  private static byte[] digest(ResultSet row) throws Exception {
    UUID id = row.getObject("id", UUID.class);
    long micros =
        ChronoUnit.MICROS.between(
            java.time.Instant.EPOCH,
            row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    List<byte[]> parts = new ArrayList<>();
    parts.add(bytes(id.getMostSignificantBits()));
    parts.add(bytes(id.getLeastSignificantBits()));
    parts.add(bytes(micros));
    List<String> texts =
        new ArrayList<>(
            List.of(
                row.getString("type"),
                row.getString("revision"),
                row.getString("payload"),
                row.getString("metadata")));
    texts.addAll(tags(row));
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      parts.add(ByteBuffer.allocate(4).putInt(utf8.length).array());
      parts.add(utf8);
    }
    return sha(parts.toArray(byte[][]::new));
  }

  private static TreeSet<String> tags(ResultSet row) throws Exception {
    return new TreeSet<>(Arrays.asList((String[]) row.getArray("tags").getArray()));
  }

  private void check(Decision decision) {
    checkSeen(decision);
    List<Row> own = decision.events().stream().filter(byId::containsKey).map(byId::get).toList();
    if (decision.acknowledged() == null) {
      checkRejected(decision, own);
      return;
    }
    if (own.size() != decision.events().size()
        || own.getLast().position() != decision.acknowledged()
        || own.getLast().position() - own.getFirst().position() != own.size() - 1) {
      findings.add("lost, doubled, torn or misplaced: " + decision);
      return;
    }
    if (decision.marker() != null
        && conflicts(decision, decision.marker(), own.getFirst().position())
            .findAny()
            .isPresent()) {
      findings.add("wrongly accepted: " + decision);
    }
  }

  /** The engine must have shown all that mattered up to the marker, and nothing else. */
  private void checkSeen(Decision decision) {
    if (decision.marker() != null && decision.seen() != null) {
      List<UUID> expected = conflicts(decision, 0, decision.marker() + 1).map(Row::id).toList();
      if (!expected.equals(decision.seen())) {
        findings.add(
            "shown " + decision.seen().size() + " events of " + expected.size() + ": " + decision);
      }
    }
  }

  private void checkRejected(Decision decision, List<Row> own) {
    if (!own.isEmpty()) {
      findings.add("rejected but in the log: " + decision);
    }
    if (decision.marker() == null
        || conflicts(decision, decision.marker(), Long.MAX_VALUE).findAny().isEmpty()) {
      findings.add("rejected without a reason: " + decision);
    }
  }

  private java.util.stream.Stream<Row> conflicts(Decision decision, long after, long before) {
    return log.subList((int) Math.min(Math.max(after, 0), log.size()), log.size()).stream()
        .takeWhile(row -> row.position() < before)
        .filter(row -> decision.criteria().stream().anyMatch(one -> one.matches(row)));
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static byte[] sha(byte[]... parts) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }
}
