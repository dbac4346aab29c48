package fr.jalons.indicators;

import fr.jalons.events.PublicationEvent.Figure;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.web.Messages;
import java.math.BigDecimal;
import java.text.NumberFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Figures of indicators as people read them, in the language of the page. */
@Component("indicatorTexts")
public class IndicatorTexts {
  private static final int DECIMALS = 2;

  private final Messages words;

  IndicatorTexts(Messages words) {
    this.words = words;
  }

  /** Its value with its unit; ∅ where there is nothing to divide by. */
  public String value(IndicatorLine line) {
    return line.withheld() ? words.of("followup.withheld") : value(line.value(), line.unit());
  }

  /** The same of a figure that was published. */
  public String published(Figure figure) {
    BigDecimal value = figure.value();
    return figure.suppressed()
        ? words.of("publications.suppressed")
        : value(value == null ? null : value.doubleValue(), Unit.valueOf(figure.unit()));
  }

  /** A value of a unit. */
  public String value(@Nullable Double value, Unit unit) {
    if (value == null) {
      return "∅";
    }
    return switch (unit) {
      case RATIO -> percent(value);
      case COUNT -> number(value);
      case DAYS -> words.of("indicators.days", number(value));
      case POINTS -> words.of("indicators.points", number(value));
      case PER_WEEK -> words.of("indicators.per-week", number(value));
    };
  }

  /** What was divided by what, or how many were measured; empty for a count. */
  public String parts(IndicatorLine line) {
    if (line.withheld()) {
      return words.of("followup.too-few");
    }
    Number numerator = line.numerator();
    Number denominator = line.denominator();
    if (denominator == null) {
      return "";
    }
    return numerator == null
        ? words.of("indicators.measured", number(denominator))
        : line.unit() == Unit.COUNT
            ? number(numerator)
            : number(numerator) + " ÷ " + number(denominator);
  }

  /** A share in percent, to one decimal. */
  public static String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(LocaleContextHolder.getLocale());
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(share);
  }

  private static String number(@Nullable Number number) {
    NumberFormat format = NumberFormat.getInstance(LocaleContextHolder.getLocale());
    format.setMaximumFractionDigits(DECIMALS);
    return format.format(number);
  }
}
