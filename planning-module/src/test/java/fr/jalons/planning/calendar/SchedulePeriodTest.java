package fr.jalons.planning.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.ScheduledPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulePeriodTest {
  private static final LocalDate JANUARY = LocalDate.of(2027, 1, 11);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordScope OF_CLASS = RecordScope.of(CLASS);
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());
  private static final ChecklistItem BOOTS = new ChecklistItem("BOOTS", "Chaussures");

  private static AxonTestFixture slice() {
    return SliceFixture.on(JANUARY.minusDays(90), SchedulePeriod.class);
  }

  private static SchedulePeriod schedule(
      RecordScope scope, PeriodKind kind, LocalDate until, ChecklistItem... items) {
    return new SchedulePeriod(FIRST, scope, kind, "PFMP", JANUARY, until, List.of(items), null);
  }

  private static PeriodScheduled scheduled(
      RecordId period,
      @Nullable StructureId structure,
      PeriodKind kind,
      LocalDate from,
      Map<String, String> items,
      @Nullable String why) {
    return new PeriodScheduled(
        period, SCHOOL, structure, null, kind, "PFMP", from, from.plusDays(4), items, why);
  }

  private static void refused(SchedulePeriod command, String key) {
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aPlacementTakesTheShippedListUnlessOneIsTold() {
    assertThat(PlacementItems.shipped())
        .hasSize(10)
        .containsEntry("CONVENTION_SIGNED", "Convention signée");
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(schedule(OF_CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(4)))
        .then()
        .success()
        .events(
            scheduled(FIRST, CLASS, PeriodKind.PLACEMENT, JANUARY, PlacementItems.shipped(), null));
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(schedule(OF_CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(4), BOOTS))
        .then()
        .success()
        .events(
            scheduled(
                FIRST, CLASS, PeriodKind.PLACEMENT, JANUARY, Map.of("BOOTS", "Chaussures"), null));
  }

  @Test
  void aCorrectionThatTellsNoListKeepsTheOneThatStands() {
    Map<String, String> own = Map.of("BOOTS", "Chaussures");
    slice()
        .given()
        .event(scheduled(FIRST, CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(7), own, null))
        .when()
        .command(
            new SchedulePeriod(
                FIRST,
                OF_CLASS,
                PeriodKind.PLACEMENT,
                "PFMP",
                JANUARY,
                JANUARY.plusDays(4),
                List.of(),
                new Correction("Avancée", 1)))
        .then()
        .success()
        .events(scheduled(FIRST, CLASS, PeriodKind.PLACEMENT, JANUARY, own, "Avancée"));
  }

  @Test
  void aPeriodEndsAfterItBeginsAndWithin400Days() {
    refused(schedule(OF_CLASS, PeriodKind.EXAM, JANUARY.minusDays(1)), "planning.end-before-start");
    refused(schedule(OF_CLASS, PeriodKind.EXAM, JANUARY.plusDays(400)), "planning.period-too-long");
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(schedule(OF_CLASS, PeriodKind.EXAM, JANUARY.plusDays(399)))
        .then()
        .success();
  }

  @Test
  void holidaysAreOfTheSchoolAndListsOfPlacements() {
    refused(schedule(OF_CLASS, PeriodKind.HOLIDAY, JANUARY), "planning.holidays-of-school");
    refused(schedule(OF_CLASS, PeriodKind.WELCOME, JANUARY, BOOTS), "planning.items-of-placement");
    refused(schedule(OF_CLASS, PeriodKind.PLACEMENT, JANUARY, BOOTS, BOOTS), "planning.item-twice");
  }

  @Test
  void placementsOfOneScopeDoNotOverlap() {
    PeriodScheduled other =
        scheduled(SECOND, CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(4), Map.of(), null);
    SchedulePeriod wanted = schedule(OF_CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(4), BOOTS);
    slice()
        .given()
        .event(other)
        .when()
        .command(wanted)
        .then()
        .exception(Refusal.class, "planning.placement-there")
        .noEvents();
    for (Object[] given :
        List.of(
            new Object[] {scheduled(SECOND, null, PeriodKind.PLACEMENT, JANUARY, Map.of(), null)},
            new Object[] {
              scheduled(SECOND, CLASS, PeriodKind.PLACEMENT_PREPARATION, JANUARY, Map.of(), null)
            },
            new Object[] {
              scheduled(SECOND, CLASS, PeriodKind.PLACEMENT, JANUARY.plusDays(5), Map.of(), null)
            },
            new Object[] {other, new RecordWithdrawn(other, List.of(), "Erreur", JANUARY)})) {
      slice().given().events(given).when().command(wanted).then().success();
    }
  }

  @Test
  void theCalendarIsInTheOrderOfDays() {
    FoldedAspects folded = new FoldedAspects(Folds.from(ScheduledPeriod.class));
    List.of(
            scheduled(
                SECOND,
                CLASS,
                PeriodKind.PLACEMENT,
                JANUARY.plusDays(9),
                Map.of("BOOTS", "Chaussures"),
                null),
            scheduled(FIRST, null, PeriodKind.WELCOME, JANUARY, Map.of(), null))
        .forEach(folded::evolve);
    assertThat(folded.of(SCHOOL).parts(Tags.SCHOOL).getFirst().view())
        .asInstanceOf(InstanceOfAssertFactories.list(ScheduledPeriod.Band.class))
        .satisfiesExactly(
            first -> assertThat(first.id()).isEqualTo(FIRST),
            second ->
                assertThat(second.items())
                    .containsExactly(new ScheduledPeriod.Item("BOOTS", "Chaussures")));
  }
}
