package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A student's line on the roll of a session (S42). It is all that is kept of a session beside a
 * student: what else there is, {@link GroupSession} tells of all whom it concerns.
 */
@Aspect(name = "sessions", version = 2, of = Tags.STUDENT, by = Tags.SESSION)
@Shown(part = "do", order = 40, template = "delivery/sessions")
record OwnLine(SessionId session, Attendance line) {

  /**
   * Minutes present ÷ minutes planned, of sessions held in the period with a line of the roll.
   * Since version 2, memberships as they are known now say which sessions those are, and nothing is
   * expected of whom the school has sent elsewhere.
   */
  static final Indicator ATTENDANCE =
      Indicator.within(
          "S42", 2, OwnLine.class, Set.of(StudentMemberships.class), OwnLine::attendance);

  static @Nullable OwnLine begin(SessionHeld event, StudentId student) {
    return event.attendance().stream()
        .filter(line -> line.student().equals(student))
        .findFirst()
        .map(line -> new OwnLine(event.session(), line))
        .orElse(null);
  }

  static OwnLine begin(AttendanceCorrected event) {
    return new OwnLine(event.session(), event.line());
  }

  /** All sessions that concern a student, with what their rolls say of them. */
  private static List<StudentSession> sessions(List<OwnLine> lines, Aspects student) {
    Map<SessionId, OwnLine> bySession =
        lines.stream().collect(Collectors.toMap(OwnLine::session, Function.identity()));
    return GroupSession.concerning(student).stream()
        .map(
            session -> {
              OwnLine own = bySession.get(session.id());
              return StudentSession.of(session, own == null ? null : own.line, student);
            })
        .toList();
  }

  static StudentSession.Attended view(List<OwnLine> lines, Aspects student) {
    return StudentSession.Attended.of(sessions(lines, student));
  }

  static List<Withdrawn> withdrawn(Aspects student) {
    return GroupSession.withdrawnConcerning(student);
  }

  static List<Figure> figures(StudentSession.Attended sessions) {
    return List.of(
        Figure.count("planned", sessions.planned()).asDetail(),
        Figure.share("attended", sessions.attended(), sessions.offered() - sessions.elsewhere()),
        Figure.rate("rate", sessions.attendanceRate()),
        Figure.count("unexcused", sessions.unexcused()));
  }

  private static Ratio attendance(Aspects student, Period period) {
    long present = 0;
    long expected = 0;
    for (StudentSession session : sessions(student.all(OwnLine.class), student)) {
      if (session.isExpected() && period.covers(session.start())) {
        present += session.minutesPresent();
        expected += session.minutes();
      }
    }
    return Ratio.of(present, expected);
  }
}
