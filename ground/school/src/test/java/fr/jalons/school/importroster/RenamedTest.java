package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.FileDraft.id;
import static fr.jalons.school.importroster.FileDraft.pupils;
import static fr.jalons.school.importroster.FileDraft.staff;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A class or group that is called otherwise from some file on stays what it was. */
class RenamedTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 7);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 9);
  private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 7);
  private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 9, 6);
  private static final StudentId ZOE = student();
  private static final StudentId YAN = student();
  private static final StudentId XAV = student();
  private static final StudentId WAL = student();
  private static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  private static final TeacherId OTHER = new TeacherId(UUID.randomUUID());
  private static final StructureId BAKERS = id(Kind.CLASS, "BOUL");
  private static final StructureId COOKS = id(Kind.CLASS, "CUIS");

  private final ImportedSchool school = new ImportedSchool();

  private static StudentId student() {
    return new StudentId(UUID.randomUUID());
  }

  /** Zoé and Yan are bakers, Xavier is a cook. */
  private RenamedTest inSeptember() {
    school.imports(pupils(SEPTEMBER).schoolClass("BOUL", ZOE, YAN).schoolClass("CUIS", XAV));
    return this;
  }

  private void assertRenamed(String from, String to) {
    assertThat(school.bearing(Kind.CLASS, to)).isEqualTo(BAKERS);
    assertThat(school.bearing(Kind.CLASS, from)).isNull();
    assertThat(school.warnings()).contains("roster.renamed[" + from + ", " + to + "]");
  }

  private void assertAnother(String to) {
    assertThat(school.bearing(Kind.CLASS, to)).isNotNull().isNotEqualTo(BAKERS);
    assertThat(school.warnings()).noneMatch(one -> one.startsWith("roster.renamed"));
  }

  @Test
  void aRenamedClassIsDeclaredAgainAndNothingElseChanges() {
    inSeptember();

    assertThat(
            school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV)))
        .hasSize(2)
        .first()
        .isEqualTo(
            new StructureDeclared(
                BAKERS,
                ImportedSchool.SCHOOL,
                2026,
                "1BOU",
                null,
                List.of(),
                "1BOU",
                List.of("BOUL")));
    assertRenamed("BOUL", "1BOU");
  }

  @Test
  void theSameFileAgainChangesNothing() {
    inSeptember();
    FileDraft renamed = pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV);
    school.imports(renamed);

    assertThat(school.imports(renamed)).isEmpty();
  }

  @Test
  void aDryRunTellsItAndNobodyMovesOrLeaves() {
    inSeptember();
    Outcome outcome =
        school.preview(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));

    assertThat(outcome.doubts().words()).isEmpty();
    assertThat(outcome.changes()).allMatch(change -> change.before().equals(change.after()));
    assertThat(outcome.code(BAKERS)).isEqualTo("1BOU");
  }

  @Test
  void theWarningQuotesNoCodeThatHoldsAName() {
    inSeptember();
    school.imports(
        pupils(OCTOBER)
            .schoolClass("1ZABOURDET", ZOE, YAN)
            .schoolClass("Zabourdet", WAL)
            .schoolClass("CUIS", XAV));
    school.imports(
        pupils(NOVEMBER)
            .naming("Zabourdet")
            .schoolClass("1ZABOURDET", ZOE, YAN)
            .schoolClass("BOUL 2", WAL)
            .schoolClass("CUIS", XAV));

    assertThat(school.warnings()).containsExactly("roster.renamed[…, BOUL 2]");
  }

  @Test
  void leaversAndNewcomersDoNotKeepItFromBeingRenamed() {
    inSeptember();
    school.imports(
        pupils(OCTOBER)
            .schoolClass("1BOU", ZOE, WAL)
            .leaves(YAN, OCTOBER)
            .schoolClass("CUIS", XAV));

    assertRenamed("BOUL", "1BOU");
    assertThat(school.classOf(WAL, OCTOBER)).isEqualTo("1BOU");
    assertThat(school.classOf(YAN, OCTOBER)).isNull();
  }

  @Test
  void whoIsMissingOrWithoutAClassDoesNotEither() {
    school.imports(pupils(SEPTEMBER).schoolClass("BOUL", ZOE, YAN, WAL).schoolClass("CUIS", XAV));
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE).nowhere(WAL).schoolClass("CUIS", XAV));

    assertRenamed("BOUL", "1BOU");
  }

  @Test
  void itIsAnotherClassIfOneOfThemIsElsewhere() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE).schoolClass("CUIS", XAV, YAN));

    assertAnother("1BOU");
    assertThat(school.classOf(ZOE, SEPTEMBER)).isEqualTo("BOUL");
  }

  @Test
  void itIsAnotherClassIfSomebodyComesFromElsewhere() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN, XAV));

    assertAnother("1BOU");
  }

  @Test
  void itIsAnotherClassIfItsOldCodeIsStillThere() {
    inSeptember();
    school.imports(
        pupils(OCTOBER)
            .schoolClass("1BOU", ZOE, YAN)
            .schoolClass("BOUL", WAL)
            .schoolClass("CUIS", XAV));

    assertAnother("1BOU");
    assertThat(school.bearing(Kind.CLASS, "BOUL")).isEqualTo(BAKERS);
  }

  @Test
  void itIsAnotherClassIfNobodyOfItIsLeft() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", WAL).schoolClass("CUIS", XAV));

    assertAnother("1BOU");
  }

  @Test
  void itIsAnotherClassIfItIsOfAnotherFormation() {
    school.imports(pupils(SEPTEMBER).mef("BOUL", "24122101231").schoolClass("BOUL", ZOE));
    school.imports(pupils(OCTOBER).mef("1BOU", "24122102231").schoolClass("1BOU", ZOE));

    assertAnother("1BOU");
  }

  @Test
  void classesThatExchangeTheirCodesAreOtherClasses() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("CUIS", ZOE, YAN).schoolClass("BOUL", XAV));

    assertThat(school.warnings()).isEmpty();
    assertThat(school.classOf(ZOE, OCTOBER)).isEqualTo("CUIS");
    assertThat(school.classOf(ZOE, SEPTEMBER)).isEqualTo("BOUL");
  }

  @Test
  void twoClassesAreRenamedByOneFile() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("1CUI", XAV));

    assertRenamed("BOUL", "1BOU");
    assertThat(school.bearing(Kind.CLASS, "1CUI")).isEqualTo(COOKS);
  }

  @Test
  void oneRenamedTwiceAndBackRemembersEachCodeOnce() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(pupils(NOVEMBER).schoolClass("BOU1", ZOE, YAN).schoolClass("CUIS", XAV));
    assertRenamed("1BOU", "BOU1");
    school.imports(pupils(DECEMBER).schoolClass("BOUL", ZOE, YAN).schoolClass("CUIS", XAV));

    assertRenamed("BOU1", "BOUL");
    assertThat(school.known().structures().get(BAKERS))
        .extracting(StructureDeclared::formerCodes)
        .isEqualTo(List.of("1BOU", "BOU1"));
    assertThat(school.events()).filteredOn(MembershipStarted.class::isInstance).hasSize(3);
  }

  @Test
  void anOlderFileThatIsConfirmedMeansItByItsFormerCode() {
    inSeptember();
    FileDraft newer = pupils(NOVEMBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV);
    school.imports(newer);
    school.imports(pupils(OCTOBER).schoolClass("BOUL", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(newer);

    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(BAKERS);
    assertThat(school.bearing(Kind.CLASS, "BOUL")).isNull();
    assertThat(school.events()).noneMatch(MembershipEnded.class::isInstance);
  }

  @Test
  void anOlderFileRenamesNothing() {
    inSeptember();
    school.imports(pupils(NOVEMBER).schoolClass("BOUL", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));

    assertAnother("1BOU");
    assertThat(school.classOf(ZOE, OCTOBER)).isEqualTo("1BOU");
    assertThat(school.classOf(ZOE, SEPTEMBER)).isEqualTo("BOUL");
  }

  @Test
  void aCodeThatIsUsedAgainNamesAnotherClass() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(
        pupils(NOVEMBER)
            .schoolClass("1BOU", ZOE, YAN)
            .schoolClass("CUIS", XAV)
            .schoolClass("BOUL", WAL));

    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(BAKERS);
    assertThat(school.bearing(Kind.CLASS, "BOUL")).isEqualTo(BAKERS.again(2));
    assertThat(school.classOf(WAL, NOVEMBER)).isEqualTo("BOUL");
    assertThat(school.classOf(ZOE, NOVEMBER)).isEqualTo("1BOU");
  }

  @Test
  void aCodeOfTheYearBeforeIsUnknownInThisOne() {
    school.imports(
        pupils(LocalDate.of(2025, 9, 8)).schoolClass("1BOU", XAV).schoolClass("BOUL", WAL));
    school.imports(pupils(SEPTEMBER).schoolClass("BOUL", ZOE, YAN));
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN));

    assertRenamed("BOUL", "1BOU");
    assertThat(school.events())
        .contains(
            new StructureWithdrawn(
                id(Kind.CLASS, "1BOU"), ImportedSchool.SCHOOL, OCTOBER, "1BOU", List.of()));
  }

  @Test
  void theNextYearTakesUpTheCodeThatItBearsOrElseTheFormerOne() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(pupils(NEXT_YEAR).schoolClass("BOUL", WAL).schoolClass("CUIS", ZOE, YAN, XAV));

    assertThat(school.bearing(Kind.CLASS, "BOUL")).isEqualTo(BAKERS);
    assertThat(school.classOf(WAL, NEXT_YEAR)).isEqualTo("BOUL");
  }

  @Test
  void inTheNextYearBothCodesAreTwoClasses() {
    inSeptember();
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(pupils(NEXT_YEAR).schoolClass("BOUL", WAL).schoolClass("1BOU", ZOE, YAN, XAV));

    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(BAKERS);
    assertThat(school.bearing(Kind.CLASS, "BOUL")).isEqualTo(BAKERS.again(2));
  }

  @Test
  void stsWebThatIsAheadRenamesByItsTeachers() {
    inSeptember();
    school.imports(
        staff(SEPTEMBER)
            .declares("BOUL")
            .declares("CUIS")
            .teaches(TEACHER, "BOUL", "006600")
            .teaches(OTHER, "CUIS", "006600"));
    school.imports(
        staff(OCTOBER)
            .declares("1BOU")
            .declares("CUIS")
            .teaches(TEACHER, "1BOU", "006600")
            .teaches(OTHER, "CUIS", "006600"));
    assertRenamed("BOUL", "1BOU");
    assertThat(school.events()).noneMatch(TeacherUnassigned.class::isInstance);

    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    assertThat(school.events()).noneMatch(MembershipEnded.class::isInstance);
  }

  @Test
  void stsWebThatIsBehindMeansTheSameClass() {
    inSeptember();
    school.imports(staff(SEPTEMBER).declares("BOUL").teaches(TEACHER, "BOUL", "006600"));
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));
    school.imports(
        staff(OCTOBER).declares("BOUL").declares("CUIS").teaches(TEACHER, "BOUL", "006600"));

    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(BAKERS);
    assertThat(school.bearing(Kind.CLASS, "BOUL")).isNull();
    assertThat(school.events()).noneMatch(TeacherUnassigned.class::isInstance);
  }

  @Test
  void stsWebThatIsBehindInTheSameImportDoesToo() {
    inSeptember();
    school.imports(
        pupils(OCTOBER)
            .withStaff()
            .declares("BOUL")
            .declares("CUIS")
            .teaches(TEACHER, "BOUL", "006600")
            .schoolClass("1BOU", ZOE, YAN)
            .schoolClass("CUIS", XAV));

    assertRenamed("BOUL", "1BOU");
    assertThat(school.events())
        .contains(
            new TeacherAssigned(
                TEACHER,
                BAKERS,
                ImportedSchool.SCHOOL,
                Duty.TEACHING,
                "006600",
                LocalDate.of(2026, 9, 1)));
  }

  @Test
  void anEmptyClassOfStsWebGivesWayWhenThePupilsArrive() {
    inSeptember();
    school.imports(
        staff(OCTOBER).declares("1BOU").declares("CUIS").teaches(TEACHER, "1BOU", "006600"));
    StructureId empty = id(Kind.CLASS, "1BOU");
    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(empty);
    school.imports(pupils(NOVEMBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));

    assertRenamed("BOUL", "1BOU");
    assertThat(school.known().structures()).doesNotContainKey(empty);
    assertThat(school.known().teachers().get(TEACHER))
        .extracting(RosterById.Assignment::structure)
        .containsExactly(BAKERS);
  }

  @Test
  void unlessASessionIsPlannedForIt() {
    inSeptember();
    school.imports(
        staff(OCTOBER).declares("1BOU").declares("CUIS").teaches(TEACHER, "1BOU", "006600"));
    school.plans(id(Kind.CLASS, "1BOU"), DECEMBER).plans(BAKERS, DECEMBER);
    school.imports(pupils(NOVEMBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));

    assertThat(school.bearing(Kind.CLASS, "1BOU")).isEqualTo(id(Kind.CLASS, "1BOU"));
    assertThat(school.warnings()).containsExactly("roster.gone-with-sessions[BOUL]");
  }

  @Test
  void aCodeThatVanishesWhileSessionsArePlannedForItIsToldOnce() {
    inSeptember();
    school.plans(COOKS, NOVEMBER);
    FileDraft without = pupils(OCTOBER).schoolClass("BOUL", ZOE, YAN, XAV);
    school.imports(without);
    assertThat(school.warnings()).containsExactly("roster.gone-with-sessions[CUIS]");

    assertThat(school.imports(without)).isEmpty();
  }

  @Test
  void sessionsOfThePastAreNoReasonToWarn() {
    inSeptember();
    school.plans(COOKS, SEPTEMBER);
    school.imports(pupils(OCTOBER).schoolClass("BOUL", ZOE, YAN, XAV));

    assertThat(school.warnings()).isEmpty();
  }

  @Test
  void aGroupIsRenamedWithNewcomersButNotWithOthersOfTheSchool() {
    school.imports(pupils(SEPTEMBER).schoolClass("BOUL", ZOE, YAN, XAV).group("AP", ZOE, YAN));
    school.imports(
        pupils(OCTOBER).schoolClass("BOUL", ZOE, YAN, XAV, WAL).group("AP1", ZOE, YAN, WAL));
    StructureId group = id(Kind.GROUP, "AP");
    assertThat(school.bearing(Kind.GROUP, "AP1")).isEqualTo(group);

    school.imports(
        pupils(NOVEMBER).schoolClass("BOUL", ZOE, YAN, XAV, WAL).group("AP2", ZOE, YAN, WAL, XAV));
    assertThat(school.bearing(Kind.GROUP, "AP2")).isEqualTo(id(Kind.GROUP, "AP2"));
  }

  @Test
  void theGroupsOfARenamedClassFollowItsCode() {
    school.imports(
        pupils(SEPTEMBER)
            .schoolClass("BOUL", ZOE, YAN)
            .group("AP.BOUL", ZOE, YAN)
            .group("EPS.BOUL", ZOE, YAN));
    school.imports(
        pupils(OCTOBER)
            .schoolClass("1BOU", ZOE, YAN)
            .group("EPS.1BOU", ZOE, YAN)
            .group("AP.1BOU", ZOE, YAN));

    assertThat(school.bearing(Kind.GROUP, "AP.1BOU")).isEqualTo(id(Kind.GROUP, "AP.BOUL"));
    assertThat(school.bearing(Kind.GROUP, "EPS.1BOU")).isEqualTo(id(Kind.GROUP, "EPS.BOUL"));
  }

  @Test
  void groupsOfTheSamePeopleThatNothingTellsApartAreOthers() {
    school.imports(pupils(SEPTEMBER).schoolClass("BOUL", ZOE).group("AP", ZOE).group("EPS", ZOE));
    school.imports(pupils(OCTOBER).schoolClass("BOUL", ZOE).group("G1", ZOE).group("G2", ZOE));

    assertThat(school.bearing(Kind.GROUP, "G1")).isEqualTo(id(Kind.GROUP, "G1"));
    assertThat(school.bearing(Kind.GROUP, "G2")).isEqualTo(id(Kind.GROUP, "G2"));
  }

  @Test
  void aGroupThatTheFilesDoNotTellIsDrawnFromTheClassUnderItsNewCode() {
    school.imports(
        pupils(SEPTEMBER)
            .withStaff()
            .declares("BOUL")
            .declares("CUIS")
            .declaresGroup("AP", "BOUL", "CUIS")
            .schoolClass("BOUL", ZOE, YAN)
            .schoolClass("CUIS", XAV));
    school.imports(pupils(OCTOBER).schoolClass("1BOU", ZOE, YAN).schoolClass("CUIS", XAV));

    assertThat(school.known().structures().get(id(Kind.GROUP, "AP")))
        .extracting(StructureDeclared::classes)
        .isEqualTo(List.of("1BOU", "CUIS"));
  }
}
