package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.first;
import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;

import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Moves between classes, leaving, and coming back. */
class StudentsComeAndGoTest {
  @Test
  void aMoveTakesEffectOnTheDayOfTheExport() {
    when(second(OCTOBER).students(anna(CLASS_B, GROUP), ben()), told())
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            started(ANNA, CLASS_B, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aMoveAndBackOnTheSameDayLeavesNoGap() {
    when(
            second(OCTOBER).students(anna(CLASS_A, GROUP), ben()),
            told(ended(ANNA, CLASS_A, OCTOBER), started(ANNA, CLASS_B, OCTOBER)))
        .events(
            ended(ANNA, CLASS_B, OCTOBER),
            started(ANNA, CLASS_A, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aNewcomerMayBeAboutToLeave() {
    when(first().students(annaUntil(NOVEMBER, CLASS_A)), List.of())
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, ENTRY),
            ended(ANNA, CLASS_A, NOVEMBER),
            left(ANNA, NOVEMBER),
            imported(FIRST, SEPTEMBER, 1, 0, 1, 0));
  }

  @Test
  void aNewcomerWhoLeftBeforeTheYearBelongsNowhere() {
    LocalDate august = LocalDate.of(2026, 8, 28);
    Student anna =
        new Student(PLACE, ANNA, true, LocalDate.of(2025, 9, 2), august, Set.of(CLASS_A));

    when(first().students(anna), List.of())
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            left(ANNA, august),
            imported(FIRST, SEPTEMBER, 1, 0, 1, 0));
  }

  @Test
  void whoLeavesEndsEverythingOnTheLeavingDay() {
    when(second(OCTOBER).students(annaUntil(NOVEMBER, CLASS_A, GROUP), ben()), told())
        .events(
            ended(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, GROUP, NOVEMBER),
            left(ANNA, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void whoLeavesKeepsHerClassesUntilThenThoughTheFileDropsThem() {
    when(second(OCTOBER).students(annaUntil(NOVEMBER), ben()), told())
        .events(
            ended(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, GROUP, NOVEMBER),
            left(ANNA, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void whoMovesAndThenLeavesIsToldSoOnce() {
    when(second(OCTOBER).students(annaUntil(NOVEMBER, CLASS_B), ben()), told(annaLeaves()))
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            ended(ANNA, GROUP, OCTOBER),
            started(ANNA, CLASS_B, OCTOBER),
            ended(ANNA, CLASS_B, NOVEMBER),
            left(ANNA, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whoHasLeftIsNotToldTwice() {
    when(second(DECEMBER).students(annaUntil(NOVEMBER), ben()), told(annaLeaves()))
        .events(imported(SECOND, DECEMBER, 0, 0, 0, 2));
    when(second(DECEMBER).students(ben()), told(annaLeaves()))
        .events(imported(SECOND, DECEMBER, 0, 0, 0, 1));
  }

  @Test
  void whoLeavesEarlierThanAnnouncedEndsEarlier() {
    when(second(OCTOBER).students(annaUntil(OCTOBER, CLASS_A, GROUP), ben()), told(annaLeaves()))
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            ended(ANNA, GROUP, OCTOBER),
            left(ANNA, OCTOBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whoStaysAfterAllGoesOnWithoutAGap() {
    when(second(OCTOBER).students(anna(CLASS_A, GROUP), ben()), told(annaLeaves()))
        .events(
            started(ANNA, CLASS_A, NOVEMBER),
            started(ANNA, GROUP, NOVEMBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whoComesBackStartsOnTheNewDayOfEntry() {
    LocalDate back = LocalDate.of(2026, 12, 1);
    Student anna = new Student(PLACE, ANNA, false, back, null, Set.of(CLASS_B));

    when(second(DECEMBER).students(anna, ben()), told(annaLeaves()))
        .events(started(ANNA, CLASS_B, back), imported(SECOND, DECEMBER, 0, 1, 0, 1));
  }

  @Test
  void whoIsMissingFromALaterPupilsFileHasLeft() {
    when(second(OCTOBER).students(ben()), told())
        .events(
            ended(ANNA, CLASS_A, OCTOBER),
            ended(ANNA, GROUP, OCTOBER),
            left(ANNA, OCTOBER),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void nobodyIsMissingFromAFileAboutOthers() {
    when(second(OCTOBER).guardians(), told()).events(imported(RosterSource.GUARDIANS, OCTOBER, 0));
  }
}
