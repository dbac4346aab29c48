package fr.jalons.school.importroster;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rolls that concern one student.
 *
 * @param held sessions as their rolls were taken
 * @param withdrawn records of whatever kind, sessions among them
 * @param corrected what corrections made of the student's own line
 */
@DecisionModel(tag = Tags.STUDENT)
record Attended(
    Map<SessionId, SessionHeld> held,
    Map<SessionId, AttendanceStatus> corrected,
    Set<SessionId> withdrawn) {

  /** When a session was held: a correction may add a student that its roll did not concern. */
  @DecisionModel(tag = Tags.SESSION)
  record Session(@Nullable Instant start) {
    Session() {
      this(null);
    }

    Session evolve(SessionHeld event) {
      return new Session(event.start());
    }
  }

  Attended() {
    this(Map.of(), Map.of(), Set.of());
  }

  Attended evolve(SessionHeld event) {
    Map<SessionId, SessionHeld> next = new HashMap<>(held);
    next.put(event.session(), event);
    return new Attended(next, corrected, withdrawn);
  }

  /** A session that was withdrawn never was, whatever its roll and corrections say. */
  Attended evolve(RecordWithdrawn event) {
    SessionId session = new SessionId(event.record());
    Set<SessionId> more = new HashSet<>(withdrawn);
    more.add(session);
    return new Attended(held, corrected, more);
  }

  Attended evolve(AttendanceCorrected event) {
    Map<SessionId, AttendanceStatus> next = new HashMap<>(corrected);
    next.put(event.session(), event.status());
    return new Attended(held, next, withdrawn);
  }

  /** The days on which a roll, as it now stands, has the student there. */
  NavigableSet<LocalDate> days(
      StudentId student, ZoneId zone, Function<SessionId, Session> sessions) {
    Map<SessionId, AttendanceStatus> lines = new HashMap<>();
    held.forEach(
        (session, event) ->
            event.attendance().stream()
                .filter(line -> line.student().equals(student))
                .forEach(line -> lines.put(session, line.status())));
    lines.putAll(corrected);
    lines.keySet().removeAll(withdrawn);
    NavigableSet<LocalDate> days = new TreeSet<>();
    lines.forEach(
        (session, status) -> {
          SessionHeld event = held.get(session);
          Instant start = event == null ? sessions.apply(session).start() : event.start();
          if (status.attended() && start != null) {
            days.add(LocalDate.ofInstant(start, zone));
          }
        });
    return days;
  }
}
