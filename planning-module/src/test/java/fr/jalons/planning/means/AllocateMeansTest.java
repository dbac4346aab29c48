package fr.jalons.planning.means;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.MeansEvent.MeansAllocated;
import fr.jalons.events.MeansEvent.MeansKind;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.TeacherId;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.planning.volets.Volet;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.GroupSession;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocateMeansTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
  private static final LocalDate LAST = LocalDate.of(2027, 7, 3);
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordScope WHOLE = RecordScope.of(SCHOOL);
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordId MEANS = new RecordId(UUID.randomUUID());
  private static final RecordId VOLET = new RecordId(UUID.randomUUID());
  private static final VoletDefined DEFINED =
      new VoletDefined(VOLET, SCHOOL, VoletKind.OTHER, "Orientation", null, null, null);

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, AllocateMeans.class);
  }

  private static AllocateMeans allocate(@Nullable RecordId volet, LocalDate until) {
    return new AllocateMeans(
        MEANS, WHOLE, volet, MeansKind.TEACHER_HOURS, BigDecimal.TEN, FIRST, until, null);
  }

  private static MeansAllocated allocated(
      RecordId means, MeansKind kind, String quantity, LocalDate from, LocalDate until) {
    return new MeansAllocated(
        means, SCHOOL, null, null, VOLET, kind, new BigDecimal(quantity), from, until, null);
  }

  private static MeansAllocated another(
      MeansKind kind, String quantity, LocalDate from, LocalDate until) {
    return allocated(new RecordId(UUID.randomUUID()), kind, quantity, from, until);
  }

  @Test
  void meansAreAllocatedToAVolet() {
    slice()
        .given()
        .event(DEFINED)
        .when()
        .command(allocate(VOLET, LAST))
        .then()
        .success()
        .events(allocated(MEANS, MeansKind.TEACHER_HOURS, "10", FIRST, LAST));
  }

  @Test
  void meansEndAfterTheyBeginAndNameAVoletThatIsKnown() {
    slice()
        .given()
        .event(DEFINED)
        .when()
        .command(allocate(VOLET, FIRST.minusDays(1)))
        .then()
        .exception(Refusal.class, "planning.end-before-start")
        .noEvents();
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(allocate(VOLET, LAST))
        .then()
        .exception(Refusal.class, "school.reference-unknown")
        .noEvents();
  }

  private static Stream<Object> session(LocalDate day, int minutes, int teachers) {
    return session(day, minutes, teachers, null);
  }

  private static Stream<Object> session(
      LocalDate day, int minutes, int teachers, @Nullable RecordId action) {
    SessionId session = new SessionId(UUID.randomUUID());
    List<TeacherId> leading =
        Stream.generate(() -> new TeacherId(UUID.randomUUID())).limit(teachers).toList();
    return Stream.of(
        new SessionScheduled(
            session,
            CLASS,
            "Atelier",
            day.atTime(10, 0).toInstant(ZoneOffset.UTC),
            minutes,
            leading,
            Set.of(),
            List.of(),
            List.of(),
            action,
            List.of(),
            null),
        new SessionHeld(
            session,
            CLASS,
            day.atTime(10, 0).toInstant(ZoneOffset.UTC),
            minutes,
            List.of(),
            List.of(),
            leading,
            null,
            List.of()));
  }

  private static Measure used(Stream<Object> events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(Means.class, GroupSession.class, Action.class, Volet.class));
    events.forEach(folded::evolve);
    Aspects school = folded.of(SCHOOL);
    return Means.USED.measure(
        new ScopeView(WHOLE, school, List.of(folded.of(CLASS)), one -> true, one -> true),
        new Period(FIRST, TODAY, ZoneOffset.UTC));
  }

  @Test
  void hoursOfAllTeachersOfSessionsHeldCountAgainstHoursOfThePeriod() {
    MeansAllocated ended = another(MeansKind.TEACHER_HOURS, "50", FIRST.minusYears(1), LAST);
    Measure used =
        used(
            Stream.of(
                    session(TODAY, 55, 2),
                    session(TODAY, 60, 0),
                    session(TODAY.plusDays(1), 60, 1),
                    Stream.<Object>of(
                        another(MeansKind.TEACHER_HOURS, "20", FIRST, LAST),
                        another(MeansKind.OVERTIME_HOURS, "5.5", TODAY, TODAY),
                        another(MeansKind.BUDGET, "900", FIRST, LAST),
                        another(MeansKind.TEACHER_HOURS, "7", TODAY.plusDays(1), LAST),
                        ended,
                        new RecordEnded(ended, "Reprises", FIRST)))
                .flatMap(events -> events));
    assertThat(used.numerator()).isEqualTo(new BigDecimal("2.8333"));
    assertThat(used.denominator()).isEqualTo(new BigDecimal("25.5"));
    assertThat(used.value()).isEqualTo(0.1111);
    assertThat(used(session(TODAY, 60, 1)).value()).isNull();
  }

  @Test
  void hoursOfAVoletAreThoseOfItsActions() {
    RecordId action = new RecordId(UUID.randomUUID());
    Measure used =
        used(
            Stream.of(
                    Stream.<Object>of(
                        DEFINED,
                        planned(action),
                        another(MeansKind.TEACHER_HOURS, "4", FIRST, LAST),
                        another(MeansKind.BUDGET, "900", FIRST, LAST)),
                    session(TODAY, 60, 1, action),
                    session(TODAY, 60, 1))
                .flatMap(events -> events));
    assertThat(used.value()).isEqualTo(0.5);
    assertThat(used.parts().keySet()).containsExactly(VOLET.toString());
    assertThat(used.parts().get(VOLET.toString()).value()).isEqualTo(0.25);
  }

  private static ActionPlanned planned(RecordId action) {
    return new ActionPlanned(
        action,
        SCHOOL,
        null,
        null,
        "Consignes",
        null,
        VOLET,
        Set.of(Nature.EXAM),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        FIRST,
        FIRST,
        null,
        null);
  }

  @Test
  void thePlanNamesTheVoletThatMeansAreFor() {
    FoldedAspects folded = new FoldedAspects(Folds.from(Means.class, Volet.class));
    List.of(DEFINED, allocated(MEANS, MeansKind.BUDGET, "900", FIRST, LAST))
        .forEach(folded::evolve);
    Aspects school = folded.of(SCHOOL);
    assertThat(Means.view(school.all(Means.class), school))
        .singleElement()
        .extracting(Means.Allocated::title)
        .isEqualTo("Orientation");
  }
}
