package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.AFTERWARDS;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.GONE;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.SESSION;
import static fr.jalons.delivery.Classroom.START;
import static fr.jalons.delivery.Classroom.STRANGER;
import static fr.jalons.delivery.Classroom.TEACHER;
import static fr.jalons.delivery.Classroom.held;
import static fr.jalons.delivery.Classroom.joined;
import static fr.jalons.delivery.Classroom.line;
import static fr.jalons.delivery.Classroom.roster;
import static fr.jalons.delivery.Classroom.scheduled;
import static fr.jalons.events.SessionEvent.AttendanceStatus.EXCUSED;
import static fr.jalons.events.SessionEvent.AttendanceStatus.LATE;
import static fr.jalons.events.SessionEvent.AttendanceStatus.PRESENT;
import static fr.jalons.events.SessionEvent.AttendanceStatus.UNEXCUSED;
import static fr.jalons.platform.refusal.Refusal.Kind.CONFLICT;
import static fr.jalons.platform.refusal.Refusal.Kind.INVALID;
import static fr.jalons.platform.refusal.Refusal.Kind.NOT_FOUND;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.StudentId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldSessionTest {
  private static final RollLine ADA_PRESENT = roll(ADA, PRESENT, null);
  private static final RollLine BEN_PRESENT = roll(BEN, PRESENT, null);

  @Test
  void theRollIsTaken() {
    given(scheduled())
        .lead(
            command(roll(ADA, PRESENT, 50), roll(BEN, EXCUSED, null)),
            held(line(ADA, PRESENT, 50), line(BEN, EXCUSED, 0)));
  }

  @Test
  void whoeverIsPresentOrLateWithoutMinutesCountsForTheWholeSession() {
    given(scheduled())
        .lead(
            command(ADA_PRESENT, roll(BEN, LATE, null)),
            held(line(ADA, PRESENT, LENGTH), line(BEN, LATE, LENGTH)));
  }

  @Test
  void anAbsenceMaySayItsZeroMinutes() {
    given(scheduled())
        .lead(
            command(roll(ADA, UNEXCUSED, 0), roll(BEN, EXCUSED, 0)),
            held(line(ADA, UNEXCUSED, 0), line(BEN, EXCUSED, 0)));
  }

  @Test
  void membersWithoutALineAreConcernedAllTheSame() {
    given(scheduled()).lead(command(ADA_PRESENT), held(line(ADA, PRESENT, LENGTH)));
  }

  @Test
  void aStudentWhoJoinedAfterThePlanningIsOnTheRoll() {
    given(scheduled(), joined(STRANGER))
        .lead(
            command(roll(STRANGER, PRESENT, 10)),
            new SessionHeld(
                SESSION,
                CLASS,
                START,
                LENGTH,
                List.of(line(STRANGER, PRESENT, 10)),
                List.of(ADA, BEN, STRANGER),
                List.of(TEACHER),
                null,
                List.of()));
  }

  @Test
  void theSummaryAndTheCompetenciesAreKept() {
    given(scheduled())
        .lead(
            new HoldSession(
                SESSION, List.of(ADA_PRESENT), "Bien lu", List.of("LIRE", "COMPTER", "LIRE")),
            new SessionHeld(
                SESSION,
                CLASS,
                START,
                LENGTH,
                List.of(line(ADA, PRESENT, LENGTH)),
                List.of(ADA, BEN),
                List.of(TEACHER),
                "Bien lu",
                List.of("LIRE", "COMPTER")));
  }

  @Test
  void aBlankSummaryIsNone() {
    given(scheduled())
        .lead(
            new HoldSession(SESSION, List.of(ADA_PRESENT), "  ", List.of()),
            held(line(ADA, PRESENT, LENGTH)));
  }

  @Test
  void aSessionMayBeHeldFromItsStartOn() {
    at(START, scheduled()).lead(command(ADA_PRESENT), held(line(ADA, PRESENT, LENGTH)));
  }

  @Test
  void aSessionIsNotHeldBeforeItsStart() {
    at(START.minusMillis(1), scheduled())
        .refuse(CONFLICT, null, "delivery.session-ahead", command(ADA_PRESENT));
  }

  @Test
  void anUnknownSessionIsNotHeld() {
    given().refuse(NOT_FOUND, null, "delivery.session-unknown", command(ADA_PRESENT));
  }

  @Test
  void aCancelledSessionIsNotHeld() {
    given(scheduled(), new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève"))
        .refuse(CONFLICT, null, "delivery.session-cancelled", command(ADA_PRESENT));
  }

  @Test
  void theRollIsTakenOnlyOnceEvenIfItIsTheSame() {
    given(scheduled(), held(line(ADA, PRESENT, LENGTH)))
        .refuse(CONFLICT, null, "delivery.session-held", command(ADA_PRESENT));
  }

  @Test
  void aRollHasAtLeastOneLine() {
    given(scheduled()).refuse(INVALID, "attendance", "delivery.roll-empty", command());
  }

  @Test
  void noStudentIsOnTheRollTwice() {
    given(scheduled())
        .refuse(
            INVALID,
            "attendance[2].studentId",
            "delivery.student-twice",
            command(ADA_PRESENT, BEN_PRESENT, roll(ADA, EXCUSED, null)));
  }

  @Test
  void aStrangerIsNotOnTheRoll() {
    given(scheduled())
        .refuse(
            CONFLICT,
            "attendance[1].studentId",
            "delivery.student-elsewhere",
            command(ADA_PRESENT, roll(STRANGER, PRESENT, null)));
  }

  @Test
  void aStudentWhoHadLeftTheClassThatDayIsNotOnTheRoll() {
    given(scheduled())
        .refuse(
            CONFLICT,
            "attendance[0].studentId",
            "delivery.student-elsewhere",
            command(roll(GONE, PRESENT, null)));
  }

  @Test
  void aStudentWhoLeftTheClassLaterIsOnTheRoll() {
    given(scheduled(), new MembershipEnded(BEN, CLASS, SCHOOL, DAY.plusDays(1)))
        .lead(command(BEN_PRESENT), held(line(BEN, PRESENT, LENGTH)));
  }

  @Test
  void nobodyIsPresentForLongerThanTheSession() {
    minutesAreRefused("delivery.minutes-out-of-range", roll(ADA, PRESENT, LENGTH + 1));
  }

  @Test
  void nobodyIsPresentForLessThanNoTime() {
    minutesAreRefused("delivery.minutes-out-of-range", roll(ADA, PRESENT, -1));
  }

  @Test
  void whoeverIsExcusedWasNotThere() {
    minutesAreRefused("delivery.absent-with-minutes", roll(ADA, EXCUSED, 1));
  }

  @Test
  void whoeverIsUnexcusedWasNotThere() {
    minutesAreRefused("delivery.absent-with-minutes", roll(ADA, UNEXCUSED, 1));
  }

  @Test
  void whoeverIsPresentWasThere() {
    minutesAreRefused("delivery.present-for-no-time", roll(ADA, PRESENT, 0));
  }

  @Test
  void whoeverIsLateWasThere() {
    minutesAreRefused("delivery.present-for-no-time", roll(ADA, LATE, 0));
  }

  @Test
  void whomTheSchoolHasSentElsewhereIsExcusedAndTheLineSaysWhere() {
    given(scheduled())
        .lead(
            command(new RollLine(ADA, EXCUSED, null, Elsewhere.PLACEMENT)),
            held(new Attendance(ADA, EXCUSED, 0, Elsewhere.PLACEMENT)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXCUSED")
  void nobodyElseIsElsewhereForTheSchool(AttendanceStatus status) {
    given(scheduled())
        .refuse(
            INVALID,
            "attendance[0].cause",
            "delivery.cause-of-excused",
            command(new RollLine(ADA, status, null, Elsewhere.SCHOOL_DUTY)));
  }

  @Test
  void anUnknownCompetencyIsRefused() {
    given(scheduled())
        .refuse(
            INVALID,
            "competencies[1]",
            "delivery.competency-unknown",
            new HoldSession(SESSION, List.of(ADA_PRESENT), null, List.of("LIRE", "VOLER")));
  }

  private static void minutesAreRefused(String key, RollLine line) {
    given(scheduled()).refuse(INVALID, "attendance[1].minutes", key, command(BEN_PRESENT, line));
  }

  private static Decisions given(Object... events) {
    return at(AFTERWARDS, events);
  }

  private static Decisions at(Instant now, Object... events) {
    List<Object> all = new ArrayList<>(roster());
    all.addAll(List.of(events));
    return Decisions.of(Clock.fixed(now, PARIS), HoldSession.class, all);
  }

  private static HoldSession command(RollLine... roll) {
    return new HoldSession(SESSION, List.of(roll), null, List.of());
  }

  private static RollLine roll(
      StudentId student, AttendanceStatus status, @Nullable Integer minutes) {
    return new RollLine(student, status, minutes, null);
  }
}
