package fr.jalons.planning.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.MeetingEvent.MinutesPublished;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.commands.Reserved.Reservation;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.ScheduledPeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoldMeetingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 9);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordScope OF_CLASS = RecordScope.of(CLASS);
  private static final RecordId MEETING = new RecordId(UUID.randomUUID());
  private static final RecordId MINUTES = new RecordId(UUID.randomUUID());
  private static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  private static final TeacherRegistered KNOWN = new TeacherRegistered(TEACHER, SCHOOL);

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, HoldMeeting.class, PublishMinutes.class);
  }

  private static HoldMeeting hold(
      RecordScope scope,
      Body body,
      LocalDate day,
      List<TeacherId> teachers,
      @Nullable Integer more) {
    return new HoldMeeting(MEETING, scope, body, null, day, 60, teachers, more, null, null);
  }

  private static MeetingHeld held(RecordId meeting, Body body, LocalDate day) {
    return new MeetingHeld(
        meeting, SCHOOL, CLASS, null, body, null, day, 60, List.of(TEACHER), 0, null, null);
  }

  private static MinutesPublished published(RecordId minutes, LocalDate day) {
    return new MinutesPublished(
        minutes, MEETING, SCHOOL, CLASS, null, "Échange", List.of("Informer"), day, null);
  }

  private static PublishMinutes publish(RecordId minutes, LocalDate day, @Nullable Correction why) {
    return new PublishMinutes(minutes, MEETING, "Échange", List.of("Informer"), day, why);
  }

  private static void refused(HoldMeeting command, String key) {
    slice()
        .given()
        .event(KNOWN)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void theTeamOfAClassHasMet() {
    slice()
        .given()
        .event(KNOWN)
        .when()
        .command(hold(OF_CLASS, Body.CONCERTATION, TODAY, List.of(TEACHER), null))
        .then()
        .success()
        .events(held(MEETING, Body.CONCERTATION, TODAY));
  }

  @Test
  void aMeetingLiesNotAheadAndSomebodyKnownWasThere() {
    refused(
        hold(OF_CLASS, Body.CONCERTATION, TODAY.plusDays(1), List.of(TEACHER), null),
        "planning.date-ahead");
    refused(hold(OF_CLASS, Body.CONCERTATION, TODAY, List.of(), null), "planning.nobody-met");
    TeacherId nobody = new TeacherId(UUID.randomUUID());
    refused(
        hold(OF_CLASS, Body.CONCERTATION, TODAY, List.of(TEACHER, nobody), null),
        "school.teacher-unknown");
  }

  @Test
  void councilsAreOfTheSchoolAndForItsDirection() {
    refused(
        hold(OF_CLASS, Body.PEDAGOGICAL_COUNCIL, TODAY, List.of(TEACHER), null),
        "planning.council-of-school");
    RecordScope school = RecordScope.of(SCHOOL);
    assertThat(hold(school, Body.GOVERNING_BOARD, TODAY, List.of(), 24).reservation())
        .isEqualTo(new Reservation("body", Who.DIRECTION));
    assertThat(hold(school, Body.LEADERSHIP, TODAY, List.of(), 4).reservation()).isNull();
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(hold(school, Body.GOVERNING_BOARD, TODAY, List.of(), 24))
        .then()
        .success()
        .events(
            new MeetingHeld(
                MEETING,
                SCHOOL,
                null,
                null,
                Body.GOVERNING_BOARD,
                null,
                TODAY,
                60,
                List.of(),
                24,
                null,
                null));
  }

  @Test
  void minutesArePublishedForTheScopeOfTheMeeting() {
    slice()
        .given()
        .events(KNOWN, held(MEETING, Body.CONCERTATION, TODAY.minusDays(2)))
        .when()
        .command(publish(MINUTES, TODAY, null))
        .then()
        .success()
        .events(published(MINUTES, TODAY));
  }

  @Test
  void minutesArePublishedOnceAndCorrected() {
    RecordId others = new RecordId(UUID.randomUUID());
    MinutesPublished first = published(others, TODAY);
    MeetingHeld meeting = held(MEETING, Body.CONCERTATION, TODAY);
    slice()
        .given()
        .events(meeting, first)
        .when()
        .command(publish(MINUTES, TODAY, null))
        .then()
        .exception(Refusal.class, "planning.minutes-published")
        .noEvents();
    slice()
        .given()
        .events(meeting, first, new RecordWithdrawn(first, List.of(), "Erreur", TODAY))
        .when()
        .command(publish(MINUTES, TODAY, null))
        .then()
        .success()
        .events(published(MINUTES, TODAY));
    slice()
        .given()
        .events(meeting, published(MINUTES, TODAY))
        .when()
        .command(publish(MINUTES, TODAY.minusDays(1), new Correction("Jour", 1)))
        .then()
        .exception(Refusal.class, "planning.before-meeting")
        .noEvents();
  }

  @Test
  void minutesAreOfAMeetingThatIsKnownAndStands() {
    MeetingHeld meeting = held(MEETING, Body.CONCERTATION, TODAY);
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(publish(MINUTES, TODAY, null))
        .then()
        .exception(Refusal.class, "school.record-unknown");
    slice()
        .given()
        .events(meeting, new RecordWithdrawn(meeting, List.of(), "Erreur", TODAY))
        .when()
        .command(publish(MINUTES, TODAY, null))
        .then()
        .exception(Refusal.class, "school.record-withdrawn")
        .noEvents();
    slice()
        .given()
        .event(meeting)
        .when()
        .command(publish(MINUTES, TODAY.plusDays(1), null))
        .then()
        .exception(Refusal.class, "planning.date-ahead")
        .noEvents();
  }

  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 8, 31), ZoneOffset.UTC);

  private static Aspects folded(Object... events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(Meeting.class, Minutes.class, ScheduledPeriod.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(SCHOOL);
  }

  private static Measure measured(Indicator indicator, RecordScope scope, Object... events) {
    return indicator.measure(
        new ScopeView(scope, folded(events), List.of(), scope::equals, scope::equals), YEAR);
  }

  @Test
  void aMonthShowsItsMeetingsWithTheirMinutes() {
    Aspects school =
        folded(
            held(MEETING, Body.CONCERTATION, TODAY.minusDays(2)),
            held(new RecordId(UUID.randomUUID()), Body.OTHER, TODAY),
            published(MINUTES, TODAY));
    List<Meeting.Month> months = Meeting.view(school.all(Meeting.class), school);
    assertThat(months).hasSize(1);
    assertThat(months.getFirst().meetings())
        .extracting(one -> one.meeting().body())
        .containsExactly(Body.OTHER, Body.CONCERTATION);
    assertThat(months.getFirst().meetings().getLast().minutes())
        .extracting(minutes -> Objects.requireNonNull(minutes).decisions())
        .isEqualTo(List.of("Informer"));
  }

  @Test
  void meetingsOfThePeriodCountByBody() {
    Object[] events = {
      held(MEETING, Body.CONCERTATION, TODAY),
      held(new RecordId(UUID.randomUUID()), Body.LEADERSHIP, TODAY),
      held(new RecordId(UUID.randomUUID()), Body.LEADERSHIP, TODAY.minusYears(1)),
      published(MINUTES, TODAY)
    };
    Measure all = measured(Meeting.MINUTES, OF_CLASS, events);
    assertThat(all.value()).isEqualTo(0.5);
    assertThat(all.parts()).hasSize(Body.values().length);
    assertThat(Objects.requireNonNull(all.parts().get("CONCERTATION")).value()).isEqualTo(1.0);
    assertThat(Objects.requireNonNull(all.parts().get("LEADERSHIP")).value()).isEqualTo(0.0);
    assertThat(Objects.requireNonNull(all.parts().get("OTHER")).value()).isNull();
    assertThat(measured(Meeting.MINUTES, RecordScope.of(SCHOOL), events).value()).isNull();
  }

  @Test
  void concertationIsCountedAndTheDaysInBetween() {
    Object[] events = {
      held(MEETING, Body.CONCERTATION, TODAY),
      held(new RecordId(UUID.randomUUID()), Body.EDUCATIONAL_TEAM, TODAY.minusDays(10)),
      held(new RecordId(UUID.randomUUID()), Body.CONCERTATION, TODAY.minusDays(13)),
      held(new RecordId(UUID.randomUUID()), Body.LEADERSHIP, TODAY.minusDays(1))
    };
    assertThat(measured(Meeting.CONCERTATIONS, OF_CLASS, events).value()).isEqualTo(3.0);
    assertThat(measured(Meeting.GAP, OF_CLASS, events).value()).isEqualTo(6.5);
    assertThat(measured(Meeting.GAP, OF_CLASS, held(MEETING, Body.CONCERTATION, TODAY)).value())
        .isNull();
  }

  @Test
  void frequencyIsByWeeksThatAreOpenAFifthForEachWeekday() {
    MeetingHeld meeting = held(MEETING, Body.CONCERTATION, TODAY);
    Period fortnight =
        new Period(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 18), ZoneOffset.UTC);
    PeriodScheduled holidays =
        new PeriodScheduled(
            MINUTES,
            SCHOOL,
            null,
            null,
            PeriodKind.HOLIDAY,
            "Vacances",
            LocalDate.of(2026, 10, 16),
            LocalDate.of(2026, 11, 1),
            Map.of(),
            null);
    Measure frequency =
        Meeting.FREQUENCY.measure(
            new ScopeView(
                OF_CLASS, folded(meeting, holidays), List.of(), OF_CLASS::equals, one -> true),
            fortnight);
    assertThat(frequency.numerator()).isEqualTo(BigDecimal.ONE);
    assertThat(frequency.denominator()).isEqualTo(new BigDecimal("1.8"));
    assertThat(frequency.value()).isEqualTo(0.5556);
    Period closed =
        new Period(LocalDate.of(2026, 10, 17), LocalDate.of(2026, 10, 18), ZoneOffset.UTC);
    assertThat(
            Meeting.FREQUENCY
                .measure(
                    new ScopeView(OF_CLASS, folded(meeting), List.of(), one -> true, one -> true),
                    closed)
                .value())
        .isNull();
  }
}
