package fr.jalons.planning.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StructureId;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.Action;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetObjectiveTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 8);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordId OBJECTIVE = new RecordId(UUID.randomUUID());
  private static final RecordId VOLET = new RecordId(UUID.randomUUID());
  private static final VoletDefined DEFINED =
      new VoletDefined(VOLET, SCHOOL, VoletKind.OTHER, "Orientation", null, null, null);

  private final AxonTestFixture slice = SliceFixture.on(TODAY, SetObjective.class);

  private static SetObjective set(
      RecordScope scope,
      List<RecordId> axes,
      @Nullable RecordId volet,
      @Nullable LocalDate endsOn) {
    return new SetObjective(
        OBJECTIVE, scope, "Lire une consigne", null, axes, volet, TODAY, endsOn, null);
  }

  private static ObjectiveSet objective(
      @Nullable StructureId structure, @Nullable String track, @Nullable RecordId volet) {
    return new ObjectiveSet(
        OBJECTIVE,
        SCHOOL,
        structure,
        track,
        "Lire une consigne",
        null,
        List.of(),
        volet,
        TODAY,
        null,
        null);
  }

  @Test
  void anObjectiveIsSetForAClassOrATrack() {
    slice
        .given()
        .event(DEFINED)
        .when()
        .command(set(RecordScope.of(CLASS), List.of(), VOLET, null))
        .then()
        .success()
        .events(objective(CLASS, null, VOLET));
    SliceFixture.on(TODAY, SetObjective.class)
        .given()
        .noPriorActivity()
        .when()
        .command(set(new RecordScope(SCHOOL, null, "22131"), List.of(), null, null))
        .then()
        .success()
        .events(objective(null, "22131", null));
  }

  @Test
  void anObjectiveDoesNotEndBeforeItBegins() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(set(RecordScope.of(SCHOOL), List.of(), null, TODAY.minusDays(1)))
        .then()
        .exception(Refusal.class, "planning.end-before-start")
        .noEvents();
  }

  @Test
  void anObjectiveNamesAVoletThatIsKnownAndStands() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(set(RecordScope.of(SCHOOL), List.of(), VOLET, null))
        .then()
        .exception(Refusal.class, "school.reference-unknown")
        .noEvents();
    SliceFixture.on(TODAY, SetObjective.class)
        .given()
        .events(DEFINED, new RecordWithdrawn(DEFINED, List.of(), "Erreur", TODAY))
        .when()
        .command(set(RecordScope.of(SCHOOL), List.of(), VOLET, null))
        .then()
        .exception(Refusal.class, "school.reference-ended")
        .noEvents();
  }

  @Test
  void anAxisOfAnotherKindIsNoAxis() {
    slice
        .given()
        .event(DEFINED)
        .when()
        .command(set(RecordScope.of(SCHOOL), List.of(VOLET), null, null))
        .then()
        .exception(Refusal.class, "school.reference-unknown")
        .noEvents();
  }

  private static ObjectiveSet objective(RecordId objective, LocalDate from, LocalDate until) {
    return new ObjectiveSet(
        objective, SCHOOL, null, null, "Lire", null, List.of(), null, from, until, null);
  }

  private static ActionPlanned action(RecordId objective, @Nullable StructureId structure) {
    return new ActionPlanned(
        new RecordId(UUID.randomUUID()),
        SCHOOL,
        structure,
        null,
        "Atelier",
        objective,
        null,
        Set.of(Nature.AUTONOMY),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        TODAY,
        TODAY,
        null,
        null);
  }

  @Test
  void objectivesOfThePeriodCountThatAnActionOfTheScopeNames() {
    RecordId other = new RecordId(UUID.randomUUID());
    RecordId gone = new RecordId(UUID.randomUUID());
    ObjectiveSet givenUp = objective(gone, TODAY, TODAY.plusDays(9));
    FoldedAspects folded = new FoldedAspects(Folds.from(Objective.class, Action.class));
    List.of(
            objective(OBJECTIVE, TODAY, TODAY.plusDays(9)),
            objective(other, TODAY, TODAY.plusDays(9)),
            objective(VOLET, TODAY.minusYears(1), TODAY.minusDays(9)),
            givenUp,
            new RecordEnded(givenUp, "Abandonné", TODAY),
            action(OBJECTIVE, null),
            action(other, CLASS),
            action(VOLET, null))
        .forEach(folded::evolve);
    RecordScope school = RecordScope.of(SCHOOL);
    ScopeView view =
        new ScopeView(school, folded.of(SCHOOL), List.of(), school::equals, school::equals);
    Measure acted =
        Objective.ACTED_ON.measure(view, new Period(TODAY, TODAY.plusDays(30), ZoneOffset.UTC));
    assertThat(acted.numerator()).isEqualTo(1L);
    assertThat(acted.denominator()).isEqualTo(2L);
  }
}
