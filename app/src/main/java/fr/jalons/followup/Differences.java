package fr.jalons.followup;

import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.IndicatorTexts;
import fr.jalons.platform.aspects.Figure.Rate;
import fr.jalons.platform.aspects.Figure.Share;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.web.Messages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How two figures differ, with a sign and in words. What is compared is what is shown: figures that
 * look the same have not changed.
 */
@Component
class Differences {
  private static final int DECIMALS = 2;
  private static final int DECIMALS_OF_PERCENT = 1;
  private static final int PERCENT = 100;

  private final Messages words;
  private final IndicatorTexts indicators;
  private final FigureTexts figures;

  Differences(Messages words, IndicatorTexts indicators, FigureTexts figures) {
    this.words = words;
    this.indicators = indicators;
    this.figures = figures;
  }

  String ofIndicator(@Nullable IndicatorLine before, @Nullable IndicatorLine after) {
    if (before == null || after == null) {
      return words.of("twodays.not-comparable");
    }
    return of(before.value(), after.value(), after.unit());
  }

  TwoDays.Line ofFigure(String key, @Nullable Object before, @Nullable Object after) {
    String then = figures.of(before);
    String later = figures.of(after);
    boolean differs = !then.equals(later);
    return new TwoDays.Line(
        key, then, later, differs ? of(before, after) : words.of("twodays.same"), differs);
  }

  private String of(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Rate(Double then) && after instanceof Rate(Double later)) {
      return of(then, later, Unit.RATIO);
    }
    if (before instanceof Number then && after instanceof Number later) {
      return of(then.doubleValue(), later.doubleValue(), Unit.COUNT);
    }
    if (before instanceof Share then
        && after instanceof Share later
        && then.whole() == later.whole()) {
      return of((double) then.part(), (double) later.part(), Unit.COUNT);
    }
    if (before instanceof LocalDate then && after instanceof LocalDate later) {
      long days = ChronoUnit.DAYS.between(then, later);
      return words.of(days > 0 ? "twodays.later" : "twodays.earlier", Math.abs(days));
    }
    return words.of("twodays.changed");
  }

  private String of(@Nullable Double before, @Nullable Double after, Unit unit) {
    if (before == null || after == null) {
      return words.of("twodays.not-comparable");
    }
    BigDecimal more = shown(after, unit).subtract(shown(before, unit));
    if (more.signum() == 0) {
      return words.of("twodays.same");
    }
    String amount =
        indicators.value(more.abs().doubleValue(), unit == Unit.RATIO ? Unit.POINTS : unit);
    return words.of(more.signum() > 0 ? "twodays.more" : "twodays.less", amount);
  }

  /** As it is rounded where it is read. */
  private static BigDecimal shown(double value, Unit unit) {
    return unit == Unit.RATIO
        ? BigDecimal.valueOf(value)
            .multiply(BigDecimal.valueOf(PERCENT))
            .setScale(DECIMALS_OF_PERCENT, RoundingMode.HALF_EVEN)
        : BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
