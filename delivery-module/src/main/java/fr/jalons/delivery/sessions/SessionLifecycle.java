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
record SessionLifecycle(@Nullable SessionScheduled scheduled, boolean held, boolean cancelled) {
  SessionLifecycle() {
    this(null, false, false);
  }

  SessionLifecycle evolve(SessionScheduled event) {
    return new SessionLifecycle(event, held, cancelled);
  }

  SessionLifecycle evolve(SessionHeld event) {
    return new SessionLifecycle(scheduled, true, cancelled);
  }

  SessionLifecycle evolve(SessionCancelled event) {
    return new SessionLifecycle(scheduled, held, true);
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
