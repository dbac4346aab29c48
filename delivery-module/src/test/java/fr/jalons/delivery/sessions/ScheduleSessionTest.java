package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.NEED;
import static fr.jalons.delivery.Classroom.OTHER_SCHOOL;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.SESSION;
import static fr.jalons.delivery.Classroom.START;
import static fr.jalons.delivery.Classroom.STRANGER;
import static fr.jalons.delivery.Classroom.TEACHER;
import static fr.jalons.delivery.Classroom.declared;
import static fr.jalons.delivery.Classroom.diagnosed;
import static fr.jalons.delivery.Classroom.roster;
import static fr.jalons.delivery.Classroom.scheduled;
import static fr.jalons.platform.refusal.Refusal.Kind.CONFLICT;
import static fr.jalons.platform.refusal.Refusal.Kind.INVALID;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.TeacherId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleSessionTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-20T08:00:00Z"), PARIS);
  private static final StructureId FIRST_YEAR = CLASS;
  private static final NeedId OTHER_NEED = new NeedId(UUID.randomUUID());

  @Test
  void aSessionIsPlannedForThoseWhoBelongToTheClassThatDay() {
    given().lead(command(), scheduled());
  }

  @Test
  void aSessionNeedsNoTeacherNatureOrNeed() {
    given()
        .lead(
            command(FIRST_YEAR, List.of(), List.of(), List.of()),
            event(CLASS, List.of(), Set.of(), List.of()));
  }

  @Test
  void whatIsNamedTwiceCountsOnce() {
    given()
        .lead(
            command(
                FIRST_YEAR,
                List.of(TEACHER, TEACHER),
                List.of(Nature.EXAM, Nature.EXAM),
                List.of(NEED, NEED)),
            event(CLASS, List.of(TEACHER), Set.of(Nature.EXAM), List.of(NEED)));
  }

  @Test
  void aGroupIsAnAudienceToo() {
    StructureId group = StructureId.of(SCHOOL, Kind.GROUP, "1CAP");
    given(
            declared(SCHOOL, Kind.GROUP, "1CAP"),
            new MembershipStarted(ADA, group, SCHOOL, DAY),
            new MembershipStarted(BEN, group, SCHOOL, DAY))
        .lead(
            command(group, List.of(), List.of(), List.of()),
            event(group, List.of(), Set.of(), List.of()));
  }

  @Test
  void theDayIsThatOfTheSchoolsClocks() {
    Instant justAfterMidnight = DAY.atTime(0, 30).atZone(PARIS).toInstant();
    ScheduleSession command =
        new ScheduleSession(
            SESSION, FIRST_YEAR, "Veillée", justAfterMidnight, 30, List.of(), List.of(), List.of());
    given()
        .lead(
            command,
            new SessionScheduled(
                SESSION,
                CLASS,
                "Veillée",
                justAfterMidnight,
                30,
                List.of(),
                Set.of(),
                List.of(),
                List.of(ADA, BEN)));
  }

  @Test
  void theSameSessionAgainChangesNothing() {
    given(scheduled()).leadToNothing(command());
  }

  @Test
  void theSameSessionAgainChangesNothingWhateverHasHappenedSince() {
    given(
            scheduled(),
            new MembershipEnded(BEN, CLASS, SCHOOL, DAY),
            new NeedClosed(NEED, ADA, "Acquis", DAY),
            new StructureWithdrawn(CLASS, SCHOOL, DAY),
            new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève"))
        .leadToNothing(command());
  }

  @Test
  void anotherSessionUnderTheSameIdentifierIsRefused() {
    given(scheduled())
        .refuse(
            CONFLICT,
            "id",
            "delivery.session-id-taken",
            command(FIRST_YEAR, List.of(), List.of(), List.of()));
  }

  @Test
  void anUnknownClassIsRefused() {
    given().refuse(INVALID, "audience.class", "delivery.class-unknown", command(Kind.CLASS, "2X"));
  }

  @Test
  void anUnknownGroupIsRefusedEvenIfAClassHasItsCode() {
    given()
        .refuse(INVALID, "audience.group", "delivery.group-unknown", command(Kind.GROUP, "1CAP"));
  }

  @Test
  void aClassOfAnotherSchoolIsUnknownInThisOne() {
    given().refuse(INVALID, "audience.class", "delivery.class-unknown", command(OTHER_SCHOOL));
  }

  @Test
  void aClassThatNoLongerExistsThatDayIsRefused() {
    given(new StructureWithdrawn(CLASS, SCHOOL, DAY))
        .refuse(INVALID, "audience.class", "delivery.class-unknown", command());
  }

  @Test
  void aClassThatStillExistedThatDayIsAnAudience() {
    given(new StructureWithdrawn(CLASS, SCHOOL, DAY.plusDays(1))).lead(command(), scheduled());
  }

  @Test
  void aClassWithoutStudentsThatDayIsRefused() {
    given(
            new MembershipEnded(ADA, CLASS, SCHOOL, DAY),
            new MembershipEnded(BEN, CLASS, SCHOOL, DAY))
        .refuse(CONFLICT, "audience", "delivery.audience-empty", command());
  }

  @Test
  void anUnknownTeacherIsRefused() {
    TeacherId nobody = new TeacherId(UUID.randomUUID());
    given()
        .refuse(
            INVALID,
            "teachers[1]",
            "delivery.teacher-unknown",
            command(FIRST_YEAR, List.of(TEACHER, nobody), List.of(), List.of()));
  }

  @Test
  void anUnknownNeedIsRefused() {
    given().refuse(INVALID, "needIds[1]", "delivery.need-unknown", command(NEED, OTHER_NEED));
  }

  @Test
  void aClosedNeedIsRefused() {
    given(new NeedClosed(NEED, ADA, "Acquis", DAY))
        .refuse(CONFLICT, "needIds[0]", "delivery.need-closed", command(NEED));
  }

  @Test
  void aNeedOfAStudentOutsideTheClassIsRefused() {
    given(diagnosed(OTHER_NEED, STRANGER))
        .refuse(CONFLICT, "needIds[1]", "delivery.need-of-another", command(NEED, OTHER_NEED));
  }

  private static Decisions given(Object... events) {
    List<Object> all = new ArrayList<>(roster());
    all.addAll(List.of(events));
    return Decisions.of(CLOCK, ScheduleSession.class, all);
  }

  private static ScheduleSession command() {
    return command(SCHOOL);
  }

  private static ScheduleSession command(SchoolId school) {
    return command(
        StructureId.of(school, Kind.CLASS, "1CAP"),
        List.of(TEACHER),
        List.of(Nature.FUNDAMENTALS),
        List.of(NEED));
  }

  private static ScheduleSession command(Kind kind, String code) {
    return command(StructureId.of(SCHOOL, kind, code), List.of(), List.of(), List.of());
  }

  private static ScheduleSession command(NeedId... needs) {
    return command(FIRST_YEAR, List.of(), List.of(), List.of(needs));
  }

  private static ScheduleSession command(
      StructureId audience, List<TeacherId> teachers, List<Nature> natures, List<NeedId> needs) {
    return new ScheduleSession(
        SESSION, audience, "Lire une consigne", START, LENGTH, teachers, natures, needs);
  }

  private static SessionScheduled event(
      StructureId audience, List<TeacherId> teachers, Set<Nature> natures, List<NeedId> needs) {
    return new SessionScheduled(
        SESSION,
        audience,
        "Lire une consigne",
        START,
        LENGTH,
        teachers,
        natures,
        needs,
        List.of(ADA, BEN));
  }
}
