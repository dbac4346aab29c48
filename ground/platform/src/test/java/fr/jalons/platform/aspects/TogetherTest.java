package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import planted.aspects.Planted.ClubMet;
import planted.aspects.Planted.Loan;
import planted.aspects.Planted.Meetings;

class TogetherTest {
  private static final String KIM = "00000000-0000-4000-8000-000000000001";
  private static final String LOU = "00000000-0000-4000-8000-000000000002";
  private static final Folds FOLDS = Folds.from(Loan.class, Meetings.class);
  private static final Aspects NOBODY = new FoldedAspects(FOLDS).of("nobody");
  private static final LocalDate DAY = LocalDate.of(2026, 9, 10);
  private static final Period YEAR = new Period(DAY, DAY.plusYears(1), ZoneOffset.UTC);

  private static final Indicator POINTS =
      Indicator.of(
          "X1",
          1,
          Meetings.class,
          (meetings, period) -> MeanPoints.of(List.of(BigDecimal.valueOf(meetings.attended()))));

  private final FoldedAspects folded = new FoldedAspects(FOLDS);
  private final Aspects kim;
  private final Aspects lou;

  TogetherTest() {
    folded.evolve(new ClubMet("chess", List.of(KIM, LOU), List.of(LOU)));
    kim = folded.of(KIM);
    lou = folded.of(LOU);
  }

  private static Measure sum(Aspects... subjects) {
    return POINTS.measure(Together.of(List.of(subjects)), NOBODY, YEAR);
  }

  @Test
  void whatTheSameComeToIsSummedUpOnce() {
    assertThat(sum(kim, lou).value()).isEqualTo(0.5);
    assertThat(sum(kim, lou)).isSameAs(sum(kim, lou));
  }

  @Test
  void othersComeToSomethingElse() {
    assertThat(sum(kim, lou).value()).isEqualTo(0.5);
    assertThat(sum(kim).value()).isEqualTo(0.0);
    folded.evolve(new ClubMet("chess", List.of(LOU), List.of(LOU)));

    assertThat(sum(kim, folded.of(LOU)).value()).isEqualTo(1.0);
    assertThat(sum(kim, lou).value()).as("as they were").isEqualTo(0.5);
  }

  private ScopeView scope(String name, ScopeView.Figures figures) {
    return new ScopeView(
        name, kim, List.of(), one -> true, one -> true, figures, Together.of(List.of(kim, lou)));
  }

  private static Indicator ofScope(Function<ScopeView, Double> points) {
    return Indicator.ofScope(
        "X2",
        1,
        Meetings.class,
        Set.of(),
        (view, period) -> MeanPoints.of(List.of(BigDecimal.valueOf(points.apply(view)))));
  }

  @Test
  void whatIsMadeOfAScopeIsMadeOnceForEachScope() {
    AtomicInteger made = new AtomicInteger();
    Indicator counted = ofScope(view -> (double) made.incrementAndGet());

    for (int time = 0; time < 2; time++) {
      assertThat(counted.measure(scope("a", (s, code, day) -> 7.0), YEAR).value()).isEqualTo(1.0);
      assertThat(counted.measure(scope("b", (s, code, day) -> 7.0), YEAR).value()).isEqualTo(2.0);
    }
  }

  @Test
  void whatLooksAtOtherIndicatorsIsMadeEachTime() {
    Indicator other = ofScope(view -> Objects.requireNonNull(view.figures().of("a", "X1", DAY)));

    assertThat(other.measure(scope("a", (s, code, day) -> 1.0), YEAR).value()).isEqualTo(1.0);
    assertThat(other.measure(scope("a", (s, code, day) -> 2.0), YEAR).value()).isEqualTo(2.0);
  }

  @Test
  void nobodyComesToNothing() {
    assertThat(sum().value()).isNull();
  }
}
