package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterById.Student;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leavings and entries that a school year or a roll contradicts. */
class ContradictedDaysTest {
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());

  @Test
  void aLeavingLongBeforeTheYearOfWhichThePupilIsAMemberIsRefused() {
    refused("roster.left-before-year", annaLeft(LocalDate.of(2025, 10, 2)), told());
  }

  @Test
  void whoDidNotComeBackAfterTheSummerLeavesBeforeTheYear() {
    ImportDraft draft = annaLeft(LocalDate.of(2026, 7, 4));

    when(draft, told()).success();
  }

  @Test
  void aLeavingBeforeADayOfPresenceHasToBeConfirmed() {
    ImportDraft draft = annaLeft(LocalDate.of(2026, 9, 9));

    refused("roster.left-before-roll", draft, held(SEPTEMBER, AttendanceStatus.LATE, ANNA));
    when(
            annaLeft(LocalDate.of(2026, 9, 9)).confirmed(Confirmation.ATTENDANCE),
            held(SEPTEMBER, AttendanceStatus.LATE, ANNA))
        .eventsMatch(
            events ->
                events.stream()
                    .map(event -> event.payload())
                    .filter(RosterImported.class::isInstance)
                    .map(RosterImported.class::cast)
                    .anyMatch(imported -> imported.confirmed().equals(List.of("attendance"))));
  }

  @Test
  void whatRollsDoNotContradictNeedsNoConfirmation() {
    ImportDraft draft = annaLeft(SEPTEMBER);

    when(draft, held(SEPTEMBER, AttendanceStatus.PRESENT, ANNA)).success();
    when(annaLeft(ENTRY.plusDays(1)), held(SEPTEMBER, AttendanceStatus.UNEXCUSED, ANNA)).success();
    when(annaLeft(ENTRY.plusDays(1)), held(SEPTEMBER, AttendanceStatus.PRESENT, BEN)).success();
  }

  @Test
  void aCorrectionCountsAsItNowStands() {
    List<DomainEvent> absent = held(SEPTEMBER, AttendanceStatus.PRESENT, ANNA);
    absent.add(corrected(AttendanceStatus.EXCUSED));
    List<DomainEvent> added = held(SEPTEMBER, AttendanceStatus.PRESENT, BEN);
    added.add(corrected(AttendanceStatus.PRESENT));

    when(annaLeft(ENTRY.plusDays(1)), absent).success();
    refused("roster.left-before-roll", annaLeft(ENTRY.plusDays(1)), added);
  }

  @Test
  void aLeavingThatIsKnownAlreadyIsNotAskedAgain() {
    List<DomainEvent> known = held(DECEMBER, AttendanceStatus.PRESENT, ANNA);
    known.addAll(List.of(annaLeaves()));

    when(annaLeft(NOVEMBER), known).success();
  }

  @Test
  void anEntryAfterADayOfPresenceHasToBeConfirmed() {
    refused(
        "roster.entered-after-roll",
        annaEntered(OCTOBER),
        held(SEPTEMBER, AttendanceStatus.PRESENT, ANNA));
    when(annaEntered(SEPTEMBER), held(SEPTEMBER, AttendanceStatus.PRESENT, ANNA)).success();
    when(annaEntered(OCTOBER), held(YEAR_START.minusDays(90), AttendanceStatus.PRESENT, ANNA))
        .success();
  }

  @Test
  void whoComesBackEntersAfterTheRollsOfTheFirstStay() {
    List<DomainEvent> known = held(SEPTEMBER, AttendanceStatus.PRESENT, ANNA);
    known.addAll(List.of(annaLeaves()));

    when(annaEntered(DECEMBER), known).success();
    known.add(started(ANNA, CLASS_A, DECEMBER));
    when(annaEntered(DECEMBER).knowingThatAnnaEntered(DECEMBER), known).success();
  }

  private static ImportDraft annaLeft(LocalDate day) {
    return second(DECEMBER).students(annaUntil(day, CLASS_A, GROUP), ben());
  }

  private static ImportDraft annaEntered(LocalDate day) {
    Student anna = new Student(PLACE, ANNA, false, day, null, Set.of(CLASS_A, GROUP));
    return second(DECEMBER).students(anna, ben());
  }

  private static void refused(String key, ImportDraft draft, List<? extends DomainEvent> given) {
    when(draft, given).exception(Refusal.class, key).noEvents();
  }

  private static List<DomainEvent> held(LocalDate day, AttendanceStatus status, StudentId who) {
    List<DomainEvent> events = new ArrayList<>(told(new SchoolEvent[0]));
    events.add(
        new SessionHeld(
            SESSION,
            CLASS_A,
            day.atTime(9, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(new Attendance(who, status, 60)),
            List.of(who),
            List.of(),
            null,
            List.of()));
    return events;
  }

  private static AttendanceCorrected corrected(AttendanceStatus status) {
    return new AttendanceCorrected(SESSION, ANNA, status, 60, "reason");
  }
}
