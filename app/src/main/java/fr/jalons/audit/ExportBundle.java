package fr.jalons.audit;

import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.HashChain;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.Checkpoints;
import fr.jalons.platform.transparency.InclusionProofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A student's events byte for byte as they were hashed, with a signed checkpoint and, for each, the
 * proof that the log of this checkpoint holds it: docs/bundle.md. Texts stay sealed, for the seal
 * is what was hashed, and what has left the house cannot be erased.
 */
@RestController
class ExportBundle {
  private static final String FORMAT = "jalons-history-bundle/1";
  private static final int FETCH = 10_000;
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final DataSource dataSource;
  private final Checkpoints checkpoints;
  private final CheckpointFiles files;

  ExportBundle(DataSource dataSource, Checkpoints checkpoints, CheckpointFiles files) {
    this.dataSource = dataSource;
    this.checkpoints = checkpoints;
    this.files = files;
  }

  /**
   * A bundle.
   *
   * @param key with which the checkpoint can be checked, as verifiers of signed notes take it
   */
  record Bundle(
      String format, StudentId student, String checkpoint, String key, List<Proven> events) {}

  /**
   * One event and its proof.
   *
   * @param payload the exact text, as is {@code metadata}
   * @param previous hash of the event before it, in Base64
   * @param proof hashes from the leaf to the root, in Base64
   */
  record Proven(
      long position,
      UUID id,
      String type,
      String revision,
      String payload,
      String metadata,
      Instant recordedAt,
      List<String> tags,
      String previous,
      List<String> proof) {

    private Proven with(List<byte[]> path) {
      return new Proven(
          position,
          id,
          type,
          revision,
          payload,
          metadata,
          recordedAt,
          tags,
          previous,
          path.stream().map(BASE64::encodeToString).toList());
    }
  }

  @GetMapping("/api/students/{student}/history/bundle")
  ResponseEntity<Bundle> export(@PathVariable StudentId student) {
    String note = checkpoints.issue();
    Checkpoint checkpoint = files.key().open(note);
    Bundle bundle =
        new Bundle(FORMAT, student, note, files.key().verifier(), events(student, checkpoint));
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("jalons-%s-%d.json".formatted(student, checkpoint.size()))
                .build()
                .toString())
        .body(bundle);
  }

  private List<Proven> events(StudentId student, Checkpoint checkpoint) {
    try (Connection connection = dataSource.getConnection()) {
      List<Proven> events = stored(connection, student, checkpoint.size());
      if (events.isEmpty()) {
        throw Refusal.notFound("followup.student-unknown");
      }
      InclusionProofs proofs =
          new InclusionProofs(
              checkpoint.size(), events.stream().map(event -> event.position - 1).toList());
      addAll(connection, checkpoint.size(), proofs);
      if (!Arrays.equals(proofs.root(), checkpoint.root())) {
        throw new IllegalStateException("the log is not the one that was signed a moment ago");
      }
      return events.stream().map(event -> event.with(proofs.path(event.position - 1))).toList();
    } catch (SQLException e) {
      throw new IllegalStateException("the log cannot be read", e);
    }
  }

  private static List<Proven> stored(Connection connection, StudentId student, long upTo)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select e.position, e.id, e.type, e.revision, e.payload::text, e.metadata::text, e.recorded_at,
              (select array_agg(x.tag order by x.tag) from eventlog.event_tag x where x.position = e.position),
              (select p.hash from eventlog.event p where p.position = e.position - 1)
            from eventlog.event_tag t join eventlog.event e on e.position = t.position
            where t.tag = ? and e.position <= ? order by e.position
            """)) {
      query.setString(1, Tags.STUDENT + ':' + student);
      query.setLong(2, upTo);
      try (ResultSet rows = query.executeQuery()) {
        List<Proven> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Proven(
                  rows.getLong(1),
                  rows.getObject(2, UUID.class),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getObject(7, OffsetDateTime.class).toInstant(),
                  List.of((String[]) rows.getArray(8).getArray()),
                  BASE64.encodeToString(previous(rows.getBytes(9))),
                  List.of()));
        }
        return found;
      }
    }
  }

  private static byte[] previous(byte @Nullable [] hash) {
    return hash == null ? HashChain.genesis() : hash;
  }

  /** The hashes of all events: a million takes about a second. */
  private static void addAll(Connection connection, long size, InclusionProofs proofs)
      throws SQLException {
    connection.setAutoCommit(false); // or the driver would fetch all rows at once
    try (PreparedStatement query =
        connection.prepareStatement(
            "select hash from eventlog.event where position <= ? order by position")) {
      query.setFetchSize(FETCH);
      query.setLong(1, size);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          proofs.add(rows.getBytes(1));
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
