package fr.jalons.audit;

import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.Checkpoints;
import fr.jalons.platform.transparency.InclusionProofs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
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
  static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final DataSource dataSource;
  private final Checkpoints checkpoints;
  private final CheckpointFiles files;
  private final JoinedFiles joined;

  ExportBundle(
      DataSource dataSource, Checkpoints checkpoints, CheckpointFiles files, JoinedFiles joined) {
    this.dataSource = dataSource;
    this.checkpoints = checkpoints;
    this.files = files;
    this.joined = joined;
  }

  /**
   * A bundle.
   *
   * @param key with which the notes can be checked, as verifiers of signed notes take it
   * @param seal a signed note that says which events were put in: see {@link BundleSeal}
   */
  record Bundle(
      String format,
      StudentId student,
      String checkpoint,
      String key,
      String seal,
      List<Proven> events) {}

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
  @Allowed(who = Who.WITNESSES, over = Over.STUDENT)
  ResponseEntity<Bundle> export(@PathVariable StudentId student) {
    String note = issue();
    Checkpoint checkpoint = files.key().open(note);
    Bundle bundle;
    try (Connection connection = dataSource.getConnection()) {
      List<StudentEvents.Stored> stored =
          StudentEvents.upTo(connection, joined.files(student.value()), checkpoint.size());
      if (stored.isEmpty()) {
        throw Refusal.notFound("followup.student-unknown");
      }
      String seal =
          BundleSeal.text(
              FORMAT,
              student,
              checkpoint,
              stored.stream().map(StudentEvents.Stored::hash).toList());
      bundle =
          new Bundle(
              FORMAT,
              student,
              note,
              files.key().verifier(),
              files.key().signStatement(seal),
              proven(connection, stored, checkpoint));
    } catch (SQLException e) {
      throw new IllegalStateException("the log cannot be read", e);
    }
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("jalons-%s-%d.json".formatted(student, checkpoint.size()))
                .build()
                .toString())
        .body(bundle);
  }

  private String issue() {
    try {
      return checkpoints.answer();
    } catch (Checkpoints.Contradiction e) {
      throw Refusal.conflict("app.log-contradicts-checkpoint");
    }
  }

  private static List<Proven> proven(
      Connection connection, List<StudentEvents.Stored> stored, Checkpoint checkpoint)
      throws SQLException {
    List<Proven> events = stored.stream().map(StudentEvents.Stored::event).toList();
    InclusionProofs proofs =
        new InclusionProofs(
            checkpoint.size(), events.stream().map(event -> event.position - 1).toList());
    StudentEvents.addAllHashes(connection, checkpoint.size(), proofs);
    if (!Arrays.equals(proofs.root(), checkpoint.root())) {
      throw Refusal.conflict("app.log-contradicts-checkpoint"); // altered since the tree has grown
    }
    return events.stream().map(event -> event.with(proofs.path(event.position - 1))).toList();
  }
}
