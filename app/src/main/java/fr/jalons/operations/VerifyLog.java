package fr.jalons.operations;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.operations.Operations.Outcome;
import fr.jalons.platform.operations.Progress;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.Checkpoints;
import fr.jalons.platform.transparency.Verification;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Recomputes the whole log and compares it with every checkpoint there is. */
@Component
class VerifyLog {
  private final DataSource dataSource;
  private final CheckpointFiles files;
  private final Operations operations;

  VerifyLog(DataSource dataSource, CheckpointFiles files, Operations operations) {
    this.dataSource = dataSource;
    this.files = files;
    this.operations = operations;
  }

  /** Starts a verification, or finds it under way. */
  Operation start(@Nullable Checkpoint witness) {
    // Another checkpoint of the same size is another question.
    String subject =
        witness == null
            ? "log"
            : "log, checkpoint " + witness.size() + " " + HexFormat.of().formatHex(witness.root());
    return operations.start(
        Operation.Kind.VERIFICATION, subject, progress -> verify(witness, progress));
  }

  private Outcome verify(@Nullable Checkpoint witness, Progress progress) throws SQLException {
    List<Checkpoint> checkpoints = new ArrayList<>(files.evidence());
    if (witness != null) {
      checkpoints.add(witness);
    }
    try (Connection connection = dataSource.getConnection()) {
      long size = Verification.size(connection);
      OptionalLong broken =
          new Verification(checkpoints)
              .run(connection, checked -> progress.reached(checked, Math.max(size, checked)));
      return broken.isPresent()
          ? new Outcome(Operation.State.BROKEN, broken.getAsLong(), null)
          : new Outcome(Operation.State.VALID, null, null);
    }
  }

  /**
   * How a verification stands.
   *
   * @param state RUNNING, VALID, BROKEN, or FAILED if it could not be carried through
   * @param checked events that hold so far
   * @param firstBrokenPosition the first position that does not hold
   */
  record View(
      UUID id,
      Operation.State state,
      long checked,
      long of,
      long eventsPerSecond,
      @Nullable Long firstBrokenPosition) {

    static View of(Operation operation) {
      return new View(
          operation.id(),
          operation.state(),
          operation.done(),
          operation.total(),
          operation.perSecond(),
          operation.finding());
    }
  }

  @RestController
  static class Endpoint {
    /** What programs that only know JSON send when they have nothing to say. */
    private static final Set<String> EMPTY_JSON = Set.of("{}", "null", "\"\"");

    private final VerifyLog verifications;
    private final Checkpoints checkpoints;
    private final Operations operations;

    Endpoint(VerifyLog verifications, Checkpoints checkpoints, Operations operations) {
      this.verifications = verifications;
      this.checkpoints = checkpoints;
      this.operations = operations;
    }

    /**
     * @param note a checkpoint of this log that somebody has kept
     */
    @PostMapping("/api/log/verifications")
    @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
    ResponseEntity<View> start(@RequestBody(required = false) @Nullable String note) {
      Operation operation = verifications.start(checkpoint(note));
      return ResponseEntity.accepted()
          .location(URI.create("/api/log/verifications/" + operation.id()))
          .body(View.of(operation));
    }

    private @Nullable Checkpoint checkpoint(@Nullable String note) {
      if (note == null || note.isBlank() || EMPTY_JSON.contains(note.strip())) {
        return null;
      }
      try {
        return checkpoints.open(note);
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid("checkpoint", "app.bad-checkpoint");
      }
    }

    @GetMapping("/api/log/verifications/{id}")
    @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
    View verification(@PathVariable UUID id) {
      return View.of(operations.find(Operation.Kind.VERIFICATION, id));
    }
  }
}
