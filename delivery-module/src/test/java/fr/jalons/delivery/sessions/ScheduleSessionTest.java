package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.NEED;
import static fr.jalons.delivery.Classroom.OTHER_SCHOOL;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.PLANNED_ON;
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
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.PartnerEvent.PartnerEngaged;
import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionEvent.WeeklySessionsScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            SESSION,
            FIRST_YEAR,
            "Veillée",
            justAfterMidnight,
            30,
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            null);
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
                List.of(ADA, BEN),
                null,
                List.of(),
                PLANNED_ON));
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

  private static final RecordId ACTION = new RecordId(UUID.randomUUID());
  private static final RecordId PARTNER = new RecordId(UUID.randomUUID());

  private static ActionPlanned action(
      StructureId structure, @Nullable RecordId objective, List<NeedId> needs) {
    return new ActionPlanned(
        ACTION,
        SCHOOL,
        structure,
        null,
        "Consignes",
        objective,
        null,
        Set.of(Nature.AUTONOMY),
        List.of(),
        needs,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "Une consigne suivie seul",
        null,
        PLANNED_ON,
        PLANNED_ON,
        null,
        null);
  }

  private static ScheduleSession ofAction(List<RecordId> partners, @Nullable LocalDate plannedOn) {
    return new ScheduleSession(
        SESSION,
        CLASS,
        "Lire une consigne",
        START,
        LENGTH,
        List.of(),
        List.of(),
        List.of(),
        ACTION,
        partners,
        plannedOn,
        null);
  }

  @Test
  void aSessionOfAnActionHasItsNatures() {
    given(action(CLASS, ACTION, List.of(NEED)))
        .lead(
            ofAction(List.of(), PLANNED_ON.minusDays(3)),
            new SessionScheduled(
                SESSION,
                CLASS,
                "Lire une consigne",
                START,
                LENGTH,
                List.of(),
                Set.of(Nature.AUTONOMY),
                List.of(),
                List.of(ADA, BEN),
                ACTION,
                List.of(),
                PLANNED_ON.minusDays(3)));
  }

  @Test
  void anActionIsKnownOpenCompleteAndAboutTheAudience() {
    ScheduleSession command = ofAction(List.of(), null);
    given().refuse(INVALID, "action", "school.reference-unknown", command);
    given(action(CLASS, null, List.of(NEED)))
        .refuse(CONFLICT, "action", "delivery.action-lacks-objective", command);
    given(action(CLASS, ACTION, List.of()))
        .refuse(CONFLICT, "action", "delivery.action-lacks-needs", command);
    given(action(StructureId.of(SCHOOL, Kind.CLASS, "2CAP"), ACTION, List.of(NEED)))
        .refuse(CONFLICT, "action", "delivery.action-elsewhere", command);
    given(
            action(CLASS, ACTION, List.of(NEED)),
            new ActionClosed(
                new RecordId(UUID.randomUUID()),
                ACTION,
                SCHOOL,
                CLASS,
                null,
                List.of(),
                ActionOutcome.ACHIEVED,
                "Atteint",
                PLANNED_ON,
                null))
        .refuse(CONFLICT, "action", "delivery.action-closed", command);
  }

  @Test
  void aPartnerIsKnown() {
    given(action(CLASS, ACTION, List.of(NEED)))
        .refuse(
            INVALID, "partners[0]", "school.reference-unknown", ofAction(List.of(PARTNER), null));
  }

  private static PartnerEngaged engaged(@Nullable LocalDate from, @Nullable LocalDate until) {
    return new PartnerEngaged(
        PARTNER, SCHOOL, "Brasserie", PartnerKind.COMPANY, PLANNED_ON, from, until, null);
  }

  @Test
  void theAgreementWithAPartnerCoversTheDay() {
    ScheduleSession command = ofAction(List.of(PARTNER), PLANNED_ON);
    Object whole = action(CLASS, ACTION, List.of(NEED));
    given(whole, engaged(DAY.plusDays(1), null))
        .refuse(CONFLICT, "partners[0]", "delivery.partner-not-agreed", command);
    given(whole, engaged(PLANNED_ON, DAY.minusDays(1)))
        .refuse(CONFLICT, "partners[0]", "delivery.partner-not-agreed", command);
    for (PartnerEngaged covering : List.of(engaged(DAY, DAY), engaged(null, null))) {
      given(whole, covering)
          .lead(
              command,
              new SessionScheduled(
                  SESSION,
                  CLASS,
                  "Lire une consigne",
                  START,
                  LENGTH,
                  List.of(),
                  Set.of(Nature.AUTONOMY),
                  List.of(),
                  List.of(ADA, BEN),
                  ACTION,
                  List.of(PARTNER),
                  PLANNED_ON));
    }
  }

  @Test
  void aSessionIsNotPlannedTomorrow() {
    given(action(CLASS, ACTION, List.of(NEED)))
        .refuse(
            INVALID,
            "plannedOn",
            "delivery.date-ahead",
            ofAction(List.of(), PLANNED_ON.plusDays(1)));
  }

  private static ScheduleSession weekly(LocalDate until) {
    return new ScheduleSession(
        SESSION,
        CLASS,
        "Lire une consigne",
        START,
        LENGTH,
        List.of(TEACHER),
        List.of(Nature.FUNDAMENTALS),
        List.of(NEED),
        null,
        List.of(),
        null,
        until);
  }

  private static SessionScheduled inWeek(int week) {
    LocalDate day = DAY.plusWeeks(week);
    return new SessionScheduled(
        ofWeek(week),
        CLASS,
        "Lire une consigne",
        day.atTime(10, 0).atZone(PARIS).toInstant(),
        LENGTH,
        List.of(TEACHER),
        Set.of(Nature.FUNDAMENTALS),
        List.of(NEED),
        List.of(ADA, BEN),
        null,
        List.of(),
        PLANNED_ON);
  }

  private static SessionId ofWeek(int week) {
    String name = "week:" + SESSION + ':' + DAY.plusWeeks(week);
    return new SessionId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static PeriodScheduled period(
      PeriodKind kind, @Nullable StructureId structure, LocalDate from, LocalDate until) {
    return new PeriodScheduled(
        new RecordId(UUID.randomUUID()),
        SCHOOL,
        structure,
        null,
        kind,
        "Période",
        from,
        until,
        Map.of(),
        null);
  }

  /** The clocks go back between the third week and the fourth: the hour stays. */
  @Test
  void theSameHourIsPlannedEveryOpenWeek() {
    given(
            period(PeriodKind.HOLIDAY, null, DAY.plusDays(8), DAY.plusWeeks(2)),
            period(PeriodKind.PLACEMENT, CLASS, DAY.plusWeeks(4), DAY.plusWeeks(4)),
            period(PeriodKind.EXAM, null, DAY, DAY.plusWeeks(5)),
            period(
                PeriodKind.PLACEMENT,
                StructureId.of(SCHOOL, Kind.CLASS, "2CAP"),
                DAY,
                DAY.plusWeeks(5)))
        .lead(
            weekly(DAY.plusWeeks(5)),
            scheduled(),
            inWeek(1),
            inWeek(3),
            inWeek(5),
            new WeeklySessionsScheduled(
                SESSION,
                CLASS,
                DAY.plusWeeks(5),
                List.of(SESSION, ofWeek(1), ofWeek(3), ofWeek(5)),
                List.of(DAY.plusWeeks(2), DAY.plusWeeks(4))));
  }

  @Test
  void holidaysThatWereWithdrawnAreNone() {
    PeriodScheduled holiday = period(PeriodKind.HOLIDAY, null, DAY, DAY.plusWeeks(2));
    given(holiday, new RecordWithdrawn(holiday, List.of(), "Erreur", PLANNED_ON))
        .lead(
            weekly(DAY),
            scheduled(),
            new WeeklySessionsScheduled(SESSION, CLASS, DAY, List.of(SESSION), List.of()));
  }

  @Test
  void theSameSeriesAgainChangesNothingAndAnotherIsRefused() {
    WeeklySessionsScheduled series =
        new WeeklySessionsScheduled(
            SESSION, CLASS, DAY.plusWeeks(1), List.of(SESSION, ofWeek(1)), List.of());
    Decisions planned = given(scheduled(), inWeek(1), series);
    planned.leadToNothing(weekly(DAY.plusWeeks(1)));
    planned.refuse(CONFLICT, "id", "delivery.session-id-taken", weekly(DAY.plusWeeks(2)));
    planned.refuse(CONFLICT, "id", "delivery.session-id-taken", command());
  }

  @Test
  void aSeriesIsRefusedAsAWholeAndTheWeekIsNamed() {
    SliceFixture.at(CLOCK, ScheduleSession.class)
        .given()
        .events(
            Stream.concat(
                    roster().stream(),
                    Stream.of(new StructureWithdrawn(CLASS, SCHOOL, DAY.plusWeeks(2))))
                .toList())
        .when()
        .command(weekly(DAY.plusWeeks(3)))
        .then()
        .exceptionSatisfies(
            thrown ->
                assertThat(((Refusal) thrown).faults())
                    .containsExactly(
                        Fault.of("audience.class", "delivery.class-unknown"),
                        Fault.of("weeklyUntil", "delivery.series-week", "19/10/2026")))
        .noEvents();
  }

  @Test
  void aSeriesIsNoLongerThanAYearBeginsOpenAndEndsAfterItBegins() {
    given().refuse(INVALID, "weeklyUntil", "delivery.series-ends-before", weekly(DAY.minusDays(1)));
    given().refuse(INVALID, "weeklyUntil", "delivery.series-too-long", weekly(DAY.plusWeeks(40)));
    given(period(PeriodKind.HOLIDAY, null, DAY, DAY))
        .refuse(CONFLICT, "start", "delivery.series-begins-closed", weekly(DAY.plusWeeks(1)));
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
        SESSION,
        audience,
        "Lire une consigne",
        START,
        LENGTH,
        teachers,
        natures,
        needs,
        null,
        List.of(),
        null,
        null);
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
        List.of(ADA, BEN),
        null,
        List.of(),
        PLANNED_ON);
  }
}
