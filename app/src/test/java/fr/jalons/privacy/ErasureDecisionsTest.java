package fr.jalons.privacy;

import fr.jalons.events.AccountEvent.Factor;
import fr.jalons.events.AccountEvent.LinkIssued;
import fr.jalons.events.AccountEvent.SecondFactorRemoved;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.OperatingEvent.ClientRegistered;
import fr.jalons.events.OperatingEvent.ClientSecretRenewed;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestPhase;
import org.junit.jupiter.api.Test;

class ErasureDecisionsTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final ErasureRequestId REQUEST = new ErasureRequestId(UUID.randomUUID());
  private static final ErasureRequestId OTHER = new ErasureRequestId(UUID.randomUUID());
  private static final LocalDate LEFT = LocalDate.of(2025, 7, 4);
  private static final StudentRegistered REGISTERED = new StudentRegistered(STUDENT, SCHOOL);
  private static final ErasureRequested REQUESTED =
      new ErasureRequested(REQUEST, STUDENT, SCHOOL, "Asked by the family", "user:one");
  private static final StudentErased ERASED =
      new StudentErased(REQUEST, STUDENT, SCHOOL, ErasureCause.REQUEST, "user:one", "user:two");

  /** On a log of its own. */
  private static AxonTestPhase.Then.Command when(Object command, Object... given) {
    return SliceFixture.of(
            new RequestErasure.Handler(), new ApproveErasure.Handler(), new EraseLeaver.Handler())
        .given()
        .events(given)
        .when()
        .command(command)
        .then();
  }

  private static RequestErasure request(ErasureRequestId id) {
    return new RequestErasure(id, STUDENT, "Asked by the family", "user:one");
  }

  private static EraseLeaver leaver(LocalDate leftOn) {
    return new EraseLeaver(STUDENT, OTHER, leftOn);
  }

  @Test
  void anAdministratorAsksForAnErasure() {
    when(request(REQUEST), REGISTERED).success().events(REQUESTED);
  }

  @Test
  void theSameRequestAgainRecordsNothing() {
    when(request(REQUEST), REGISTERED, REQUESTED).success().noEvents();
  }

  @Test
  void nobodyUnknownNobodyErasedAndNobodyTwiceAtATime() {
    when(request(REQUEST)).exception(Refusal.class, "privacy.student-unknown");
    when(request(OTHER), REGISTERED, REQUESTED, ERASED)
        .exception(Refusal.class, "privacy.student-erased");
    when(request(OTHER), REGISTERED, REQUESTED).exception(Refusal.class, "privacy.erasure-pending");
  }

  @Test
  void anApprovalCannotBeTurnedToAnotherStudentByAskingWithItsIdAgain() {
    StudentId other = new StudentId(UUID.randomUUID());
    StudentRegistered registered = new StudentRegistered(other, SCHOOL);
    RequestErasure again = new RequestErasure(REQUEST, other, "Asked by the family", "user:one");

    when(again, REGISTERED, registered, REQUESTED)
        .exception(Refusal.class, "privacy.request-id-taken");
    when(again, REGISTERED, registered, ERASED)
        .exception(Refusal.class, "privacy.request-id-taken");
  }

  @Test
  void aSecondAdministratorApproves() {
    when(new ApproveErasure(REQUEST, "user:two"), REGISTERED, REQUESTED).success().events(ERASED);
  }

  @Test
  void nobodyApprovesHisOwnRequest() {
    when(new ApproveErasure(REQUEST, "user:one"), REGISTERED, REQUESTED)
        .exception(Refusal.class, "privacy.second-administrator")
        .noEvents();
  }

  private static RoleGranted granted(String account, String by, String... roles) {
    return new RoleGranted(account, Set.of(roles), SCHOOL, null, List.of(), by);
  }

  private static LinkIssued link(String account, String by) {
    return new LinkIssued(account, Instant.parse("2026-01-08T08:00:00Z"), by);
  }

  /** Approves, after this has happened to accounts, what {@code user:one} asked for. */
  private static void refused(String key, String approver, Object... before) {
    refused(key, approver, REQUESTED, before);
  }

  private static void refused(
      String key, String approver, ErasureRequested asked, Object... before) {
    List<Object> given = new ArrayList<>(List.of(REGISTERED));
    given.addAll(List.of(before));
    given.add(asked);
    when(new ApproveErasure(REQUEST, approver), given.toArray())
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aProgramApprovesNothingWhoeverAsked() {
    refused("privacy.program-approves", "client:enrolment");
  }

  @Test
  void anAccountThatWhoeverAskedHadInHandApprovesNothing() {
    refused("privacy.account-of-who-asked", "user:two", granted("two", "user:one", "teacher"));
    refused("privacy.account-of-who-asked", "user:two", link("two", "user:one"));
    refused(
        "privacy.account-of-who-asked",
        "user:two",
        new SecondFactorRemoved("two", Factor.CODES, "user:one"));
    refused(
        "privacy.account-of-who-asked",
        "user:two",
        granted("two", "system:environment", "teacher"),
        granted("two", "user:one", "administrator"));
  }

  @Test
  void neitherDoesWhoHadTheAskingAccountOrProgramInHand() {
    refused("privacy.asked-by-own-account", "user:two", link("one", "user:two"));
    refused(
        "privacy.asked-by-own-account",
        "user:two",
        new ErasureRequested(REQUEST, STUDENT, SCHOOL, "x", "client:tool"),
        new ClientRegistered("tool", Set.of("read", "operate"), null, false, "user:two"));
    refused(
        "privacy.asked-by-own-account",
        "user:two",
        new ErasureRequested(REQUEST, STUDENT, SCHOOL, "x", "client:tool"),
        new ClientSecretRenewed("tool", "user:two"));
  }

  @Test
  void handsReachThroughAnyNumberOfAccountsAndPrograms() {
    refused(
        "privacy.account-of-who-asked",
        "user:four",
        granted("two", "user:one", "administrator"),
        new ClientRegistered("tool", Set.of("operate"), null, false, "user:two"),
        granted("four", "client:tool", "administrator"));
    refused(
        "privacy.same-hands",
        "user:two",
        granted("one", "user:zero", "administrator"),
        granted("two", "user:zero", "administrator"));
  }

  @Test
  void theOperatorOfTheServerHasNobodysAccountInHand() {
    when(
            new ApproveErasure(REQUEST, "user:two"),
            REGISTERED,
            granted("one", "system:environment", "administrator"),
            granted("two", "system:environment", "administrator"),
            granted("three", "user:one", "administrator"),
            REQUESTED)
        .success()
        .events(ERASED);
  }

  @Test
  void whoChangesWhatATeacherReachesDoesNotBecomeTheTeacher() {
    when(
            new ApproveErasure(REQUEST, "user:two"),
            REGISTERED,
            granted("two", "system:environment", "teacher"),
            granted("two", "user:one", "teacher", "cpe"),
            REQUESTED)
        .success()
        .events(ERASED);
  }

  @Test
  void anApprovalTwiceAndOneOfNothingRecordsNothing() {
    when(new ApproveErasure(REQUEST, "user:two"), REGISTERED, REQUESTED, ERASED)
        .success()
        .noEvents();
    when(new ApproveErasure(OTHER, "user:two"), REGISTERED, REQUESTED)
        .exception(Refusal.class, "privacy.request-unknown");
  }

  @Test
  void whoLeftLongAgoIsErased() {
    when(leaver(LEFT), REGISTERED, new StudentLeft(STUDENT, SCHOOL, LEFT))
        .success()
        .events(
            new StudentErased(
                OTHER, STUDENT, SCHOOL, ErasureCause.RETENTION, "system:jalons", null));
  }

  @Test
  void whoLeftLaterHasComeBackOrIsErasedStaysAsHeIs() {
    StudentLeft left = new StudentLeft(STUDENT, SCHOOL, LEFT);
    StructureId group = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
    when(leaver(LEFT.minusDays(1)), REGISTERED, left).success().noEvents();
    when(leaver(LEFT), REGISTERED, left, new MembershipStarted(STUDENT, group, SCHOOL, LEFT))
        .success()
        .noEvents();
    when(leaver(LEFT), REGISTERED, left, REQUESTED, ERASED).success().noEvents();
  }
}
