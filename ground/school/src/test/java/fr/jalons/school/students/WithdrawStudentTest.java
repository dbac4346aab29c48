package fr.jalons.school.students;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class WithdrawStudentTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StructureId DIVISION = StructureId.of(SCHOOL, Kind.CLASS, "1CAP");
  private static final StructureId GROUP = StructureId.of(SCHOOL, Kind.GROUP, "AP");
  private static final StudentRegistered REGISTERED = new StudentRegistered(STUDENT, SCHOOL);
  private static final MembershipStarted IN_CLASS =
      new MembershipStarted(STUDENT, DIVISION, SCHOOL, TODAY.minusDays(20));
  private static final StudentErased ERASED =
      new StudentErased(
          new ErasureRequestId(UUID.randomUUID()),
          STUDENT,
          SCHOOL,
          ErasureCause.REQUEST,
          "user:one",
          "user:two");

  private final AxonTestFixture fixture = SliceFixture.at(NOW, WithdrawStudent.class);

  @Test
  void whoIsErasedBelongsNowhereFromTodayOn() {
    fixture
        .given()
        .events(
            REGISTERED,
            IN_CLASS,
            new MembershipStarted(STUDENT, GROUP, SCHOOL, TODAY.minusDays(20)),
            new MembershipEnded(STUDENT, GROUP, SCHOOL, TODAY.minusDays(9)),
            ERASED)
        .when()
        .command(new WithdrawStudent(STUDENT))
        .then()
        .success()
        .events(
            new MembershipEnded(STUDENT, DIVISION, SCHOOL, TODAY),
            new StudentLeft(STUDENT, SCHOOL, TODAY));
  }

  @Test
  void whoHasLeftBeforeIsLeftAlone() {
    fixture
        .given()
        .events(
            REGISTERED,
            IN_CLASS,
            new MembershipEnded(STUDENT, DIVISION, SCHOOL, TODAY.minusDays(2)),
            new StudentLeft(STUDENT, SCHOOL, TODAY.minusDays(2)),
            ERASED)
        .when()
        .command(new WithdrawStudent(STUDENT))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void whoIsNotErasedStays() {
    fixture
        .given()
        .events(REGISTERED, IN_CLASS)
        .when()
        .command(new WithdrawStudent(STUDENT))
        .then()
        .exception(Refusal.class, "planning.student-not-erased")
        .noEvents();
  }
}
