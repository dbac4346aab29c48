package fr.jalons.operations;

import fr.jalons.events.OperatingEvent.ParkedEventDiscarded;
import fr.jalons.events.OperatingEvent.ParkedEventRetried;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.readmodels.Retries;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.ParkedEvents;
import fr.jalons.platform.slices.ParkedEvents.Parked;
import fr.jalons.security.Acts;
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
  private final Acts acts;

  DecideOnParkedEvents(ParkedEvents parked, Retries retries, CurrentActor actor, Acts acts) {
    this.parked = parked;
    this.retries = retries;
    this.actor = actor;
    this.acts = acts;
  }

  @GetMapping("/api/parked-events")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<Parked> waiting() {
    return parked.waiting();
  }

  /**
   * Order matters to a read model: one that can be rebuilt is folded anew, with the event in its
   * place (202 and where to follow it). For one that cannot, the event is handled now (204).
   */
  @PostMapping("/api/parked-events/{id}/retry")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  ResponseEntity<?> retry(@PathVariable UUID id) {
    Optional<Operation> rebuild = retryNow(found(id));
    return rebuild.isPresent()
        ? RebuildReadModels.accepted(rebuild.get())
        : ResponseEntity.noContent().build();
  }

  @PostMapping("/api/parked-events/{id}/discard")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  ResponseEntity<Void> discard(@PathVariable UUID id) {
    if (!discardNow(found(id))) {
      throw unknown();
    }
    return ResponseEntity.noContent().build();
  }

  Optional<Operation> retryNow(Parked event) {
    boolean changed =
        acts.onInstallation(
                event.readModel(),
                by -> new ParkedEventRetried(event.id(), event.readModel(), by),
                event.id())
            .changed();
    return changed ? retries.retry(event) : Optional.empty();
  }

  /** Whether it is out of the way; a repetition leaves it as it is by now. */
  boolean discardNow(Parked event) {
    boolean changed =
        acts.onInstallation(
                event.readModel(),
                by -> new ParkedEventDiscarded(event.id(), event.readModel(), by),
                event.id())
            .changed();
    return !changed || parked.discard(event.id(), actor.id());
  }

  private Parked found(UUID id) {
    return parked.waiting(id).orElseThrow(DecideOnParkedEvents::unknown);
  }

  private static Refusal unknown() {
    return Refusal.notFound("platform.parked-event-unknown");
  }
}
