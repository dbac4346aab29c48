package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import org.jspecify.annotations.Nullable;

/** Whether a session is planned and still waits to be held or cancelled. */
@DecisionModel(tag = Tags.SESSION)
record Planned(@Nullable SessionScheduled scheduled, boolean held, boolean cancelled) {
  Planned() {
    this(null, false, false);
  }

  Planned evolve(SessionScheduled event) {
    return new Planned(event, held, cancelled);
  }

  Planned evolve(SessionHeld event) {
    return new Planned(scheduled, true, cancelled);
  }

  Planned evolve(SessionCancelled event) {
    return new Planned(scheduled, held, true);
  }

  SessionScheduled requireOpen() {
    if (scheduled == null) {
      throw Refusal.notFound("delivery.session-unknown");
    }
    if (cancelled) {
      throw Refusal.conflict("delivery.session-cancelled");
    }
    if (held) {
      throw Refusal.conflict("delivery.session-held");
    }
    return scheduled;
  }
}
