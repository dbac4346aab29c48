package fr.jalons.planning.axes;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.AxisEvent.AxisSource;
import fr.jalons.events.AxisEvent.StrategicAxisDefined;
import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.planning.objectives.Objective;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefineStrategicAxisTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 29);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());

  private final AxonTestFixture slice = SliceFixture.on(TODAY, DefineStrategicAxis.class);

  private static DefineStrategicAxis define(RecordId axis, String title, @Nullable Correction why) {
    return new DefineStrategicAxis(
        axis, new ThisSchool(SCHOOL), AxisSource.CONTRACT, title, null, why);
  }

  private static StrategicAxisDefined defined(RecordId axis, String title, @Nullable String why) {
    return new StrategicAxisDefined(axis, SCHOOL, AxisSource.CONTRACT, title, null, why);
  }

  @Test
  void anAxisIsDefined() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(define(FIRST, "Réussite", null))
        .then()
        .success()
        .events(defined(FIRST, "Réussite", null));
  }

  @Test
  void aTitleInForceIsTaken() {
    slice
        .given()
        .event(defined(FIRST, "Réussite de chacun", null))
        .when()
        .command(define(SECOND, "REUSSITE  de chacun", null))
        .then()
        .exception(Refusal.class, "planning.axis-title-taken")
        .noEvents();
  }

  @Test
  void aTitleIsFreeOnceItsAxisHasEndedOrWasWithdrawn() {
    StrategicAxisDefined other = defined(FIRST, "Réussite", null);
    slice
        .given()
        .events(other, new RecordEnded(other, "Contrat échu", TODAY))
        .when()
        .command(define(SECOND, "Réussite", null))
        .then()
        .success()
        .events(defined(SECOND, "Réussite", null));
    SliceFixture.on(TODAY, DefineStrategicAxis.class)
        .given()
        .events(other, new RecordWithdrawn(other, List.of(), "Erreur", TODAY))
        .when()
        .command(define(SECOND, "Réussite", null))
        .then()
        .success()
        .events(defined(SECOND, "Réussite", null));
  }

  @Test
  void anAxisIsCorrectedUnderItsOwnTitle() {
    slice
        .given()
        .event(new StrategicAxisDefined(FIRST, SCHOOL, AxisSource.OTHER, "Réussite", null, null))
        .when()
        .command(define(FIRST, "Réussite", new Correction("Origine", 1)))
        .then()
        .success()
        .events(defined(FIRST, "Réussite", "Origine"));
  }

  private static ObjectiveSet objective(RecordId objective, RecordId axis) {
    return new ObjectiveSet(
        objective, SCHOOL, null, null, "Lire", null, List.of(axis), null, TODAY, null, null);
  }

  private static ActionPlanned action(@Nullable RecordId objective, LocalDate startsOn) {
    return new ActionPlanned(
        new RecordId(UUID.randomUUID()),
        SCHOOL,
        null,
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
        startsOn,
        null,
        null);
  }

  private static Measure measured(Indicator indicator, Object... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(StrategicAxis.class, Objective.class, Action.class, ActionStep.class));
    List.of(events).forEach(folded::evolve);
    return indicator.measure(
        new ScopeView(
            RecordScope.of(SCHOOL), folded.of(SCHOOL), List.of(), one -> true, one -> true),
        new Period(TODAY, TODAY.plusMonths(9), ZoneOffset.UTC));
  }

  @Test
  void actionsCountWhoseObjectiveServesAnAxisInForce() {
    RecordId ended = new RecordId(UUID.randomUUID());
    RecordId first = new RecordId(UUID.randomUUID());
    RecordId second = new RecordId(UUID.randomUUID());
    StrategicAxisDefined old = defined(ended, "Ancien", null);
    Measure linked =
        measured(
            StrategicAxis.LINKED,
            defined(FIRST, "Réussite", null),
            old,
            new RecordEnded(old, "Échu", TODAY.plusDays(1)),
            objective(first, FIRST),
            objective(second, ended),
            action(first, TODAY),
            action(second, TODAY),
            action(null, TODAY),
            action(first, TODAY.plusYears(1)));
    assertThat(linked.numerator()).isEqualTo(1L);
    assertThat(linked.denominator()).isEqualTo(3L);
  }

  @Test
  void anAxisShowsTheObjectivesThatServeItWithinReach() {
    FoldedAspects folded = new FoldedAspects(Folds.from(StrategicAxis.class, Objective.class));
    StrategicAxisDefined first = defined(FIRST, "Réussite", null);
    ObjectiveSet objective =
        new ObjectiveSet(
            SECOND,
            SCHOOL,
            null,
            null,
            "Lire une consigne",
            null,
            List.of(FIRST),
            null,
            TODAY,
            null,
            null);
    List.of(first, objective, new RecordEnded(first, "Échu", TODAY)).forEach(folded::evolve);
    Aspects school = folded.of(SCHOOL);

    assertThat(StrategicAxis.view(school.all(StrategicAxis.class), school))
        .singleElement()
        .satisfies(
            axis -> {
              assertThat(axis.endedOn()).isEqualTo(TODAY);
              assertThat(axis.objectives())
                  .containsExactly(new StrategicAxis.Serving(SECOND, "Lire une consigne"));
            });
    Aspects elsewhere = school.where(scope -> false);
    assertThat(StrategicAxis.view(elsewhere.all(StrategicAxis.class), elsewhere))
        .singleElement()
        .satisfies(axis -> assertThat(axis.objectives()).isEmpty());
  }
}
