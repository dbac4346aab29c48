package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.known.GroupSession.SessionStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session that concerns a student (S42, S47).
 *
 * @param needs those of the student: the needs of others are no part of a student's follow-up
 * @param attendance the student's line of the roll; absent while none was written
 */
public record StudentSession(
    SessionId id,
    StructureId audience,
    String title,
    Instant start,
    int minutes,
    Set<Nature> natures,
    List<TeacherId> teachers,
    List<NeedId> needs,
    SessionStatus status,
    @Nullable Attendance attendance,
    List<String> competencies) {

  static StudentSession of(GroupSession session, @Nullable Attendance line, Aspects student) {
    return new StudentSession(
        session.id(),
        session.audience(),
        session.title(),
        session.start(),
        session.minutes(),
        session.natures(),
        session.teachers(),
        session.needs().stream().filter(need -> student.has(Tags.NEED, need.toString())).toList(),
        session.status(),
        line,
        session.competencies());
  }

  /** Those of some days that count for a student's attendance. */
  public static List<StudentSession> expected(Aspects student, Period period) {
    return OwnLine.expected(student, period);
  }

  private boolean isHeld() {
    return status == SessionStatus.HELD;
  }

  /** Whether the roll says something of the student's minutes. */
  boolean isExpected() {
    return isHeld() && attendance != null && attendance.expected();
  }

  boolean isUnexcused() {
    return attendance != null && attendance.status() == AttendanceStatus.UNEXCUSED;
  }

  /** Of the planned ones, as the roll says. */
  public int minutesPresent() {
    return attendance == null ? 0 : attendance.minutes();
  }

  /**
   * Sessions and attendance.
   *
   * @param offered sessions held for the student
   * @param elsewhere sessions held while the school had sent the student elsewhere, on placement
   *     too
   * @param unrecorded sessions held for the student without a line of the roll; they count in no
   *     rate
   * @param minutesExpected planned minutes of the sessions with a line, but for those elsewhere
   * @param attendanceRate minutes present ÷ expected; null when nothing was expected
   */
  public record Attended(
      int planned,
      int offered,
      int attended,
      int late,
      int excused,
      int unexcused,
      int elsewhere,
      int unrecorded,
      int minutesExpected,
      int minutesPresent,
      @Nullable Double attendanceRate,
      List<StudentSession> list) {

    static Attended of(List<StudentSession> all, Predicate<StudentSession> away) {
      List<StudentSession> offered = all.stream().filter(StudentSession::isHeld).toList();
      List<StudentSession> held = offered.stream().filter(away.negate()).toList();
      List<Attendance> lines = held.stream().flatMap(s -> Stream.ofNullable(s.attendance)).toList();
      List<StudentSession> expected = held.stream().filter(StudentSession::isExpected).toList();
      int minutesExpected = expected.stream().mapToInt(StudentSession::minutes).sum();
      int minutesPresent = expected.stream().mapToInt(StudentSession::minutesPresent).sum();
      return new Attended(
          (int) all.stream().filter(s -> s.status == SessionStatus.PLANNED).count(),
          offered.size(),
          (int) lines.stream().filter(line -> line.status().attended()).count(),
          count(lines, AttendanceStatus.LATE),
          count(lines, AttendanceStatus.EXCUSED),
          count(lines, AttendanceStatus.UNEXCUSED),
          offered.size()
              - held.size()
              + (int) lines.stream().filter(line -> !line.expected()).count(),
          held.size() - lines.size(),
          minutesExpected,
          minutesPresent,
          Ratio.of(minutesPresent, minutesExpected).value(),
          all.stream().sorted(Comparator.comparing(StudentSession::start)).toList());
    }

    private static int count(List<Attendance> lines, AttendanceStatus status) {
      return (int)
          lines.stream().filter(line -> line.status() == status && line.expected()).count();
    }
  }
}
