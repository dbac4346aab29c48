package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.known.ScheduledPeriod;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A student's line on the roll of a session (S42). It is all that is kept of a session beside a
 * student: what else there is, {@link GroupSession} tells of all students that it concerns.
 */
@Aspect(name = "sessions", version = 2, of = Tags.STUDENT, by = Tags.SESSION)
@Shown(part = "do", order = 40, template = "delivery/sessions")
record OwnLine(SessionId session, Attendance line) {

  /**
   * Minutes present ÷ minutes planned, of sessions held in the period with a line of the roll.
   * Since version 2, memberships as they are known now say which sessions those are, and nothing is
   * expected of a student that the school has sent elsewhere; since version 3, nor on days of a
   * placement, and unexcused absences are told apart.
   */
  static final Indicator ATTENDANCE =
      Indicator.within(
          "S42", 3, OwnLine.class, Set.of(StudentMemberships.class), OwnLine::attendance);

  private static final Aspects.Derived<List<StudentSession>> EXPECTED =
      new Aspects.Derived<>(OwnLine::everExpected);

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
    return StudentSession.Attended.of(sessions(lines, student), away(student));
  }

  /** Whether a session lies on a day on which the student is on placement. */
  private static Predicate<StudentSession> away(Aspects student) {
    Predicate<LocalDate> placements = ScheduledPeriod.placements(student);
    return session -> placements.test(student.day(session.start()));
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

  /** Sessions of some days at which the student was expected, with what their rolls say. */
  static List<StudentSession> expected(Aspects student, Period period) {
    return student.derived(EXPECTED).stream()
        .filter(session -> period.covers(session.start()))
        .toList();
  }

  private static List<StudentSession> everExpected(Aspects student) {
    return sessions(student.all(OwnLine.class), student).stream()
        .filter(StudentSession::isExpected)
        .filter(away(student).negate())
        .toList();
  }

  private static Measure attendance(Aspects student, Period period) {
    long present = 0;
    long unexcused = 0;
    long expected = 0;
    for (StudentSession session : expected(student, period)) {
      present += session.minutesPresent();
      unexcused += session.isUnexcused() ? session.minutes() : 0;
      expected += session.minutes();
    }
    SortedMap<String, Measure> parts = new TreeMap<>();
    parts.put(AttendanceStatus.UNEXCUSED.name(), Ratio.of(unexcused, expected));
    return new Grouped(Ratio.of(present, expected), Collections.unmodifiableSortedMap(parts));
  }
}
