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
import fr.jalons.platform.aspects.Setting;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.known.ScheduledPeriod;
import fr.jalons.school.students.DeclaredStructure;
import fr.jalons.school.students.StudentMemberships;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
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

  private static final int HOURS_OF_A_YEAR = 24 * 366;
  private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

  /**
   * Hours due to each student in a year, by digits 9 and 10 of the class's national code: how many
   * years the formation takes, and which of them it is. No text splits the hours of the CAP in one
   * or three years.
   */
  private static final Setting<Map<String, BigDecimal>> DUE =
      Setting.numbers(
          "jalons.hours-due",
          HOURS_OF_A_YEAR,
          pairsOfDigits(),
          Map.of("2-1", new BigDecimal("101.5"), "2-2", new BigDecimal("91")));

  /**
   * Minutes of sessions held ÷ minutes due, of students whose class has hours due. Since version 2,
   * memberships as they are known now say whose sessions they are; since version 3, those on days
   * of a placement do not count.
   */
  static final Indicator OFFERED =
      Indicator.within(
          "S1",
          3,
          HoursOffered.class,
          Set.of(StudentMemberships.class),
          (student, period) -> ofDue(student, period, Offer::minutes));

  /** Minutes present in them ÷ minutes due. */
  static final Indicator ATTENDED =
      Indicator.within(
          "S1.attended",
          3,
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

  private static final Aspects.Derived<List<Offer>> OFFERS =
      new Aspects.Derived<>(HoursOffered::ofTheirSessions);

  private static List<String> pairsOfDigits() {
    return IntStream.range(0, 100).mapToObj(pair -> pair / 10 + "-" + pair % 10).toList();
  }

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
    return student.derived(OFFERS);
  }

  private static List<Offer> ofTheirSessions(Aspects student) {
    Map<SessionId, Integer> attended = new HashMap<>();
    student.all(HoursOffered.class).forEach(own -> attended.put(own.session, own.attended));
    Predicate<LocalDate> placements = ScheduledPeriod.placements(student);
    return GroupSession.concerning(student).stream()
        .filter(GroupSession::held)
        .filter(held -> !placements.test(student.day(held.start())))
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
    if (mef == null || mef.length() < DURATION_AND_YEAR + 2) {
      return null;
    }
    String key = mef.charAt(DURATION_AND_YEAR) + "-" + mef.charAt(DURATION_AND_YEAR + 1);
    BigDecimal hours = student.setting(DUE).get(key);
    return hours == null
        ? null
        : hours.multiply(MINUTES).setScale(0, RoundingMode.HALF_UP).intValueExact();
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
