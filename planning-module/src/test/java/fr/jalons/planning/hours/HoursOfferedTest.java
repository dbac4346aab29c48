package fr.jalons.planning.hours;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.planning.hours.HoursOffered.Hours;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.known.ScheduledPeriod;
import fr.jalons.school.students.DeclaredStructure;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoursOfferedTest {
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId ANNA = new StudentId(UUID.randomUUID());
  private static final StudentId BEN = new StudentId(UUID.randomUUID());
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final Period YEAR =
      new Period(SEPTEMBER, LocalDate.of(2027, 7, 4), ZoneOffset.UTC);
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());

  private static Aspects anna(@Nullable String mef, Object... events) {
    return anna(Map.of(), mef, events);
  }

  private static Aspects anna(Map<String, String> set, @Nullable String mef, Object... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(
                set,
                HoursOffered.class,
                StudentMemberships.class,
                DeclaredStructure.class,
                GroupSession.class,
                ScheduledPeriod.class));
    folded.evolve(new StructureDeclared(CLASS, SCHOOL, 2026, "CUISINE", mef, List.of()));
    folded.evolve(new MembershipStarted(ANNA, CLASS, SCHOOL, SEPTEMBER));
    for (Object event : events) {
      if (event instanceof SessionHeld held) {
        folded.evolve(planOf(held));
      }
      folded.evolve(event);
    }
    return folded.of(ANNA);
  }

  private static SessionScheduled planOf(SessionHeld held) {
    return new SessionScheduled(
        held.session(),
        held.audience(),
        "Atelier",
        held.start(),
        held.minutes(),
        List.of(),
        Set.of(),
        List.of(),
        held.students());
  }

  private static SessionHeld held(SessionId session, LocalDate day, int minutes, int present) {
    return new SessionHeld(
        session,
        CLASS,
        day.atTime(10, 0).toInstant(ZoneOffset.UTC),
        minutes,
        List.of(new Attendance(ANNA, AttendanceStatus.LATE, present)),
        List.of(ANNA, BEN),
        List.of(),
        null,
        List.of());
  }

  private static SessionHeld another(LocalDate day) {
    return held(new SessionId(UUID.randomUUID()), day, 60, 60);
  }

  private static String of(Indicator indicator, Aspects student) {
    Measure measure = indicator.measure(student, YEAR);
    return measure.numerator() + " ÷ " + measure.denominator();
  }

  @Test
  void hoursAreOfferedByAllSessionsOfThePeriodAndAttendedByTheRoll() {
    Aspects anna =
        anna(
            "24122131210",
            held(SESSION, OCTOBER, 60, 40),
            another(OCTOBER),
            another(SEPTEMBER.minusDays(9)), // before Anna was there
            another(YEAR.until().plusDays(1)));

    assertThat(of(HoursOffered.OFFERED, anna)).isEqualTo(of(120, 6_090));
    assertThat(of(HoursOffered.ATTENDED, anna)).isEqualTo(of(100, 6_090));
  }

  private static String of(long numerator, long denominator) {
    return numerator + " ÷ " + denominator;
  }

  @Test
  void aCorrectedLineCountsAsCorrected() {
    Aspects anna =
        anna(
            "24122131220",
            held(SESSION, OCTOBER, 60, 40),
            new AttendanceCorrected(SESSION, ANNA, AttendanceStatus.PRESENT, 60, "Bus"));

    assertThat(of(HoursOffered.ATTENDED, anna)).isEqualTo(of(60, 5_460));
  }

  @Test
  void whoHasNoHoursDueCountsOnNeitherSide() {
    for (String mef : new String[] {null, "24122131330", "27"}) {
      assertThat(of(HoursOffered.OFFERED, anna(mef, another(OCTOBER)))).isEqualTo(of(0, 0));
    }
  }

  private static PeriodScheduled placement(
      @Nullable StructureId structure, @Nullable String track, PeriodKind kind) {
    return new PeriodScheduled(
        new RecordId(UUID.randomUUID()),
        SCHOOL,
        structure,
        track,
        kind,
        "PFMP",
        OCTOBER,
        OCTOBER,
        Map.of(),
        null);
  }

  @Test
  void noSessionCountsOnDaysOfAPlacementOfAScopeThatTheStudentIsIn() {
    SessionHeld during = another(OCTOBER);
    SessionHeld after = another(OCTOBER.plusDays(1));
    for (PeriodScheduled own :
        List.of(
            placement(CLASS, null, PeriodKind.PLACEMENT),
            placement(null, "22131", PeriodKind.PLACEMENT),
            placement(null, null, PeriodKind.PLACEMENT))) {
      Aspects anna = anna("24122131210", during, after, own);
      assertThat(of(HoursOffered.OFFERED, anna)).isEqualTo(of(60, 6_090));
      assertThat(HoursOffered.view(anna.all(HoursOffered.class), anna))
          .isEqualTo(new Hours(6_090, 60, 60));
    }
    StructureId other = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "2CAP");
    for (PeriodScheduled none :
        List.of(
            placement(other, null, PeriodKind.PLACEMENT),
            placement(null, "31212", PeriodKind.PLACEMENT),
            placement(CLASS, null, PeriodKind.WELCOME))) {
      assertThat(of(HoursOffered.OFFERED, anna("24122131210", during, after, none)))
          .isEqualTo(of(120, 6_090));
    }
  }

  @Test
  void operatorsSayHowManyHoursAreDue() {
    Map<String, String> set = Map.of("jalons.hours-due.3-3", "75.25", "jalons.hours-due.2-1", "");

    assertThat(of(HoursOffered.OFFERED, anna(set, "24122131330", another(OCTOBER))))
        .isEqualTo(of(60, 4_515));
    assertThat(of(HoursOffered.OFFERED, anna(set, "24122131210", another(OCTOBER))))
        .isEqualTo(of(0, 0));
    assertThat(of(HoursOffered.OFFERED, anna(set, "24122131220", another(OCTOBER))))
        .isEqualTo(of(60, 5_460));
  }

  @Test
  void theFollowUpSaysWhatIsDueOfferedAndAttended() {
    Aspects anna = anna("24122131210", held(SESSION, OCTOBER, 60, 40), another(OCTOBER));

    assertThat(HoursOffered.view(anna.all(HoursOffered.class), anna))
        .isEqualTo(new Hours(6_090, 120, 100));
  }
}
