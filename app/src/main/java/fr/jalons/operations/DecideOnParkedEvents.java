package fr.jalons.operations;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.readmodels.Retries;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.ParkedEvents;
import fr.jalons.platform.slices.ParkedEvents.Parked;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events that a read model could not handle: seeing them, trying again, doing without. */
@RestController
class DecideOnParkedEvents {
  private final ParkedEvents parked;
  private final Retries retries;
  private final CurrentActor actor;

  DecideOnParkedEvents(ParkedEvents parked, Retries retries, CurrentActor actor) {
    this.parked = parked;
    this.retries = retries;
    this.actor = actor;
  }

  @GetMapping("/api/parked-events")
  List<Parked> waiting() {
    return parked.waiting();
  }

  /**
   * Order matters to a read model: one that can be rebuilt is folded anew, with the event in its
   * place (202 and where to follow it). For one that cannot, the event is handled now (204).
   */
  @PostMapping("/api/parked-events/{id}/retry")
  ResponseEntity<?> retry(@PathVariable UUID id) {
    Optional<Operation> rebuild = retries.retry(found(id));
    return rebuild.isPresent()
        ? RebuildReadModels.accepted(rebuild.get())
        : ResponseEntity.noContent().build();
  }

  @PostMapping("/api/parked-events/{id}/discard")
  ResponseEntity<Void> discard(@PathVariable UUID id) {
    if (!parked.discard(found(id).id(), actor.id())) {
      throw unknown();
    }
    return ResponseEntity.noContent().build();
  }

  private Parked found(UUID id) {
    return parked.waiting(id).orElseThrow(DecideOnParkedEvents::unknown);
  }

  private static Refusal unknown() {
    return Refusal.notFound("platform.parked-event-unknown");
  }
}
