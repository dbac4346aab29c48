package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolYearsTest {
  private static final Map<Integer, LocalDate> TOLD =
      Map.of(2025, LocalDate.of(2025, 8, 18), 2027, LocalDate.of(2027, 9, 2));

  @ParameterizedTest
  @CsvSource({
    "2025-08-17, 2024-09-01",
    "2025-08-18, 2025-08-18",
    "2026-08-31, 2025-08-18",
    "2026-09-01, 2026-09-01",
    "2027-09-01, 2026-09-01",
    "2027-09-02, 2027-09-02",
    "2028-07-04, 2027-09-02",
  })
  void aYearBeginsAsItWasToldAndOnTheFirstOfSeptemberUntilThen(LocalDate until, LocalDate first) {
    assertThat(SchoolYears.firstDay(TOLD, until)).isEqualTo(first);
  }
}
