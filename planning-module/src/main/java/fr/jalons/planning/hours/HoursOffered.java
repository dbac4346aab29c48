package fr.jalons.planning.hours;

import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.DeclaredStructure;
import fr.jalons.school.students.StudentMemberships;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A session that was held for a student (S1).
 *
 * @param attended minutes present; none without a line of the roll
 */
@Aspect(name = "hours", of = Tags.STUDENT, by = Tags.SESSION)
@Shown(part = "do", order = 30, template = "planning/hours")
public record HoursOffered(Instant start, int minutes, int attended) {
  private static final int DURATION_AND_YEAR = 8;

  /**
   * Minutes due to each student in a year, by digits 9 and 10 of the class's national code: how
   * many years the formation takes, and which of them it is. No text splits the hours of the CAP in
   * one or three years.
   */
  private static final Map<String, Integer> DUE = Map.of("21", 101 * 60 + 30, "22", 91 * 60);

  /** Minutes of sessions held ÷ minutes due, of students whose class has hours due. */
  static final Indicator OFFERED =
      Indicator.within(
          "S1",
          1,
          HoursOffered.class,
          Set.of(StudentMemberships.class),
          (student, period) -> ofDue(student, period, HoursOffered::minutes));

  /** Minutes present in them ÷ minutes due. */
  static final Indicator ATTENDED =
      Indicator.within(
          "S1.attended",
          1,
          HoursOffered.class,
          Set.of(StudentMemberships.class),
          (student, period) -> ofDue(student, period, HoursOffered::attended));

  /**
   * All hours of a student since they entered their class.
   *
   * @param dueMinutes in the year of that class; null if it has no hours due
   */
  public record Hours(@Nullable Integer dueMinutes, int offeredMinutes, int attendedMinutes) {}

  static HoursOffered begin(SessionHeld event, StudentId student) {
    return new HoursOffered(
        event.start(),
        event.minutes(),
        event.attendance().stream()
            .filter(line -> line.student().equals(student))
            .mapToInt(Attendance::minutes)
            .sum());
  }

  HoursOffered evolve(AttendanceCorrected event) {
    return new HoursOffered(start, minutes, event.minutes());
  }

  static Hours view(List<HoursOffered> sessions, Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    StructureId schoolClass = memberships.schoolClass();
    List<HoursOffered> inClass =
        sessions.stream()
            .filter(session -> schoolClass == null || session.isSince(memberships, schoolClass))
            .toList();
    return new Hours(
        due(schoolClass, student),
        sum(inClass, HoursOffered::minutes),
        sum(inClass, HoursOffered::attended));
  }

  private boolean isSince(StudentMemberships memberships, StructureId schoolClass) {
    return memberships.list().stream()
        .filter(membership -> membership.structure().equals(schoolClass))
        .anyMatch(one -> !start.isBefore(one.from().atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  static List<Figure> figures(Hours hours) {
    return List.of(Figure.count("hours-offered", hours.offeredMinutes() / 60).asDetail());
  }

  private static @Nullable Integer due(@Nullable StructureId schoolClass, Aspects student) {
    String mef =
        schoolClass == null ? null : student.other(schoolClass, DeclaredStructure.class).mef();
    return mef == null || mef.length() < DURATION_AND_YEAR + 2
        ? null
        : DUE.get(mef.substring(DURATION_AND_YEAR, DURATION_AND_YEAR + 2));
  }

  private static int sum(List<HoursOffered> sessions, ToIntFunction<HoursOffered> minutes) {
    return sessions.stream().mapToInt(minutes).sum();
  }

  /** Who has no hours due counts on neither side. */
  private static Ratio ofDue(Aspects student, Period period, ToIntFunction<HoursOffered> minutes) {
    Integer due = due(student.one(StudentMemberships.class).classOn(period.until()), student);
    if (due == null) {
      return Ratio.of(0, 0);
    }
    List<HoursOffered> inPeriod =
        student.all(HoursOffered.class).stream()
            .filter(session -> period.covers(session.start))
            .toList();
    return Ratio.of(sum(inPeriod, minutes), due);
  }
}
