package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.WeeklySessionsScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;

/**
 * What was planned weekly, as the first session tells it.
 *
 * @param sessions all of them, in order
 * @param leftOut days without one: holidays, or the class is on placement
 */
@Aspect(name = "weekly-sessions", of = Tags.STRUCTURE, by = Tags.SESSION)
record WeeklySessions(LocalDate until, List<SessionId> sessions, List<LocalDate> leftOut) {
  static WeeklySessions begin(WeeklySessionsScheduled event) {
    return new WeeklySessions(event.until(), event.sessions(), event.leftOut());
  }
}
