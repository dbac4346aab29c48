package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session that a student was concerned by (S42, S47).
 *
 * @param attendance the student's line of the roll; absent while none was written
 */
@Aspect(name = "sessions", of = Tags.STUDENT, by = Tags.SESSION)
@Shown(part = "do", order = 40, template = "delivery/sessions")
public record StudentSession(
    SessionId id,
    StructureId audience,
    @Nullable String title,
    Instant start,
    int minutes,
    Set<Nature> natures,
    List<TeacherId> teachers,
    List<NeedId> needs,
    SessionStatus status,
    @Nullable Attendance attendance,
    List<String> competencies) {

  /** Minutes present ÷ minutes planned, of sessions held in the period with a line of the roll. */
  static final Indicator ATTENDANCE =
      Indicator.over("S42", 1, StudentSession.class, StudentSession::attendance);

  /** Where a session stands. */
  public enum SessionStatus {
    PLANNED,
    HELD,
    CANCELLED
  }

  static StudentSession begin(SessionScheduled event) {
    return new StudentSession(
        event.session(),
        event.audience(),
        event.title(),
        event.start(),
        event.minutes(),
        event.natures(),
        event.teachers(),
        event.needs(),
        SessionStatus.PLANNED,
        null,
        List.of());
  }

  /** A student who joined the group later was not concerned by the plan. */
  static StudentSession begin(SessionHeld event, StudentId student) {
    return new StudentSession(
            event.session(),
            event.audience(),
            null,
            event.start(),
            event.minutes(),
            Set.of(),
            event.teachers(),
            List.of(),
            SessionStatus.PLANNED,
            null,
            List.of())
        .evolve(event, student);
  }

  StudentSession evolve(SessionHeld event, StudentId student) {
    Attendance line =
        event.attendance().stream()
            .filter(one -> one.student().equals(student))
            .findFirst()
            .orElse(null);
    return with(SessionStatus.HELD, line, event.competencies());
  }

  StudentSession evolve(AttendanceCorrected event) {
    return with(
        status, new Attendance(event.student(), event.status(), event.minutes()), competencies);
  }

  StudentSession evolve(SessionCancelled event) {
    return with(SessionStatus.CANCELLED, attendance, competencies);
  }

  private StudentSession with(SessionStatus now, @Nullable Attendance line, List<String> worked) {
    return new StudentSession(
        id, audience, title, start, minutes, natures, teachers, needs, now, line, worked);
  }

  /** The needs of others in a session for several are no part of a student's follow-up. */
  private StudentSession withNeedsOf(Aspects student) {
    List<NeedId> own =
        needs.stream().filter(need -> student.has(Tags.NEED, need.toString())).toList();
    return new StudentSession(
        id,
        audience,
        title,
        start,
        minutes,
        natures,
        teachers,
        own,
        status,
        attendance,
        competencies);
  }

  static Attended view(List<StudentSession> sessions, Aspects student) {
    return Attended.of(sessions.stream().map(session -> session.withNeedsOf(student)).toList());
  }

  static List<Figure> figures(Attended sessions) {
    return List.of(
        Figure.count("planned", sessions.planned()).asDetail(),
        Figure.share("attended", sessions.attended(), sessions.offered()),
        Figure.rate("rate", sessions.attendanceRate()),
        Figure.count("unexcused", sessions.unexcused()));
  }

  private static Ratio attendance(List<StudentSession> sessions, Period period) {
    long present = 0;
    long expected = 0;
    for (StudentSession session : sessions) {
      if (session.status == SessionStatus.HELD
          && session.attendance != null
          && period.covers(session.start)) {
        present += session.attendance.minutes();
        expected += session.minutes;
      }
    }
    return Ratio.of(present, expected);
  }

  /**
   * Sessions and attendance.
   *
   * @param offered sessions held for the student
   * @param unrecorded sessions held for the student without a line of the roll; they count in no
   *     rate
   * @param minutesExpected planned minutes of the sessions with a line
   * @param attendanceRate minutes present ÷ expected; null when nothing was expected
   */
  public record Attended(
      int planned,
      int offered,
      int attended,
      int late,
      int excused,
      int unexcused,
      int unrecorded,
      int minutesExpected,
      int minutesPresent,
      @Nullable Double attendanceRate,
      List<StudentSession> list) {

    private static Attended of(List<StudentSession> all) {
      List<StudentSession> held =
          all.stream().filter(session -> session.status == SessionStatus.HELD).toList();
      List<Attendance> lines = held.stream().flatMap(s -> Stream.ofNullable(s.attendance)).toList();
      int expected =
          held.stream().filter(s -> s.attendance != null).mapToInt(StudentSession::minutes).sum();
      int present = lines.stream().mapToInt(Attendance::minutes).sum();
      return new Attended(
          (int) all.stream().filter(s -> s.status == SessionStatus.PLANNED).count(),
          held.size(),
          (int) lines.stream().filter(line -> line.status().attended()).count(),
          count(lines, AttendanceStatus.LATE),
          count(lines, AttendanceStatus.EXCUSED),
          count(lines, AttendanceStatus.UNEXCUSED),
          held.size() - lines.size(),
          expected,
          present,
          Ratio.of(present, expected).value(),
          all.stream().sorted(Comparator.comparing(StudentSession::start)).toList());
    }

    private static int count(List<Attendance> lines, AttendanceStatus status) {
      return (int) lines.stream().filter(line -> line.status() == status).count();
    }
  }
}
