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
  void an_administrator_asks_for_an_erasure() {
    when(request(REQUEST), REGISTERED).success().events(REQUESTED);
  }

  @Test
  void the_same_request_again_records_nothing() {
    when(request(REQUEST), REGISTERED, REQUESTED).success().noEvents();
  }

  @Test
  void nobody_unknown_nobody_erased_and_nobody_twice_at_a_time() {
    when(request(REQUEST)).exception(Refusal.class, "privacy.student-unknown");
    when(request(OTHER), REGISTERED, REQUESTED, ERASED)
        .exception(Refusal.class, "privacy.student-erased");
    when(request(OTHER), REGISTERED, REQUESTED).exception(Refusal.class, "privacy.erasure-pending");
  }

  @Test
  void an_approval_cannot_be_turned_to_another_student_by_asking_with_its_id_again() {
    StudentId other = new StudentId(UUID.randomUUID());
    StudentRegistered registered = new StudentRegistered(other, SCHOOL);
    RequestErasure again = new RequestErasure(REQUEST, other, "Asked by the family", "user:one");

    when(again, REGISTERED, registered, REQUESTED)
        .exception(Refusal.class, "privacy.request-id-taken");
    when(again, REGISTERED, registered, ERASED)
        .exception(Refusal.class, "privacy.request-id-taken");
  }

  @Test
  void a_second_administrator_approves() {
    when(new ApproveErasure(REQUEST, "user:two"), REGISTERED, REQUESTED).success().events(ERASED);
  }

  @Test
  void nobody_approves_his_own_request() {
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
  void a_program_approves_nothing_whoever_asked() {
    refused("privacy.program-approves", "client:enrolment");
  }

  @Test
  void an_account_that_whoever_asked_had_in_hand_approves_nothing() {
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
  void neither_does_who_had_the_asking_account_or_program_in_hand() {
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
  void hands_reach_through_any_number_of_accounts_and_programs() {
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
  void the_operator_of_the_server_has_nobodys_account_in_hand() {
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
  void who_changes_what_a_teacher_reaches_does_not_become_the_teacher() {
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
  void an_approval_twice_and_one_of_nothing_records_nothing() {
    when(new ApproveErasure(REQUEST, "user:two"), REGISTERED, REQUESTED, ERASED)
        .success()
        .noEvents();
    when(new ApproveErasure(OTHER, "user:two"), REGISTERED, REQUESTED)
        .exception(Refusal.class, "privacy.request-unknown");
  }

  @Test
  void who_left_long_ago_is_erased() {
    when(leaver(LEFT), REGISTERED, new StudentLeft(STUDENT, SCHOOL, LEFT))
        .success()
        .events(
            new StudentErased(
                OTHER, STUDENT, SCHOOL, ErasureCause.RETENTION, "system:jalons", null));
  }

  @Test
  void who_left_later_has_come_back_or_is_erased_stays_as_he_is() {
    StudentLeft left = new StudentLeft(STUDENT, SCHOOL, LEFT);
    StructureId group = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
    when(leaver(LEFT.minusDays(1)), REGISTERED, left).success().noEvents();
    when(leaver(LEFT), REGISTERED, left, new MembershipStarted(STUDENT, group, SCHOOL, LEFT))
        .success()
        .noEvents();
    when(leaver(LEFT), REGISTERED, left, REQUESTED, ERASED).success().noEvents();
  }
}
