package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.Periods.Period;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.school.importroster.RosterById.Student;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The last word of the source holds from the beginning. */
class LastWordTest {
  private static final LocalDate REAL_START = LocalDate.of(2026, 9, 3);

  @Test
  void aLeavingThatAFileNoLongerHasNeverWas() {
    when(second(DECEMBER).students(anna(CLASS_A, GROUP), ben()), told(annaLeaves()))
        .events(
            started(ANNA, CLASS_A, NOVEMBER),
            started(ANNA, GROUP, NOVEMBER),
            imported(SECOND, DECEMBER, 0, 1, 0, 1));
  }

  @Test
  void aClassThatChangedMeanwhileChangesOnTheDayOfTheFile() {
    when(second(DECEMBER).students(anna(CLASS_B, GROUP), ben()), told(annaLeaves()))
        .events(
            started(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, CLASS_A, DECEMBER),
            started(ANNA, CLASS_B, DECEMBER),
            started(ANNA, GROUP, NOVEMBER),
            imported(SECOND, DECEMBER, 0, 1, 0, 1));
  }

  @Test
  void whoIsBackWithoutAClassIsBackAllTheSame() {
    Student nowhere = new Student(PLACE, ANNA, false, DECEMBER, null, Set.of());

    when(second(DECEMBER).students(nowhere, ben()), told(annaLeaves()))
        .events(new StudentBack(ANNA, SCHOOL), imported(SECOND, DECEMBER, 0, 1, 0, 1));
  }

  @Test
  void aLaterLeavingMovesTheEnd() {
    when(second(OCTOBER).students(annaUntil(DECEMBER, CLASS_A, GROUP), ben()), told(annaLeaves()))
        .events(
            started(ANNA, CLASS_A, NOVEMBER),
            ended(ANNA, CLASS_A, DECEMBER),
            started(ANNA, GROUP, NOVEMBER),
            ended(ANNA, GROUP, DECEMBER),
            left(ANNA, DECEMBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void aLaterEntryMovesWhatBeganOnTheFormer() {
    when(second(OCTOBER).students(annaEntered(SEPTEMBER, CLASS_A, GROUP), ben()), told())
        .events(
            ended(ANNA, CLASS_A, ENTRY),
            ended(ANNA, GROUP, ENTRY),
            started(ANNA, CLASS_A, SEPTEMBER),
            started(ANNA, GROUP, SEPTEMBER),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void anEarlierEntryMovesItToo() {
    SchoolEvent[] lateEntry = {
      ended(ANNA, CLASS_A, ENTRY),
      ended(ANNA, GROUP, ENTRY),
      started(ANNA, CLASS_A, SEPTEMBER),
      started(ANNA, GROUP, OCTOBER)
    };

    when(
            second(NOVEMBER)
                .knowingThatAnnaEntered(SEPTEMBER)
                .students(annaEntered(ENTRY, CLASS_A, GROUP), ben()),
            told(lateEntry))
        .events(started(ANNA, CLASS_A, ENTRY), imported(SECOND, NOVEMBER, 0, 1, 0, 1));
  }

  @Test
  void whatBeganBetweenTheEntriesBeginsOnTheLaterOneToo() {
    when(
            second(DECEMBER).students(annaEntered(NOVEMBER, CLASS_B, GROUP), ben()),
            told(ended(ANNA, CLASS_A, OCTOBER), started(ANNA, CLASS_B, OCTOBER)))
        .events(
            ended(ANNA, CLASS_A, ENTRY),
            ended(ANNA, CLASS_B, OCTOBER),
            ended(ANNA, GROUP, ENTRY),
            started(ANNA, CLASS_B, NOVEMBER),
            started(ANNA, GROUP, NOVEMBER),
            imported(SECOND, DECEMBER, 0, 1, 0, 1));
  }

  @Test
  void whoGoesOnInAClassFromTheYearBeforeBeginsThereAnewOnALaterEntry() {
    ImportedSchool school = new ImportedSchool();
    LocalDate october = LocalDate.of(2027, 10, 11);
    LocalDate entry = LocalDate.of(2027, 10, 4);
    school.imports(FileDraft.pupils(SEPTEMBER).schoolClass("1A", ANNA));
    school.imports(FileDraft.pupils(LocalDate.of(2027, 9, 6)).schoolClass("1A", ANNA));
    school.imports(FileDraft.pupils(october).schoolClass("1A", ANNA).enters(ANNA, entry));

    assertThat(memberships(school))
        .containsExactly(new Period(YEAR_START, LocalDate.of(2027, 9, 1)), new Period(entry, null));

    school.imports(
        FileDraft.pupils(october).schoolClass("1A", ANNA).enters(ANNA, LocalDate.of(2027, 9, 1)));
    assertThat(memberships(school)).containsExactly(new Period(YEAR_START, null));
  }

  private static List<Period> memberships(ImportedSchool school) {
    return school.known().attendee(ANNA).in(FileDraft.id(Kind.CLASS, "1A")).list();
  }

  @Test
  void aClassOfLaterDaysStaysWhereItIsThoughTheEntryIsToldAgain() {
    when(
            second(NOVEMBER).students(anna(CLASS_B, GROUP), ben()),
            told(ended(ANNA, CLASS_A, OCTOBER), started(ANNA, CLASS_B, OCTOBER)))
        .events(imported(SECOND, NOVEMBER, 0, 0, 0, 2));
  }

  @Test
  void whoLeavesOnTheDayOfEntryWasNeverAMember() {
    when(second(OCTOBER).students(annaUntil(ENTRY, CLASS_A, GROUP), ben()), told())
        .events(
            ended(ANNA, CLASS_A, ENTRY),
            ended(ANNA, GROUP, ENTRY),
            left(ANNA, ENTRY),
            imported(SECOND, OCTOBER, 0, 0, 1, 1));
  }

  @Test
  void theSchoolYearBeginsAsStsTellsEvenAfterwards() {
    Student early = annaEntered(LocalDate.of(2025, 9, 1), CLASS_A);

    when(
            second(OCTOBER)
                .knowingThatAnnaEntered(LocalDate.of(2025, 9, 1))
                .beginningOn(REAL_START)
                .students(early, ben()),
            List.of(
                declared(CLASS_A),
                declared(CLASS_B),
                declared(GROUP),
                new SchoolEvent.StudentRegistered(ANNA, SCHOOL),
                started(ANNA, CLASS_A, YEAR_START),
                new SchoolEvent.StudentRegistered(BEN, SCHOOL),
                started(BEN, CLASS_B, SEPTEMBER),
                imported(FIRST, SEPTEMBER, 2, 0, 0, 0)))
        .events(
            new SchoolYearDated(SCHOOL, 2026, REAL_START, LocalDate.of(2027, 8, 31)),
            ended(ANNA, CLASS_A, YEAR_START),
            started(ANNA, CLASS_A, REAL_START),
            imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void whatWasToldOfTheYearHoldsForFilesThatDoNotTell() {
    SchoolYearDated dated = new SchoolYearDated(SCHOOL, 2026, REAL_START, YEAR_START.plusYears(1));
    Student neverTold = new Student(PLACE, ANNA, true, null, null, Set.of(CLASS_A));

    when(ImportDraft.first().knowingNothing().students(neverTold), List.of(dated))
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new SchoolEvent.StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, REAL_START),
            imported(FIRST, SEPTEMBER, 1, 0, 0, 0));
  }

  @Test
  void theFirstFileOfAYearEndsTheOldOneOnItsFirstDayWhateverItsOwn() {
    LocalDate start = YEAR_START.plusYears(1);
    LocalDate late = start.plusWeeks(3);

    when(second(start.minusMonths(2)).ofYear(2027).students(annaEntered(ENTRY, CLASS_B)), told())
        .eventsMatch(
            events ->
                events.stream()
                    .map(event -> event.payload())
                    .toList()
                    .containsAll(
                        List.of(
                            ended(ANNA, CLASS_A, start),
                            started(ANNA, CLASS_B, start),
                            ended(BEN, CLASS_B, start),
                            left(BEN, start))));
    SmallSchool.at(
            late.plusDays(1),
            second(late).ofYear(2027).students(annaEntered(ENTRY, CLASS_B)),
            told())
        .eventsMatch(
            events ->
                events.stream()
                    .map(event -> event.payload())
                    .toList()
                    .containsAll(
                        List.of(
                            ended(ANNA, CLASS_A, start),
                            started(ANNA, CLASS_B, start),
                            left(BEN, start))));
  }

  private static Student annaEntered(LocalDate day, StructureId... structures) {
    return new Student(PLACE, ANNA, false, day, null, Set.of(structures));
  }
}
