package fr.jalons.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each school goes by its own clocks. */
class SchoolClockTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId REUNION = ZoneId.of("Indian/Reunion");
  private static final Clock BEFORE = GenericEventMessage.clock;

  private final SchoolClock clock =
      new SchoolClock(PARIS, "9740001A=Indian/Reunion, 9760001B=Indian/Mayotte,");

  @AfterAll
  static void leaveTheClockOfOtherTests() {
    GenericEventMessage.clock = BEFORE;
  }

  @Test
  void aThreadGoesByTheClocksOfTheSchoolThatItIsAbout() {
    assertThat(clock.getZone()).isEqualTo(PARIS);
    assertThat(SchoolTime.<ZoneId>at("9740001A", clock::getZone)).isEqualTo(REUNION);
    assertThat(SchoolTime.<ZoneId>at("0999999Z", clock::getZone)).isEqualTo(PARIS);
    assertThat(clock.getZone()).isEqualTo(PARIS);
  }

  @Test
  void whatIsAboutASchoolGoesByItsClocksWhoeverAsks() {
    assertThat(SchoolTime.zone(clock, "9760001B")).isEqualTo(ZoneId.of("Indian/Mayotte"));
    SchoolTime.at(
        "9740001A",
        () -> {
          assertThat(SchoolTime.zone(clock, "0999999Z")).isEqualTo(PARIS);
          assertThat(SchoolTime.<ZoneId>at("9760001B", clock::getZone)).isNotEqualTo(REUNION);
          assertThat(clock.getZone()).isEqualTo(REUNION);
          return 0;
        });
    assertThat(SchoolTime.zone(Clock.systemUTC(), "9740001A")).isEqualTo(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9740001A",
        "974=Indian/Reunion",
        "9740001A=Indian/Ocean",
        "9740001A=Indian/Reunion,9740001A=Indian/Mayotte"
      })
  void whatSaysNoTimeZoneStopsTheStart(String zones) {
    assertThatThrownBy(() -> new SchoolClock(PARIS, zones))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("JALONS_TIME_ZONES")
        .hasMessageContaining("9740001A=Indian/Reunion");
  }
}
