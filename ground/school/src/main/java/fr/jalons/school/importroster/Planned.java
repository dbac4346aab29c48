package fr.jalons.school.importroster;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The sessions of a class or group that are planned, and neither held nor cancelled. */
@DecisionModel(tag = Tags.STRUCTURE)
record Planned(Map<SessionId, Instant> starts) {
  Planned() {
    this(Map.of());
  }

  Planned evolve(SessionScheduled event) {
    return with(event.session(), event.start());
  }

  Planned evolve(SessionChanged event) {
    return with(event.session(), event.start());
  }

  Planned evolve(SessionHeld event) {
    return without(event.session());
  }

  Planned evolve(SessionCancelled event) {
    return without(event.session());
  }

  Planned evolve(RecordWithdrawn event) {
    return without(new SessionId(event.record()));
  }

  private Planned with(SessionId session, Instant start) {
    Map<SessionId, Instant> next = new HashMap<>(starts);
    next.put(session, start);
    return new Planned(next);
  }

  private Planned without(SessionId session) {
    Map<SessionId, Instant> next = new HashMap<>(starts);
    next.remove(session);
    return new Planned(next);
  }

  NavigableSet<LocalDate> days(ZoneId zone) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    starts.values().forEach(start -> days.add(LocalDate.ofInstant(start, zone)));
    return days;
  }
}
