package fr.jalons.planning.hours;

import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
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
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a student attended of a session that was held (S1).
 *
 * @param attended minutes present
 */
@Aspect(name = "hours", version = 2, of = Tags.STUDENT, by = Tags.SESSION)
@Shown(part = "do", order = 30, template = "planning/hours")
public record HoursOffered(SessionId session, int attended) {
  private static final int DURATION_AND_YEAR = 8;

  /**
   * Minutes due to each student in a year, by digits 9 and 10 of the class's national code: how
   * many years the formation takes, and which of them it is. No text splits the hours of the CAP in
   * one or three years.
   */
  private static final Map<String, Integer> DUE = Map.of("21", 101 * 60 + 30, "22", 91 * 60);

  /**
   * Minutes of sessions held ÷ minutes due, of students whose class has hours due. Since version 2,
   * memberships as they are known now say whose sessions they are.
   */
  static final Indicator OFFERED =
      Indicator.within(
          "S1",
          2,
          HoursOffered.class,
          Set.of(StudentMemberships.class),
          (student, period) -> ofDue(student, period, Offer::minutes));

  /** Minutes present in them ÷ minutes due. */
  static final Indicator ATTENDED =
      Indicator.within(
          "S1.attended",
          2,
          HoursOffered.class,
          Set.of(StudentMemberships.class),
          (student, period) -> ofDue(student, period, Offer::attended));

  /**
   * All hours of a student since they entered their class.
   *
   * @param dueMinutes in the year of that class; null if it has no hours due
   */
  public record Hours(@Nullable Integer dueMinutes, int offeredMinutes, int attendedMinutes) {}

  /** A session that was held for a student, with or without a line of the roll. */
  private record Offer(LocalDate day, int minutes, int attended) {}

  static @Nullable HoursOffered begin(SessionHeld event, StudentId student) {
    return event.attendance().stream()
        .filter(line -> line.student().equals(student))
        .findFirst()
        .map(line -> new HoursOffered(event.session(), line.minutes()))
        .orElse(null);
  }

  static HoursOffered begin(AttendanceCorrected event) {
    return new HoursOffered(event.session(), event.minutes());
  }

  private static List<Offer> offers(Aspects student) {
    Map<SessionId, Integer> attended = new HashMap<>();
    student.all(HoursOffered.class).forEach(own -> attended.put(own.session, own.attended));
    return GroupSession.concerning(student).stream()
        .filter(GroupSession::held)
        .map(
            held ->
                new Offer(
                    student.day(held.start()), held.minutes(), attended.getOrDefault(held.id(), 0)))
        .toList();
  }

  static Hours view(List<HoursOffered> lines, Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    StructureId schoolClass = memberships.schoolClass();
    List<Offer> inClass =
        offers(student).stream()
            .filter(offer -> schoolClass == null || isSince(offer, memberships, schoolClass))
            .toList();
    return new Hours(
        due(schoolClass, student), sum(inClass, Offer::minutes), sum(inClass, Offer::attended));
  }

  private static boolean isSince(
      Offer offer, StudentMemberships memberships, StructureId schoolClass) {
    return memberships.list().stream()
        .filter(membership -> membership.structure().equals(schoolClass))
        .anyMatch(one -> !offer.day.isBefore(one.from()));
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

  private static int sum(List<Offer> offers, ToIntFunction<Offer> minutes) {
    return offers.stream().mapToInt(minutes).sum();
  }

  /** Who has no hours due counts on neither side. */
  private static Ratio ofDue(Aspects student, Period period, ToIntFunction<Offer> minutes) {
    Integer due = due(student.one(StudentMemberships.class).classOn(period.until()), student);
    if (due == null) {
      return Ratio.of(0, 0);
    }
    List<Offer> inPeriod =
        offers(student).stream().filter(offer -> period.covers(offer.day)).toList();
    return Ratio.of(sum(inPeriod, minutes), due);
  }
}
