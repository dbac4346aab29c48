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
import static fr.jalons.delivery.Classroom.STRANGER;
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
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.StudentId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectAttendanceTest {
  private static final Object ROLL_TAKEN = held(line(ADA, UNEXCUSED, 0));

  @Test
  void aLineIsReplaced() {
    given(scheduled(), ROLL_TAKEN).lead(command(ADA, EXCUSED, null), corrected(ADA, EXCUSED, 0));
  }

  @Test
  void aMissingLineIsAdded() {
    given(scheduled(), ROLL_TAKEN).lead(command(BEN, LATE, null), corrected(BEN, LATE, LENGTH));
  }

  @Test
  void aLineIsAddedForAStudentWhoTurnsOutToHaveBelongedToTheClass() {
    given(scheduled(), ROLL_TAKEN, joined(STRANGER))
        .lead(command(STRANGER, PRESENT, 20), corrected(STRANGER, PRESENT, 20));
  }

  @Test
  void aStudentWhoTurnsOutToHaveLeftBeforeIsConcernedNoLongerThoughOnTheRoll() {
    given(scheduled(), ROLL_TAKEN, new MembershipEnded(ADA, CLASS, SCHOOL, DAY))
        .refuse(CONFLICT, "studentId", "delivery.student-elsewhere", command(ADA, EXCUSED, null));
  }

  @Test
  void aCorrectionThatChangesNothingIsNone() {
    given(scheduled(), ROLL_TAKEN).leadToNothing(command(ADA, UNEXCUSED, null));
  }

  @Test
  void aLineIsComparedWithItsLastCorrection() {
    given(scheduled(), ROLL_TAKEN, corrected(ADA, PRESENT, LENGTH))
        .leadToNothing(command(ADA, PRESENT, null));
  }

  @Test
  void aCorrectionMayBeTakenBack() {
    given(scheduled(), ROLL_TAKEN, corrected(ADA, PRESENT, LENGTH))
        .lead(command(ADA, UNEXCUSED, null), corrected(ADA, UNEXCUSED, 0));
  }

  @Test
  void anAbsenceTurnsOutToBeAPlacement() {
    given(scheduled(), ROLL_TAKEN, corrected(ADA, EXCUSED, 0))
        .lead(
            new CorrectAttendance(
                SESSION, new RollLine(ADA, EXCUSED, null, Elsewhere.PLACEMENT), "stage"),
            new AttendanceCorrected(SESSION, ADA, EXCUSED, 0, Elsewhere.PLACEMENT, "stage"));
  }

  @Test
  void anUnknownSessionHasNoRoll() {
    given().refuse(NOT_FOUND, null, "delivery.session-unknown", command(ADA, PRESENT, null));
  }

  @Test
  void aPlannedSessionHasNoRoll() {
    given(scheduled())
        .refuse(CONFLICT, null, "delivery.session-not-held", command(ADA, PRESENT, null));
  }

  @Test
  void aCancelledSessionHasNoRoll() {
    given(scheduled(), new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève"))
        .refuse(CONFLICT, null, "delivery.session-not-held", command(ADA, PRESENT, null));
  }

  @Test
  void aStrangerHasNoLine() {
    given(scheduled(), ROLL_TAKEN)
        .refuse(
            CONFLICT, "studentId", "delivery.student-elsewhere", command(STRANGER, PRESENT, null));
  }

  @Test
  void aStudentWhoHadLeftTheClassThatDayHasNoLine() {
    given(scheduled(), ROLL_TAKEN)
        .refuse(CONFLICT, "studentId", "delivery.student-elsewhere", command(GONE, PRESENT, null));
  }

  @Test
  void minutesObeyTheSameRulesAsOnTheRoll() {
    Decisions given = given(scheduled(), ROLL_TAKEN);
    given.refuse(
        INVALID, "minutes", "delivery.minutes-out-of-range", command(ADA, PRESENT, LENGTH + 1));
    given.refuse(INVALID, "minutes", "delivery.absent-with-minutes", command(ADA, EXCUSED, 5));
    given.refuse(INVALID, "minutes", "delivery.present-for-no-time", command(ADA, LATE, 0));
  }

  private static Decisions given(Object... events) {
    List<Object> all = new ArrayList<>(roster());
    all.addAll(List.of(events));
    return Decisions.of(Clock.fixed(AFTERWARDS, PARIS), CorrectAttendance.class, all);
  }

  private static CorrectAttendance command(
      StudentId student, AttendanceStatus status, @Nullable Integer minutes) {
    return new CorrectAttendance(SESSION, new RollLine(student, status, minutes, null), "justifié");
  }

  private static AttendanceCorrected corrected(
      StudentId student, AttendanceStatus status, int minutes) {
    return new AttendanceCorrected(SESSION, student, status, minutes, "justifié");
  }
}
