package fr.jalons.school.joining;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.GuardianId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardiansJoined;
import fr.jalons.events.SchoolEvent.GuardiansSeparated;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.StudentsJoined;
import fr.jalons.events.SchoolEvent.StudentsSeparated;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class JoinStudentsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate SEPTEMBER = LocalDate.of(2025, 9, 1);
  private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final SchoolId ELSEWHERE = new SchoolId("0990002Y");
  private static final StructureId DIVISION =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId KEPT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final StudentId THIRD = new StudentId(UUID.randomUUID());
  private static final GuardianId MOTHER = new GuardianId(UUID.randomUUID());
  private static final GuardianId AGAIN = new GuardianId(UUID.randomUUID());

  private final AxonTestFixture slice = fixture();

  private static AxonTestFixture fixture() {
    return SliceFixture.on(
        TODAY,
        JoinStudents.class,
        JoinStudents.Separate.class,
        JoinGuardians.class,
        JoinGuardians.Separate.class);
  }

  private static StudentRegistered registered(StudentId student) {
    return new StudentRegistered(student, SCHOOL);
  }

  private static MembershipStarted started(StudentId student) {
    return new MembershipStarted(student, DIVISION, SCHOOL, SEPTEMBER);
  }

  private static MembershipEnded ended(StudentId student) {
    return new MembershipEnded(student, DIVISION, SCHOOL, NOVEMBER);
  }

  @Test
  void twoFilesAreJoined() {
    slice
        .given()
        .events(registered(KEPT), registered(OTHER))
        .when()
        .command(new JoinStudents(KEPT, OTHER))
        .then()
        .events(new StudentsJoined(SCHOOL, KEPT, OTHER));
  }

  @Test
  void whoHasLeftUnderOneIdentifierAndIsThereUnderTheOtherIsThere() {
    slice
        .given()
        .events(
            registered(KEPT),
            started(KEPT),
            registered(OTHER),
            started(OTHER),
            ended(OTHER),
            new StudentLeft(OTHER, SCHOOL, NOVEMBER))
        .when()
        .command(new JoinStudents(KEPT, OTHER))
        .then()
        .events(
            new StudentsJoined(SCHOOL, KEPT, OTHER),
            started(OTHER),
            ended(OTHER),
            started(KEPT),
            new StudentLeft(OTHER, SCHOOL, NOVEMBER),
            new StudentBack(KEPT, SCHOOL));
  }

  @Test
  void ofTwoWhoHaveLeftTheLaterDayCounts() {
    slice
        .given()
        .events(
            registered(KEPT),
            new StudentLeft(KEPT, SCHOOL, TODAY),
            registered(OTHER),
            new StudentLeft(OTHER, SCHOOL, NOVEMBER))
        .when()
        .command(new JoinStudents(KEPT, OTHER))
        .then()
        .events(
            new StudentsJoined(SCHOOL, KEPT, OTHER),
            new StudentLeft(OTHER, SCHOOL, NOVEMBER),
            new StudentLeft(KEPT, SCHOOL, TODAY));
  }

  @Test
  void whatIsJoinedAlreadyIsJoinedOnce() {
    slice
        .given()
        .events(registered(KEPT), registered(OTHER), new StudentsJoined(SCHOOL, KEPT, OTHER))
        .when()
        .command(new JoinStudents(KEPT, OTHER))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void oneThatNobodyKnowsIsRefused() {
    refused("files.unknown", new JoinStudents(KEPT, OTHER), registered(KEPT));
    refused("files.unknown", new JoinStudents(KEPT, OTHER), registered(OTHER));
  }

  @Test
  void theSameFileIsRefused() {
    refused("files.same", new JoinStudents(KEPT, KEPT), registered(KEPT));
  }

  @Test
  void oneOfAnotherSchoolIsRefused() {
    refused(
        "files.another-school",
        new JoinStudents(KEPT, OTHER),
        registered(KEPT),
        new StudentRegistered(OTHER, ELSEWHERE));
  }

  @Test
  void oneThatIsJoinedOrHasOthersJoinedIsRefused() {
    Object[] known = {
      registered(KEPT),
      registered(OTHER),
      registered(THIRD),
      new StudentsJoined(SCHOOL, KEPT, OTHER)
    };
    refused("files.already-joined", new JoinStudents(THIRD, OTHER), known);
    refused("files.already-joined", new JoinStudents(THIRD, KEPT), known);
    refused("files.already-joined", new JoinStudents(OTHER, THIRD), known);
  }

  @Test
  void oneThatIsErasedIsRefusedAndStaysJoined() {
    StudentErased erased =
        new StudentErased(
            new ErasureRequestId(UUID.randomUUID()),
            KEPT,
            SCHOOL,
            ErasureCause.REQUEST,
            "user:1",
            "user:2");
    refused(
        "files.erased", new JoinStudents(KEPT, OTHER), registered(KEPT), registered(OTHER), erased);
    refused(
        "files.erased",
        new JoinStudents.Separate(KEPT, OTHER),
        registered(KEPT),
        registered(OTHER),
        new StudentsJoined(SCHOOL, KEPT, OTHER),
        erased);
  }

  @Test
  void aJoiningIsTakenBackOnce() {
    StudentsJoined joined = new StudentsJoined(SCHOOL, KEPT, OTHER);
    StudentsSeparated separated = new StudentsSeparated(SCHOOL, KEPT, OTHER);
    slice
        .given()
        .events(registered(KEPT), registered(OTHER), joined)
        .when()
        .command(new JoinStudents.Separate(KEPT, OTHER))
        .then()
        .events(separated);
    fixture()
        .given()
        .events(registered(KEPT), registered(OTHER), joined, separated)
        .when()
        .command(new JoinStudents.Separate(KEPT, OTHER))
        .then()
        .success()
        .noEvents();
    refused("files.not-joined", new JoinStudents.Separate(KEPT, THIRD), registered(KEPT));
  }

  @Test
  void guardiansAreJoinedAndSeparated() {
    GuardianLinked first = new GuardianLinked(MOTHER, KEPT, SCHOOL);
    GuardianLinked second = new GuardianLinked(AGAIN, OTHER, SCHOOL);
    GuardiansJoined joined = new GuardiansJoined(SCHOOL, MOTHER, AGAIN);
    slice
        .given()
        .events(first, second)
        .when()
        .command(new JoinGuardians(MOTHER, AGAIN))
        .then()
        .events(joined);
    fixture()
        .given()
        .events(first, second, joined)
        .when()
        .command(new JoinGuardians.Separate(MOTHER, AGAIN))
        .then()
        .events(new GuardiansSeparated(SCHOOL, MOTHER, AGAIN));
    refused("files.unknown", new JoinGuardians(MOTHER, AGAIN), first);
  }

  private static void refused(String why, Object command, Object... known) {
    fixture()
        .given()
        .events(known)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, why)
        .noEvents();
  }
}
