package fr.jalons.operations;

import fr.jalons.events.OperatingEvent.RebuildStarted;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.readmodels.Rebuilds;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.security.Acts;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the read models stand, and folding them anew from the log. */
@RestController
class RebuildReadModels {
  private final ReadModels readModels;
  private final Rebuilds rebuilds;
  private final Operations operations;
  private final Acts acts;

  RebuildReadModels(ReadModels readModels, Rebuilds rebuilds, Operations operations, Acts acts) {
    this.readModels = readModels;
    this.rebuilds = rebuilds;
    this.operations = operations;
    this.acts = acts;
  }

  /**
   * A read model.
   *
   * @param position last position up to which it has seen the log
   * @param rebuildable whether the log alone determines it
   */
  record Row(String name, long position, boolean rebuildable) {}

  /**
   * A rebuild.
   *
   * @param state RUNNING, DONE or FAILED
   * @param changedRows rows that had differed from what the log says; known at the end
   */
  record Rebuild(
      UUID id,
      String readModel,
      Operation.State state,
      int percent,
      long eventsPerSecond,
      long secondsLeft,
      @Nullable Long changedRows) {

    static Rebuild of(Operation operation) {
      return new Rebuild(
          operation.id(),
          operation.subject(),
          operation.state(),
          operation.percent(),
          operation.perSecond(),
          operation.timeLeft().toSeconds(),
          operation.finding());
    }
  }

  @GetMapping("/api/read-models")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<Row> rows() {
    return readModels.all().stream()
        .map(model -> new Row(model.name(), readModels.position(model.name()), model.rebuildable()))
        .toList();
  }

  @PostMapping("/api/read-models/{name}/rebuilds")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  ResponseEntity<Rebuild> start(@PathVariable String name) {
    return accepted(begin(name));
  }

  /** The rebuild; for a repetition, the one that it asked for before. */
  Operation begin(String name) {
    rebuilds.requireRebuildable(name);
    boolean changed = acts.onInstallation(name, by -> new RebuildStarted(name, by)).changed();
    return changed
        ? rebuilds.start(name)
        : operations
            .last(Operation.Kind.REBUILD, name)
            .orElseThrow(() -> Refusal.notFound("platform.operation-unknown"));
  }

  static ResponseEntity<Rebuild> accepted(Operation operation) {
    return ResponseEntity.accepted()
        .location(
            URI.create("/api/read-models/" + operation.subject() + "/rebuilds/" + operation.id()))
        .body(Rebuild.of(operation));
  }

  @GetMapping("/api/read-models/{name}/rebuilds/{id}")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  Rebuild rebuild(@PathVariable String name, @PathVariable UUID id) {
    Operation operation = operations.find(Operation.Kind.REBUILD, id);
    if (!operation.subject().equals(name)) {
      throw Refusal.notFound("platform.operation-unknown");
    }
    return Rebuild.of(operation);
  }
}
