package fr.jalons.delivery.actions;

import static fr.jalons.delivery.actions.Sheets.ACTION;
import static fr.jalons.delivery.actions.Sheets.CLASS;
import static fr.jalons.delivery.actions.Sheets.DECLARED;
import static fr.jalons.delivery.actions.Sheets.DIAGNOSED;
import static fr.jalons.delivery.actions.Sheets.DRAWN;
import static fr.jalons.delivery.actions.Sheets.ELSEWHERE;
import static fr.jalons.delivery.actions.Sheets.FOUND_ELSEWHERE;
import static fr.jalons.delivery.actions.Sheets.GROUP;
import static fr.jalons.delivery.actions.Sheets.JOINED;
import static fr.jalons.delivery.actions.Sheets.NEED;
import static fr.jalons.delivery.actions.Sheets.OBJECTIVE;
import static fr.jalons.delivery.actions.Sheets.OCTOBER;
import static fr.jalons.delivery.actions.Sheets.OTHER;
import static fr.jalons.delivery.actions.Sheets.OTHER_DECLARED;
import static fr.jalons.delivery.actions.Sheets.SCHOOL;
import static fr.jalons.delivery.actions.Sheets.STRANGER_JOINED;
import static fr.jalons.delivery.actions.Sheets.STUDENT;
import static fr.jalons.delivery.actions.Sheets.TODAY;
import static fr.jalons.delivery.actions.Sheets.adapted;
import static fr.jalons.delivery.actions.Sheets.closed;
import static fr.jalons.delivery.actions.Sheets.objective;
import static fr.jalons.delivery.actions.Sheets.planned;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.delivery.resources.Resource;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ResourceEvent.ResourceCatalogued;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanActionTest {
  private static final Period YEAR = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);

  private final AxonTestFixture slice = SliceFixture.on(TODAY, PlanAction.class);

  private static PlanAction plan(
      RecordScope scope, @Nullable RecordId objective, List<NeedId> needs, List<Nature> natures) {
    return plan(scope, objective, needs, natures, List.of(), OCTOBER, null);
  }

  private static PlanAction plan(
      RecordScope scope,
      @Nullable RecordId objective,
      List<NeedId> needs,
      List<Nature> natures,
      List<TeacherId> leaders,
      LocalDate plannedOn,
      @Nullable Correction correction) {
    return new PlanAction(
        ACTION,
        scope,
        "Consignes",
        objective,
        null,
        natures,
        List.of("Français"),
        needs,
        List.of(),
        List.of(),
        List.of(),
        leaders,
        "Une consigne suivie seul",
        null,
        plannedOn,
        OCTOBER,
        null,
        correction);
  }

  private static final List<Nature> ONE = List.of(Nature.FUNDAMENTALS);

  private void isRefused(PlanAction command, String key, DomainEvent... before) {
    SliceFixture.on(TODAY, PlanAction.class)
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aSheetNamesWhoseNeedsItAnswers() {
    slice
        .given()
        .events(DECLARED, JOINED, DIAGNOSED, objective(RecordScope.of(SCHOOL)))
        .when()
        .command(plan(RecordScope.of(CLASS), OBJECTIVE, List.of(NEED, NEED), ONE))
        .then()
        .success()
        .events(planned(OBJECTIVE, List.of(NEED)));
  }

  @Test
  void aSheetIsCompleteWithObjectiveNeedAndResult() {
    assertThat(plan(RecordScope.of(CLASS), OBJECTIVE, List.of(NEED), ONE).answered())
        .containsEntry("complete", true);
    assertThat(plan(RecordScope.of(CLASS), null, List.of(NEED), ONE).answered())
        .containsEntry("complete", false);
    assertThat(plan(RecordScope.of(CLASS), OBJECTIVE, List.of(), ONE).answered())
        .containsEntry("complete", false);
  }

  @Test
  void theSameSheetAgainChangesNothing() {
    slice
        .given()
        .events(DECLARED, JOINED, DIAGNOSED, planned(null, List.of(NEED)))
        .when()
        .command(plan(RecordScope.of(CLASS), null, List.of(NEED), ONE))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aNeedMayStayWhateverCameOfItAndItsStudentIsToldThatItGoes() {
    NeedClosed closed = new NeedClosed(NEED, STUDENT, "Acquis", TODAY);
    PlanAction keeping =
        plan(
            RecordScope.of(CLASS),
            null,
            List.of(NEED),
            List.of(Nature.EXAM),
            List.of(),
            OCTOBER,
            new Correction("Autre nature", 1));
    SliceFixture.on(TODAY, PlanAction.class)
        .given()
        .events(DECLARED, JOINED, DIAGNOSED, planned(null, List.of(NEED)), closed)
        .when()
        .command(keeping)
        .then()
        .success();
    PlanAction leaving =
        plan(
            RecordScope.of(CLASS),
            null,
            List.of(),
            ONE,
            List.of(),
            OCTOBER,
            new Correction("Besoin retiré", 1));
    SliceFixture.on(TODAY, PlanAction.class)
        .given()
        .events(DECLARED, JOINED, DIAGNOSED, planned(null, List.of(NEED)))
        .when()
        .command(leaving)
        .then()
        .success()
        .eventsMatch(
            events ->
                events.getFirst().payload() instanceof ActionPlanned e
                    && e.students().equals(List.of(STUDENT))
                    && e.needs().isEmpty());
  }

  @Test
  void aNeedIsOpenAndThatOfAStudentWhomTheActionConcerns() {
    RecordScope scope = RecordScope.of(CLASS);
    isRefused(plan(scope, null, List.of(NEED), ONE), "delivery.need-unknown");
    isRefused(
        plan(scope, null, List.of(NEED), ONE),
        "delivery.need-closed",
        DECLARED,
        JOINED,
        DIAGNOSED,
        new NeedClosed(NEED, STUDENT, "Acquis", TODAY));
    isRefused(
        plan(scope, null, List.of(ELSEWHERE), ONE),
        "delivery.need-outside",
        OTHER_DECLARED,
        STRANGER_JOINED,
        FOUND_ELSEWHERE);
  }

  @Test
  void aTrackConcernsTheStudentsOfAllItsClasses() {
    SliceFixture.on(TODAY, PlanAction.class)
        .given()
        .events(OTHER_DECLARED, STRANGER_JOINED, FOUND_ELSEWHERE)
        .when()
        .command(plan(new RecordScope(SCHOOL, null, "22131"), null, List.of(ELSEWHERE), ONE))
        .then()
        .success();
    isRefused(
        plan(new RecordScope(SCHOOL, null, "33411"), null, List.of(ELSEWHERE), ONE),
        "delivery.need-outside",
        OTHER_DECLARED,
        STRANGER_JOINED,
        FOUND_ELSEWHERE);
  }

  @Test
  void anObjectiveConcernsTheScaleOfTheAction() {
    isRefused(
        plan(RecordScope.of(CLASS), OBJECTIVE, List.of(), ONE),
        "delivery.objective-elsewhere",
        DECLARED,
        OTHER_DECLARED,
        objective(RecordScope.of(OTHER)));
    SliceFixture.on(TODAY, PlanAction.class)
        .given()
        .events(DECLARED, DRAWN, objective(new RecordScope(SCHOOL, null, "22131")))
        .when()
        .command(plan(RecordScope.of(GROUP), OBJECTIVE, List.of(), ONE))
        .then()
        .success();
  }

  @Test
  void naturesDifferDaysAreInOrderAndLeadersAreKnown() {
    RecordScope scope = RecordScope.of(CLASS);
    isRefused(
        plan(scope, null, List.of(), List.of(Nature.EXAM, Nature.EXAM)), "delivery.nature-twice");
    isRefused(
        plan(scope, null, List.of(), ONE, List.of(), TODAY.plusDays(1), null),
        "delivery.date-ahead");
    isRefused(
        plan(scope, null, List.of(), ONE, List.of(new TeacherId(UUID.randomUUID())), OCTOBER, null),
        "school.teacher-unknown");
  }

  private static FoldedAspects folded(DomainEvent... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(
                Action.class,
                ActionStep.class,
                ActionSheet.class,
                StudentAction.class,
                Resource.class));
    List.of(events).forEach(folded::evolve);
    return folded;
  }

  private static ScopeView view(DomainEvent... events) {
    Aspects school = folded(events).of(SCHOOL);
    return new ScopeView(RecordScope.of(SCHOOL), school, List.of(), scope -> true, scope -> true);
  }

  private static String share(Measure measure) {
    return measure.numerator() + "/" + measure.denominator();
  }

  @Test
  void sheetsOfThePeriodAreCountedAndWhatIsWithdrawnIsNone() {
    RecordId other = new RecordId(UUID.randomUUID());
    DomainEvent complete = planned(OBJECTIVE, List.of(NEED));
    DomainEvent draft =
        planned(other, null, List.of(), List.of("Français", "Maths"), Nature.EXAM, OCTOBER);
    DomainEvent later =
        planned(
            new RecordId(UUID.randomUUID()),
            null,
            List.of(),
            List.of(),
            Nature.EXAM,
            TODAY.plusDays(1));
    ScopeView all = view(complete, draft, later);

    assertThat(share(ActionSheet.COMPLETE.measure(all, YEAR))).isEqualTo("1/2");
    assertThat(share(ActionSheet.MULTIDISCIPLINARY.measure(all, YEAR))).isEqualTo("1/2");
    Measure natures = ActionSheet.NATURES.measure(all, YEAR);
    assertThat(natures.value()).isEqualTo(2.0);
    assertThat(natures.parts().get("EXAM").numerator()).isEqualTo(1L);
    assertThat(natures.parts().get("CULTURAL").numerator()).isEqualTo(0L);

    ScopeView fewer =
        view(
            complete,
            draft,
            new RecordWithdrawn(
                planned(OBJECTIVE, List.of(NEED)), List.of(STUDENT), "Erreur", TODAY));
    assertThat(share(ActionSheet.COMPLETE.measure(fewer, YEAR))).isEqualTo("0/1");
  }

  @Test
  void anAdaptationCompletesADraftAndAClosureEndsAnAction() {
    RecordId adaptation = new RecordId(UUID.randomUUID());
    ScopeView adapted =
        view(planned(OBJECTIVE, List.of()), adapted(adaptation, List.of(NEED), TODAY));
    assertThat(share(ActionSheet.COMPLETE.measure(adapted, YEAR))).isEqualTo("1/1");

    Period november = new Period(TODAY.minusDays(1), TODAY, ZoneOffset.UTC);
    ScopeView closed =
        view(
            planned(OBJECTIVE, List.of()),
            closed(new RecordId(UUID.randomUUID()), List.of(), TODAY.minusDays(2)));
    assertThat(share(ActionSheet.COMPLETE.measure(closed, november))).isEqualTo("0/0");
  }

  @Test
  void theNeedsOfAnActionAreNamedFromTheirDays() {
    ActionCourse course =
        ActionCourse.all(
                folded(
                        planned(OBJECTIVE, List.of(NEED)),
                        adapted(new RecordId(UUID.randomUUID()), List.of(NEED, ELSEWHERE), TODAY))
                    .of(SCHOOL))
            .getFirst();

    assertThat(course.namings()).containsEntry(NEED, OCTOBER).containsEntry(ELSEWHERE, TODAY);
    assertThat(course.needsOn(TODAY.minusDays(1))).containsExactly(NEED);
    assertThat(course.isOpenOn(TODAY)).isTrue();
  }

  @Test
  void actionsForAProfessionalProjectUseAResourceOfAvenirs() {
    RecordId resource = new RecordId(UUID.randomUUID());
    ResourceCatalogued catalogued =
        new ResourceCatalogued(
            resource,
            SCHOOL,
            "Métiers",
            "https://a.example",
            ResourceProvider.AVENIRS,
            Set.of(),
            null);
    DomainEvent without =
        planned(ACTION, null, List.of(), List.of(), Nature.PROFESSIONAL_PROJECT, OCTOBER);

    assertThat(share(Resource.AVENIRS.measure(view(catalogued, without), YEAR))).isEqualTo("0/1");
  }
}
