package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanPointsTest {
  @Test
  void theMeanOfSeveralStudentsIsThatOfAllTheirNumbers() {
    MeanPoints one = MeanPoints.of(List.of(new BigDecimal("1"), new BigDecimal("2")));
    MeanPoints other = MeanPoints.of(List.of(new BigDecimal("-1.01")));

    MeanPoints both = one.plus(other).plus(one.zero()).plus(MeanPoints.of(List.of()));

    assertThat(both.value()).isEqualTo(0.66);
    assertThat(both.numerator()).isNull();
    assertThat(both.denominator()).isEqualTo(3L);
    assertThat(both.people()).isEqualTo(2);
  }

  @Test
  void nothingHasNoMean() {
    assertThat(MeanPoints.of(List.of()).value()).isNull();
    assertThat(MeanPoints.of(List.of()).denominator()).isEqualTo(0L);
  }
}
