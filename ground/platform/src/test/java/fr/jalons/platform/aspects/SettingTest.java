package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.StartFailure;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import planted.aspects.Planted.LateLoans;
import planted.aspects.Planted.Titles;

/** What operators set reaches what reads it. */
class SettingTest {
  private static Aspects with(Map<String, String> environment) {
    return Folds.from(environment, LateLoans.class).nobody();
  }

  @Test
  void whatIsNotSetIsAsTheProgramSays() {
    assertThat(with(Map.of()).setting(LateLoans.LONGEST)).isEqualTo(14);
    assertThat(with(Map.of("jalons.longest-loan", " ")).setting(LateLoans.LONGEST)).isEqualTo(14);
    assertThat(with(Map.of()).setting(LateLoans.FEES))
        .containsExactly(Map.entry("1-1", new BigDecimal("0.5")));
  }

  @Test
  void whatIsSetCounts() {
    assertThat(with(Map.of("jalons.longest-loan", "P3W")).setting(LateLoans.LONGEST)).isEqualTo(21);
    assertThat(
            with(Map.of("jalons.fees.1-1", "", "jalons.fees.1-2", "0.75")).setting(LateLoans.FEES))
        .containsExactly(Map.entry("1-2", new BigDecimal("0.75")));
  }

  @Test
  void variablesOfTheSystemAreFoundByTheirNames() {
    StandardEnvironment system = new StandardEnvironment();
    system
        .getPropertySources()
        .addFirst(new SystemEnvironmentPropertySource("variables", Map.of("JALONS_FEES_1_2", "7")));
    assertThat(Setting.numbers("jalons.fees", 9, LateLoans.KEYS, Map.of()).in(system::getProperty))
        .containsExactly(Map.entry("1-2", new BigDecimal("7")));
  }

  @ParameterizedTest
  @CsvSource({
    "jalons.longest-loan, 30, 'JALONS_LONGEST_LOAN is “30”. Set it to a number of days such as P30D.'",
    "jalons.longest-loan, P1M, 'JALONS_LONGEST_LOAN is “P1M”. Set it to'",
    "jalons.longest-loan, P0D, 'JALONS_LONGEST_LOAN is “P0D”. Set it to'",
    "jalons.fees.1-2, '0,5', 'JALONS_FEES_1_2 is “0,5”. Set it to a number above 0 and up to 100, such as 101.5.'",
    "jalons.fees.1-2, 0, 'JALONS_FEES_1_2 is “0”. Set it to'",
    "jalons.fees.1-1, 100.1, 'JALONS_FEES_1_1 is “100.1”. Set it to'",
  })
  void whatCannotBeReadStopsTheStart(String name, String value, String sentence) {
    assertThatThrownBy(() -> with(Map.of(name, value)))
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void aSettingThatNoAspectDeclaresHasNoValue() {
    Aspects others = Folds.from(Titles.class).nobody();
    assertThatThrownBy(() -> others.setting(LateLoans.LONGEST))
        .hasMessageContaining("constant of none of the aspects");
  }
}
