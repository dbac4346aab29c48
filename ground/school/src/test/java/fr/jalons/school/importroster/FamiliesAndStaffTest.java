package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportDraft.second;
import static fr.jalons.school.importroster.SmallSchool.*;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.roster.RosterSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guardianships, and assignments of teachers. */
class FamiliesAndStaffTest {
  private static final GuardianLinked LINKED = new GuardianLinked(PARENT, ANNA, SCHOOL);
  private static final Assignment LEAD = new Assignment(CLASS_A, Duty.CLASS_LEAD, null);
  private static final Assignment AP = new Assignment(GROUP, Duty.TEACHING, "006600");
  private static final TeacherRegistered REGISTERED = new TeacherRegistered(TEACHER, SCHOOL);
  private static final TeacherAssigned LEADS =
      new TeacherAssigned(TEACHER, CLASS_A, SCHOOL, Duty.CLASS_LEAD, null, YEAR_START);

  private static final StaffListed LISTED = new StaffListed(SCHOOL, Set.of(TEACHER));

  @Test
  void aGuardianIsLinked() {
    when(second(OCTOBER).guardians(new Link(PARENT, ANNA)), told())
        .events(LINKED, imported(RosterSource.GUARDIANS, OCTOBER, 0));
  }

  @Test
  void aGuardianWhomTheFileNoLongerLinksIsUnlinked() {
    when(second(OCTOBER).guardians(new Link(PARENT, BEN)), told(LINKED))
        .events(
            new GuardianLinked(PARENT, BEN, SCHOOL),
            new GuardianUnlinked(PARENT, ANNA, SCHOOL),
            imported(RosterSource.GUARDIANS, OCTOBER, 0));
  }

  @Test
  void theFamilyOfAStudentWhoHasLeftStaysLinked() {
    List<SchoolEvent> given = new ArrayList<>(told(annaLeaves()));
    given.add(LINKED);

    when(second(OCTOBER).guardians(), given).events(imported(RosterSource.GUARDIANS, OCTOBER, 0));
  }

  @Test
  void subjectsAreListedWhenTheyChange() {
    Subject french = new Subject("020700", List.of("FRANCAIS"));
    SubjectsListed listed = new SubjectsListed(SCHOOL, List.of(french));

    when(second(OCTOBER).staff(LEAD).subjects(french), told())
        .events(REGISTERED, LEADS, LISTED, listed, importedWithStaff());
    when(second(OCTOBER).staff(LEAD).subjects(french), told(REGISTERED, LEADS, LISTED, listed))
        .events(importedWithStaff());
  }

  @Test
  void theFirstFileAboutStaffTellsHowTheYearBegan() {
    when(second(OCTOBER).staff(LEAD), told())
        .events(REGISTERED, LEADS, LISTED, importedWithStaff());
  }

  @Test
  void aTeacherChangesDutiesOnTheDayOfTheExport() {
    when(second(OCTOBER).staff(AP), told(REGISTERED, LEADS))
        .events(
            new TeacherUnassigned(TEACHER, CLASS_A, SCHOOL, Duty.CLASS_LEAD, null, OCTOBER),
            new TeacherAssigned(TEACHER, GROUP, SCHOOL, Duty.TEACHING, "006600", OCTOBER),
            LISTED,
            importedWithStaff());
  }

  @Test
  void theSameStaffAgainAppendsNothing() {
    when(
            second(OCTOBER).staff(LEAD).after(SECOND),
            told(REGISTERED, LEADS, LISTED, importedWithStaff()))
        .noEvents();
  }

  private static RosterImported importedWithStaff() {
    return imported(RosterSource.STAFF, OCTOBER, 1);
  }
}
