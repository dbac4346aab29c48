package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.aspects.Indicator.Unit;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** Each unit is read as what it is: days are no percentage. */
class IndicatorTextsTest extends OnDemoSchool {
  @Autowired IndicatorTexts texts;

  @BeforeEach
  void english() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);
  }

  @AfterEach
  void anyLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  private static IndicatorLine line(
      Unit unit, @Nullable Double value, @Nullable Number numerator, @Nullable Number denominator) {
    return new IndicatorLine(
        "S9",
        null,
        "label",
        value,
        unit,
        numerator,
        denominator,
        null,
        false,
        "formula",
        "1",
        new Scope(Scope.Kind.SCHOOL, null, "0990001X"),
        LocalDate.EPOCH,
        LocalDate.EPOCH);
  }

  @Test
  void everyUnitIsReadAsWhatItIs() {
    assertThat(texts.value(line(Unit.RATIO, 0.7778, 280, 360))).isEqualTo("77.8%");
    assertThat(texts.value(line(Unit.DAYS, 9.0, null, 20))).isEqualTo("9 days");
    assertThat(texts.value(line(Unit.COUNT, 4.0, 4, null))).isEqualTo("4");
    assertThat(texts.value(line(Unit.POINTS, 1.25, null, 3))).isEqualTo("1.25 points");
    assertThat(texts.value(line(Unit.PER_WEEK, 0.36, 4, 11.2))).isEqualTo("0.36 a week");
    assertThat(texts.value(line(Unit.DAYS, null, null, 0))).isEqualTo("∅");
  }

  @Test
  void whatStandsBehindAFigureIsToldAsFarAsThereIsSomething() {
    assertThat(texts.parts(line(Unit.RATIO, 0.7778, 280, 360))).isEqualTo("280 ÷ 360");
    assertThat(texts.parts(line(Unit.DAYS, 9.0, null, 20))).isEqualTo("measurements: 20");
    assertThat(texts.parts(line(Unit.COUNT, 4.0, 4, null))).isEmpty();
  }
}
