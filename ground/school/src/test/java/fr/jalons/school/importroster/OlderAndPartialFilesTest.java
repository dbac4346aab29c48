package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterById.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files that know less than what is known, or know it too early. */
class OlderAndPartialFilesTest {
  private static final LocalDate EARLIER = SEPTEMBER.minusDays(1);

  @Test
  void aFileOlderThanTheLastOfItsKindHasToBeConfirmed() {
    refused("roster.older-export", second(EARLIER).students(anna(CLASS_A, GROUP), ben()), told());
    when(
            second(EARLIER)
                .students(anna(CLASS_A, GROUP), ben())
                .confirmed(Confirmation.OLDER_EXPORT),
            told())
        .success();
  }

  @Test
  void theSameDayAndAnotherKindAreNotOlder() {
    when(second(SEPTEMBER).students(anna(CLASS_A, GROUP), ben()), told()).success();
    when(second(EARLIER).guardians(), told()).success();
  }

  @Test
  void theLastFileCountsAndNotTheLatest() {
    RosterImported older = imported(SECOND, EARLIER, 0, 0, 0, 2);

    when(second(EARLIER).students(anna(CLASS_A, GROUP), ben()).after(SECOND), told(older))
        .success();
  }

  @Test
  void aLaterFileThatChangesNothingIsRememberedAllTheSame() {
    when(second(OCTOBER).students(anna(CLASS_A, GROUP), ben()), told())
        .events(imported(SECOND, OCTOBER, 0, 0, 0, 2));
  }

  @Test
  void aFileFromTheDayAfterTomorrowIsRefused() {
    LocalDate today = LocalDate.of(2027, 7, 31);

    refused("roster.export-to-come", second(today.plusDays(2)).students(ben()), told());
    when(second(today.plusDays(1)).students(anna(CLASS_A, GROUP), ben()), told()).success();
  }

  @Test
  void whoIsMissingTogetherWithManyHasToBeConfirmed() {
    List<StudentId> others = others(2);

    refused("roster.many-leave", second(OCTOBER).students(ben()), with(others));
    when(second(OCTOBER).students(ben()).confirmed(Confirmation.LEAVING), with(others)).success();
  }

  @Test
  void whoStaysWithoutAClassIsMissingToo() {
    Student nowhere = new Student(PLACE, BEN, false, ENTRY, null, Set.of(GROUP));

    refused(
        "roster.many-leave",
        second(OCTOBER).students(anna(CLASS_A, GROUP), nowhere),
        with(others(2)));
  }

  @Test
  void whoSiecleSaysHasLeftIsNotMissing() {
    when(second(OCTOBER).students(annaUntil(SEPTEMBER), ben()), with(others(2))).success();
  }

  @Test
  void aFewMayLeaveUnasked() {
    when(second(OCTOBER).students(anna(CLASS_A, GROUP), ben()), with(others(2))).success();
    when(
            second(OCTOBER).students(anna(CLASS_A, GROUP), ben(), staying(others(1).getFirst())),
            with(others(2)))
        .success();
  }

  @Test
  void allThatHasToBeConfirmedIsToldAtOnce() {
    ImportDraft both = second(EARLIER).students(ben());

    when(both, with(others(2))).exceptionSatisfies(OlderAndPartialFilesTest::asksForBoth);
    when(both.confirmed(Confirmation.OLDER_EXPORT), with(others(2)))
        .exceptionSatisfies(OlderAndPartialFilesTest::asksForBoth);
  }

  private static void asksForBoth(Throwable refusal) {
    assertThat(((Refusal) refusal).confirm()).containsExactly("older-export", "leaving");
    assertThat(((Refusal) refusal).faults()).hasSize(2);
  }

  private static Student staying(StudentId student) {
    return new Student(PLACE, student, false, ENTRY, null, Set.of(CLASS_A));
  }

  private static List<StudentId> others(int number) {
    List<StudentId> others = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      others.add(new StudentId(new UUID(0, i)));
    }
    return others;
  }

  /** The small school with more students in class A. */
  private static List<SchoolEvent> with(List<StudentId> others) {
    List<SchoolEvent> events = new ArrayList<>(told());
    others.forEach(
        other -> {
          events.add(new SchoolEvent.StudentRegistered(other, SCHOOL));
          events.add(started(other, CLASS_A, ENTRY));
        });
    return events;
  }

  private static void refused(String key, ImportDraft draft, List<SchoolEvent> given) {
    when(draft, given).exception(Refusal.class, key).noEvents();
  }
}
