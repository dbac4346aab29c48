package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.PARIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.refusal.Refusal;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-05T08:00:00Z",
        "2026-10-05T10:00:00+02:00",
        "2026-10-05T10:00+02:00[Europe/Paris]",
        "2026-10-05T10:00:00",
        " 2026-10-05T10:00 "
      })
  void aStartWithoutOffsetIsOfTheSchoolsClocks(String text) {
    assertThat(StartTime.read(text, "start", PARIS))
        .isEqualTo(Instant.parse("2026-10-05T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demain",
        "2026-10-05",
        "10:00",
        "2026-02-30T10:00",
        "2026-10-05T25:00",
        "+999999999-12-31T23:59",
        "-0044-03-15T12:00Z",
        "1790000000",
        "0026-10-05T10:00"
      })
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> StartTime.read(text, "start", PARIS))
        .isInstanceOf(Refusal.class)
        .hasMessage("delivery.start-unreadable");
  }
}
