package fr.jalons.delivery.sessions;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.web.Version;
import fr.jalons.school.known.KnownRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session is planned and still waits to be held or cancelled.
 *
 * @param plan as it was last planned; null for what is no session
 * @param version how often it was planned, as its record counts
 */
@DecisionModel(tag = Tags.SESSION)
record SessionLifecycle(
    @Nullable Plan plan, int version, boolean held, boolean cancelled, boolean withdrawn) {
  SessionLifecycle() {
    this(null, 0, false, false, false);
  }

  SessionLifecycle evolve(SessionScheduled event) {
    return planned(Plan.of(event));
  }

  SessionLifecycle evolve(SessionChanged event) {
    return planned(Plan.of(event));
  }

  private SessionLifecycle planned(Plan now) {
    return new SessionLifecycle(now, version + 1, held, cancelled, withdrawn);
  }

  SessionLifecycle evolve(SessionHeld event) {
    return new SessionLifecycle(plan, version, true, cancelled, withdrawn);
  }

  SessionLifecycle evolve(SessionCancelled event) {
    return new SessionLifecycle(plan, version, held, true, withdrawn);
  }

  SessionLifecycle evolve(RecordWithdrawn event) {
    return new SessionLifecycle(plan, version, held, cancelled, true);
  }

  Plan requireOpen() {
    return requireOpen(null);
  }

  /**
   * As {@link #requireOpen()}.
   *
   * @param wanted the version that it must stand at; null for any
   */
  Plan requireOpen(@Nullable Integer wanted) {
    if (plan == null) {
      throw Refusal.notFound("delivery.session-unknown");
    }
    Version.require(wanted, version);
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    if (cancelled) {
      throw Refusal.conflict("delivery.session-cancelled");
    }
    if (held) {
      throw Refusal.conflict("delivery.session-held");
    }
    return plan;
  }
}
