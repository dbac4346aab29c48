package fr.jalons.delivery.placements;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.PlacementEvent.PlacementItemsCompleted;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkPlacementItemsTest {
  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);
  private static final LocalDate TODAY = LocalDate.of(2027, 6, 10);
  private static final LocalDate FIRST = LocalDate.of(2027, 6, 22);
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 7, 3), ZoneOffset.UTC);
  private static final RecordId PLACEMENT = new RecordId(UUID.randomUUID());
  private static final RecordId MARK = new RecordId(UUID.randomUUID());
  private static final RecordId EARLIER = new RecordId(UUID.randomUUID());
  private static final DomainEvent JOINED =
      new MembershipStarted(ADA, CLASS, SCHOOL, LocalDate.of(2026, 9, 1));

  private static PeriodScheduled period(PeriodKind kind) {
    return new PeriodScheduled(
        PLACEMENT,
        SCHOOL,
        CLASS,
        null,
        kind,
        "PFMP",
        FIRST,
        FIRST.plusDays(12),
        Map.of("CONVENTION_SIGNED", "Convention signée", "EQUIPMENT", "Tenue"),
        null);
  }

  private static MarkPlacementItems mark(StudentId student, String item, LocalDate day) {
    return new MarkPlacementItems(MARK, PLACEMENT, List.of(student), List.of(item), day, null);
  }

  private static PlacementItemsCompleted marked(RecordId mark, LocalDate day, String... items) {
    return new PlacementItemsCompleted(
        mark, PLACEMENT, SCHOOL, CLASS, null, List.of(ADA), List.of(items), day, null);
  }

  private static void isRefused(MarkPlacementItems command, String key, DomainEvent... before) {
    SliceFixture.on(TODAY, MarkPlacementItems.class)
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void whatIsReadyIsMarkedOnce() {
    SliceFixture.on(TODAY, MarkPlacementItems.class)
        .given()
        .events(JOINED, period(PeriodKind.PLACEMENT))
        .when()
        .command(mark(ADA, "EQUIPMENT", TODAY))
        .then()
        .success()
        .events(marked(MARK, TODAY, "EQUIPMENT"));
    SliceFixture.on(TODAY, MarkPlacementItems.class)
        .given()
        .events(JOINED, period(PeriodKind.PLACEMENT), marked(EARLIER, TODAY, "EQUIPMENT"))
        .when()
        .command(mark(ADA, "EQUIPMENT", TODAY))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void whatIsMarkedIsOnTheListOfAPlacementOfTheStudent() {
    DomainEvent placement = period(PeriodKind.PLACEMENT);
    isRefused(
        mark(ADA, "EQUIPMENT", TODAY), "delivery.no-placement", JOINED, period(PeriodKind.WELCOME));
    isRefused(mark(ADA, "PASSPORT", TODAY), "delivery.item-not-listed", JOINED, placement);
    isRefused(mark(BEN, "EQUIPMENT", TODAY), "delivery.student-not-placed", JOINED, placement);
    isRefused(mark(ADA, "EQUIPMENT", TODAY.plusDays(1)), "delivery.date-ahead", JOINED, placement);
    isRefused(mark(ADA, "EQUIPMENT", TODAY), "school.record-unknown", JOINED);
  }

  /** Of a class as the indicator looks at it. */
  private static Measure ready(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(FOLDS);
    folded.evolve(JOINED);
    folded.evolve(period(PeriodKind.PLACEMENT));
    List.of(events).forEach(folded::evolve);
    RecordScope asked = RecordScope.of(CLASS);
    return ChecklistMark.READY.measure(
        new ScopeView(
            asked, folded.of(SCHOOL), List.of(folded.of(CLASS)), asked::equals, asked::equals),
        YEAR);
  }

  @Test
  void aStudentIsReadyOnceAllIsMarkedBeforeTheFirstDay() {
    assertThat(ready().value()).isEqualTo(0.0);
    assertThat(
            ready(marked(MARK, TODAY, "EQUIPMENT"), marked(EARLIER, TODAY, "CONVENTION_SIGNED"))
                .value())
        .isEqualTo(1.0);
    assertThat(
            ready(marked(MARK, TODAY, "EQUIPMENT"), marked(EARLIER, FIRST, "CONVENTION_SIGNED"))
                .value())
        .isEqualTo(0.0);
  }

  @Test
  void whoLeavesLaterCountsAndWhoHasLeftBeforeDoesNot() {
    Measure later = ready(new MembershipEnded(ADA, CLASS, SCHOOL, FIRST.plusDays(1)));
    assertThat(later.denominator()).isEqualTo(1L);
    assertThat(later.people()).isEqualTo(1);
    Measure before = ready(new MembershipEnded(ADA, CLASS, SCHOOL, FIRST));
    assertThat(before.denominator()).isEqualTo(0L);
    assertThat(before.people()).isZero();
  }
}
