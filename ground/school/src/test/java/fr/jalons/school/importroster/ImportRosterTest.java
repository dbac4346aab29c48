package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.first;
import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;

import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterById.Student;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the first import to the next school year. */
class ImportRosterTest {
  @Test
  void theFirstImportTellsWhoIsWhereSinceTheDayOfEntry() {
    when(first().students(anna(CLASS_A, GROUP), ben()), List.of())
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, ENTRY),
            started(ANNA, GROUP, ENTRY),
            new StudentRegistered(BEN, SCHOOL),
            started(BEN, CLASS_B, ENTRY),
            imported(FIRST, SEPTEMBER, 2, 0, 0, 0));
  }

  @Test
  void whoEnteredInAnEarlierYearIsWhereHeIsSinceThisYearsStart() {
    Student anna = new Student(PLACE, ANNA, true, LocalDate.of(2025, 9, 2), null, Set.of(CLASS_A));

    when(first().students(anna), List.of())
        .events(
            declared(CLASS_A),
            declared(CLASS_B),
            declared(GROUP),
            new StudentRegistered(ANNA, SCHOOL),
            started(ANNA, CLASS_A, YEAR_START),
            imported(FIRST, SEPTEMBER, 1, 0, 0, 0));
  }

  @Test
  void theSameImportAgainAppendsNothing() {
    when(second(SEPTEMBER).students(anna(CLASS_A, GROUP), ben()), told()).noEvents();
  }

  @Test
  void aNameChangeLeavesNothingButItsImportInTheLog() {
    Student renamed = new Student(PLACE, ANNA, true, ENTRY, null, Set.of(CLASS_A, GROUP));

    when(second(OCTOBER).students(renamed, ben()).withNewNames(), told())
        .events(imported(SECOND, OCTOBER, 0, 1, 0, 1));
  }

  @Test
  void anExportFromBeforeTheYearTakesEffectWhenItStarts() {
    LocalDate july = LocalDate.of(2027, 7, 10);
    LocalDate september = LocalDate.of(2027, 9, 1);

    when(
            second(july)
                .ofYear(2027)
                .structures(SmallSchool.told(CLASS_B, null, null, List.of()))
                .students(anna(CLASS_B)),
            told())
        .events(
            new StructureDeclared(CLASS_B, SCHOOL, 2027, "1B", "mef", List.of()),
            ended(ANNA, CLASS_A, september),
            ended(ANNA, GROUP, september),
            started(ANNA, CLASS_B, september),
            ended(BEN, CLASS_B, september),
            left(BEN, september),
            new RosterImported(
                SECOND,
                SCHOOL,
                2027,
                july,
                1,
                0,
                0,
                1,
                1,
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of(file(RosterSource.STUDENTS, july))));
  }

  @Test
  void aClassThatStsDropsIsWithdrawnOnceNobodyBelongsToIt() {
    when(
            second(OCTOBER)
                .structures(SmallSchool.told(CLASS_A, "1A", "mef", List.of()))
                .students(anna(CLASS_A), ben())
                .staff(),
            told(new TeacherRegistered(TEACHER, SCHOOL)))
        .events(
            ended(ANNA, GROUP, OCTOBER),
            new StaffListed(SCHOOL, Set.of(TEACHER)),
            new StructureWithdrawn(GROUP, SCHOOL, OCTOBER),
            new RosterImported(
                SECOND,
                SCHOOL,
                2026,
                OCTOBER,
                1,
                0,
                0,
                1,
                0,
                1,
                0,
                1,
                List.of(),
                List.of(),
                List.of(file(RosterSource.STUDENTS, OCTOBER), file(RosterSource.STAFF, OCTOBER))));
  }

  @Test
  void pupilsFilesDoNotOverrideWhatStsToldOfAClass() {
    when(
            second(SEPTEMBER)
                .structures(SmallSchool.told(CLASS_A, null, "guessed", List.of()))
                .students(anna(CLASS_A, GROUP), ben()),
            told())
        .noEvents();
  }

  @Test
  void filesOfAnEarlierYearAreRefused() {
    refused("roster.older-year", second(SEPTEMBER).ofYear(2025));
  }

  @Test
  void anImportThatOverlooksAnotherIsRefused() {
    refused("roster.meanwhile", second(SEPTEMBER).overlooking());
  }

  private static void refused(String key, ImportDraft draft) {
    when(draft.students(ben()), told()).exception(Refusal.class, key).noEvents();
  }
}
