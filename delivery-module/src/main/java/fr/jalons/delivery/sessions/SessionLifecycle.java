package fr.jalons.delivery.sessions;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import org.jspecify.annotations.Nullable;

/** Whether a session is planned and still waits to be held or cancelled. */
@DecisionModel(tag = Tags.SESSION)
record SessionLifecycle(
    @Nullable SessionScheduled scheduled, boolean held, boolean cancelled, boolean withdrawn) {
  SessionLifecycle() {
    this(null, false, false, false);
  }

  SessionLifecycle evolve(SessionScheduled event) {
    return new SessionLifecycle(event, held, cancelled, withdrawn);
  }

  SessionLifecycle evolve(SessionHeld event) {
    return new SessionLifecycle(scheduled, true, cancelled, withdrawn);
  }

  SessionLifecycle evolve(SessionCancelled event) {
    return new SessionLifecycle(scheduled, held, true, withdrawn);
  }

  SessionLifecycle evolve(RecordWithdrawn event) {
    return new SessionLifecycle(scheduled, held, cancelled, true);
  }

  SessionScheduled requireOpen() {
    if (scheduled == null) {
      throw Refusal.notFound("delivery.session-unknown");
    }
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
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
