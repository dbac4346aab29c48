package fr.jalons.planning.targets;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TargetEvent.TargetSet;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetTargetTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);
  private static final LocalDate JUNE = LocalDate.of(2027, 6, 20);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordScope WHOLE = RecordScope.of(SCHOOL);
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordScope OF_CLASS = RecordScope.of(CLASS);
  private static final RecordId TARGET = id();
  private static final RecordId OBJECTIVE = id();

  private static RecordId id() {
    return new RecordId(UUID.randomUUID());
  }

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, SetTarget.class);
  }

  private static SetTarget set(
      RecordScope scope, @Nullable RecordId objective, String indicator, String value) {
    return new SetTarget(
        TARGET,
        scope,
        objective,
        indicator,
        Comparison.AT_LEAST,
        new BigDecimal(value),
        JUNE,
        null,
        null);
  }

  private static TargetSet target(
      RecordId target,
      @Nullable StructureId structure,
      @Nullable RecordId objective,
      String indicator,
      String value,
      LocalDate dueOn) {
    return new TargetSet(
        target,
        SCHOOL,
        structure,
        null,
        objective,
        indicator,
        Comparison.AT_LEAST,
        new BigDecimal(value),
        dueOn,
        TODAY,
        null);
  }

  private static ObjectiveSet objective(@Nullable StructureId structure) {
    return new ObjectiveSet(
        OBJECTIVE, SCHOOL, structure, null, "Lire", null, List.of(), null, TODAY, null, null);
  }

  private static void refused(SetTarget command, String key, Object... given) {
    slice()
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aTargetIsSetForAnObjectiveThatConcernsItsScope() {
    slice()
        .given()
        .event(objective(null))
        .when()
        .command(set(OF_CLASS, OBJECTIVE, "S19", "0.8"))
        .then()
        .success()
        .events(target(TARGET, CLASS, OBJECTIVE, "S19", "0.8", JUNE));
    StructureId other = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "2CAPCUIS");
    refused(
        set(OF_CLASS, OBJECTIVE, "S19", "0.8"), "planning.objective-elsewhere", objective(other));
  }

  @Test
  void aTargetIsAboutAnIndicatorThatIsMeasuredAtItsScale() {
    ObjectiveSet any = objective(null);
    refused(set(WHOLE, null, "S99", "1"), "planning.indicator-unknown", any);
    refused(set(WHOLE, null, "S30", "1"), "planning.target-of-targets", any);
    refused(set(OF_CLASS, null, "S35", "1"), "planning.indicator-of-schools", any);
    slice().given().noPriorActivity().when().command(set(WHOLE, null, "S35", "1")).then().success();
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(set(OF_CLASS, null, "S46", "8"))
        .then()
        .success();
  }

  @Test
  void aShareIsFrom0To1() {
    ObjectiveSet any = objective(null);
    refused(set(WHOLE, null, "S19", "1.01"), "planning.target-of-share", any);
    refused(set(WHOLE, null, "S19", "-0.1"), "planning.target-of-share", any);
  }

  @Test
  void thereIsOneTargetForAnIndicatorAScopeAndADay() {
    TargetSet other = target(id(), CLASS, null, "S19", "0.5", JUNE);
    SetTarget wanted = set(OF_CLASS, null, "S19", "0.8");
    refused(wanted, "planning.target-there", other);
    for (Object[] given :
        List.of(
            new Object[] {other, new RecordWithdrawn(other, List.of(), "Erreur", TODAY)},
            new Object[] {other, new RecordEnded(other, "Abandonnée", TODAY)},
            new Object[] {target(id(), null, null, "S19", "0.5", JUNE)},
            new Object[] {target(id(), CLASS, null, "S1", "0.5", JUNE)},
            new Object[] {target(id(), CLASS, null, "S19", "0.5", JUNE.plusDays(1))})) {
      slice()
          .given()
          .events(given)
          .when()
          .command(wanted)
          .then()
          .success()
          .events(target(TARGET, CLASS, null, "S19", "0.8", JUNE));
    }
  }

  @Test
  void aTargetIsNotSetAhead() {
    SetTarget ahead =
        new SetTarget(
            TARGET,
            WHOLE,
            null,
            "S19",
            Comparison.AT_LEAST,
            BigDecimal.ONE,
            JUNE,
            TODAY.plusDays(1),
            null);
    refused(ahead, "planning.date-ahead", objective(null));
  }

  private static Target folded(Comparison comparison, String value) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Target.class));
    folded.evolve(
        new TargetSet(
            TARGET,
            SCHOOL,
            null,
            null,
            null,
            "S19",
            comparison,
            new BigDecimal(value),
            JUNE,
            TODAY,
            null));
    return folded.of(SCHOOL).all(Target.class).getFirst();
  }

  @Test
  void aTargetIsMetWhereItsIndicatorHasTheValueUpToItsDay() {
    Target least = folded(Comparison.AT_LEAST, "0.8");
    assertThat(least.on(TODAY, (scope, code, until) -> 0.8).met()).isTrue();
    assertThat(least.on(TODAY, (scope, code, until) -> 0.79).met()).isFalse();
    assertThat(folded(Comparison.AT_MOST, "0.8").on(TODAY, (scope, code, until) -> 0.79).met())
        .isTrue();
    assertThat(least.on(TODAY, (scope, code, until) -> null).met()).isNull();
    Target.Measured after = least.on(JUNE.plusDays(9), (scope, code, until) -> null);
    assertThat(after.met()).as("unknown on its day is not met").isFalse();
    assertThat(after.measuredOn()).isEqualTo(JUNE);
  }

  @Test
  void targetsWithinTheScopeCountThatStandOnTheLastDay() {
    FoldedAspects folded = new FoldedAspects(Folds.from(Target.class));
    TargetSet gone = target(id(), null, null, "S1", "0.5", JUNE);
    List.of(
            target(id(), null, null, "S19", "0.5", JUNE),
            target(id(), null, null, "S42", "0.9", JUNE),
            target(id(), CLASS, null, "S19", "0.5", JUNE),
            gone,
            new RecordEnded(gone, "Abandonnée", JUNE))
        .forEach(folded::evolve);
    ScopeView view =
        new ScopeView(
            WHOLE,
            folded.of(SCHOOL),
            List.of(),
            WHOLE::equals,
            WHOLE::equals,
            (scope, code, until) -> code.equals("S19") ? 0.6 : null);
    Period year = new Period(LocalDate.of(2026, 9, 1), JUNE, ZoneOffset.UTC);
    assertThat(Target.REACHED.measure(view, year).value()).isEqualTo(0.5);
    Period before = new Period(LocalDate.of(2026, 9, 1), TODAY.minusDays(1), ZoneOffset.UTC);
    assertThat(Target.REACHED.measure(view, before).value()).isNull();
  }
}
