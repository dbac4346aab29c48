package fr.jalons.evaluation.competencies;

import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Setting;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a student was at a session: what S39 asks of it. */
@Aspect(name = "sessions-attended", of = Tags.STUDENT, by = Tags.SESSION)
record AttendedSession(SessionId session, boolean attended) {
  private static final int REACHED = 2;

  /** How long after a session a competency counts as used again. */
  private static final Setting<Integer> WINDOW = Setting.days("jalons.reuse-window", 60);

  /**
   * Of the competencies that a student first worked on in AP, and early enough, those seen
   * elsewhere in the days after.
   */
  static final Indicator REUSED =
      Indicator.within(
          "S39",
          1,
          AttendedSession.class,
          Set.of(StudentAssessment.class, StudentMemberships.class),
          AttendedSession::reused);

  /** Competencies first worked on in AP in the period, and seen elsewhere in the days after. */
  static final Evidence SEEN_ELSEWHERE =
      Evidence.within(
          "competencies-reused",
          AttendedSession.class,
          Set.of(StudentAssessment.class, StudentMemberships.class),
          (student, period) ->
              seenElsewhere(student, firstWorked(student, period::covers)).keySet().stream());

  static @Nullable AttendedSession begin(SessionHeld event, StudentId student) {
    return event.attendance().stream()
        .filter(line -> line.student().equals(student))
        .findFirst()
        .map(line -> new AttendedSession(event.session(), line.status().attended()))
        .orElse(null);
  }

  static AttendedSession begin(AttendanceCorrected event) {
    return new AttendedSession(event.session(), event.status().attended());
  }

  private static Ratio reused(Aspects student, Period period) {
    int window = student.setting(WINDOW);
    Map<String, LocalDate> worked = new HashMap<>(firstWorked(student, period::covers));
    worked.values().removeIf(day -> day.plusDays(window).isAfter(period.until()));
    return Ratio.of(seenElsewhere(student, worked).size(), worked.size());
  }

  /** Of each competency that was worked on in AP, the first time that it was seen elsewhere. */
  static Map<String, StudentAssessment> seenElsewhere(Aspects student) {
    return seenElsewhere(student, firstWorked(student, moment -> true));
  }

  /**
   * Those that were seen elsewhere, from the day on which they were worked on.
   *
   * @param worked by competency
   */
  private static Map<String, StudentAssessment> seenElsewhere(
      Aspects student, Map<String, LocalDate> worked) {
    int window = student.setting(WINDOW);
    List<StudentAssessment> elsewhere =
        student.all(StudentAssessment.class).stream()
            .filter(one -> one.context() != AssessmentContext.AP && one.level() >= REACHED)
            .toList();
    Map<String, StudentAssessment> seen = new HashMap<>();
    worked.forEach(
        (competency, first) ->
            elsewhere.stream()
                .filter(one -> one.competency().equals(competency))
                .filter(one -> !one.observedOn().isBefore(first))
                .filter(one -> !one.observedOn().isAfter(first.plusDays(window)))
                .min(Comparator.comparing(StudentAssessment::observedOn))
                .ifPresent(one -> seen.put(competency, one)));
    return seen;
  }

  /**
   * The first day on which the student worked on each competency.
   *
   * @param looked whether sessions of that moment count
   */
  private static Map<String, LocalDate> firstWorked(Aspects student, Predicate<Instant> looked) {
    Set<SessionId> attended =
        student.all(AttendedSession.class).stream()
            .filter(AttendedSession::attended)
            .map(AttendedSession::session)
            .collect(Collectors.toSet());
    Map<String, LocalDate> first = new HashMap<>();
    GroupSession.concerning(student).stream()
        .filter(GroupSession::held)
        .filter(session -> attended.contains(session.id()) && looked.test(session.start()))
        .forEach(
            session ->
                session
                    .competencies()
                    .forEach(
                        competency ->
                            first.merge(
                                competency,
                                student.day(session.start()),
                                (one, other) -> one.isBefore(other) ? one : other)));
    return first;
  }
}
