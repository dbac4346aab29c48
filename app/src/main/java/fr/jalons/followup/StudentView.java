package fr.jalons.followup;

import fr.jalons.events.Disciplines;
import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyId;
import fr.jalons.followup.Facts.Assessment;
import fr.jalons.followup.Facts.Interview;
import fr.jalons.followup.Facts.Membership;
import fr.jalons.followup.Facts.Need;
import fr.jalons.followup.Facts.Positioning;
import fr.jalons.followup.Facts.Session;
import fr.jalons.followup.Facts.SessionStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A student's follow-up as readers get it: what the fold remembers, with what is derived from it.
 *
 * @param position the log position it stands at
 */
public record StudentView(
    StudentId student,
    long position,
    List<Membership> memberships,
    @Nullable LocalDate leftOn,
    Needs needs,
    Sessions sessions,
    List<Competency> competencies,
    List<Interview> interviews,
    List<Positioning> positionings,
    List<SurveyId> surveysAnswered) {

  /** Needs that call for support, and needs that no longer do. */
  public record Needs(List<Need> open, List<Need> closed) {}

  /**
   * Sessions and attendance (S42).
   *
   * @param offered sessions held for him
   * @param unrecorded sessions held for him without a line of the roll; they count in no rate
   * @param minutesExpected planned minutes of the sessions with a line
   * @param attendanceRate minutes present ÷ expected; null when nothing was expected
   */
  public record Sessions(
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
      List<Session> list) {

    static Sessions of(List<Session> all) {
      List<Session> held = all.stream().filter(s -> s.status() == SessionStatus.HELD).toList();
      List<Session> recorded = held.stream().filter(s -> s.attendance() != null).toList();
      int expected = recorded.stream().mapToInt(Session::minutes).sum();
      int present =
          recorded.stream()
              .map(Session::attendance)
              .mapToInt(line -> line == null ? 0 : line.minutes())
              .sum();
      return new Sessions(
          (int) all.stream().filter(s -> s.status() == SessionStatus.PLANNED).count(),
          held.size(),
          count(recorded, AttendanceStatus.PRESENT) + count(recorded, AttendanceStatus.LATE),
          count(recorded, AttendanceStatus.LATE),
          count(recorded, AttendanceStatus.EXCUSED),
          count(recorded, AttendanceStatus.UNEXCUSED),
          held.size() - recorded.size(),
          expected,
          present,
          Ratio.of(present, expected),
          all.stream().sorted(Comparator.comparing(Session::start)).toList());
    }

    private static int count(List<Session> sessions, AttendanceStatus status) {
      return (int)
          sessions.stream()
              .map(Session::attendance)
              .filter(line -> line != null && isStatus(line, status))
              .count();
    }

    private static boolean isStatus(Attendance line, AttendanceStatus status) {
      return line.status() == status;
    }
  }

  /**
   * Where the student stands on one competency (S11).
   *
   * @param latest the latest observation; of several on one day, the last recorded
   * @param earlier the observations before it, latest first
   * @param disciplines each as it was first written
   */
  public record Competency(
      String framework,
      String competency,
      Assessment latest,
      List<Assessment> earlier,
      List<String> assessors,
      List<String> disciplines) {

    static List<Competency> of(List<Assessment> assessments) {
      Map<List<String>, List<Assessment>> byCompetency =
          numbered(assessments).stream()
              .collect(
                  Collectors.groupingBy(
                      a -> List.of(a.framework(), a.competency()),
                      () -> new TreeMap<>(Comparator.comparing(List::toString)),
                      Collectors.toList()));
      return byCompetency.values().stream().map(Competency::standing).toList();
    }

    /** With the numbers that version 1 did not record. */
    private static List<Assessment> numbered(List<Assessment> inOrder) {
      List<Assessment> numbered = new ArrayList<>();
      Disciplines known = Disciplines.none();
      for (Assessment one : inOrder) {
        Integer told = one.disciplineNumber();
        numbered.add(
            told == null ? one.numbered(known.number(one.discipline(), one.subject())) : one);
        known = known.with(one.discipline(), one.subject(), told);
      }
      return numbered;
    }

    private static List<String> disciplines(List<Assessment> inOrder) {
      Map<Integer, String> firstWritten = new HashMap<>();
      inOrder.forEach(
          one ->
              firstWritten.putIfAbsent(
                  Objects.requireNonNull(one.disciplineNumber()), one.discipline()));
      return firstWritten.values().stream().sorted().toList();
    }

    private static Competency standing(List<Assessment> inOrder) {
      List<Assessment> latestFirst =
          inOrder.reversed().stream()
              .sorted(Comparator.comparing(Assessment::observedOn).reversed())
              .toList();
      Assessment latest = latestFirst.getFirst();
      return new Competency(
          latest.framework(),
          latest.competency(),
          latest,
          latestFirst.subList(1, latestFirst.size()),
          inOrder.stream().map(Assessment::assessor).distinct().sorted().toList(),
          disciplines(inOrder));
    }
  }

  /** Of a session for several, the needs of others are not part of a student's follow-up. */
  static StudentView of(StudentFollowUp state, long position) {
    Set<NeedId> own = state.needs().stream().map(Need::id).collect(Collectors.toSet());
    return new StudentView(
        state.student(),
        position,
        state.memberships(),
        state.leftOn(),
        new Needs(
            state.needs().stream().filter(Need::open).toList(),
            state.needs().stream().filter(need -> !need.open()).toList()),
        Sessions.of(state.sessions().stream().map(s -> s.withNeedsAmong(own)).toList()),
        Competency.of(state.assessments()),
        state.interviews(),
        state.positionings(),
        state.surveys());
  }
}
