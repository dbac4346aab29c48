package fr.jalons.followup;

import fr.jalons.indicators.IndicatorTexts;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Figure.Rate;
import fr.jalons.platform.aspects.Figure.Share;
import fr.jalons.platform.web.DateTexts;
import fr.jalons.platform.web.Messages;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Figures as people read them. */
@Component
public class FigureTexts {
  private final Messages words;
  private final DateTexts dates;

  FigureTexts(Messages words, DateTexts dates) {
    this.words = words;
    this.dates = dates;
  }

  /** The figure of a key among others; empty if there is none. */
  public String of(List<Figure> figures, String key) {
    return figures.stream()
        .filter(figure -> figure.key().equals(key))
        .findFirst()
        .map(figure -> of(figure.value()))
        .orElse("");
  }

  /** What a figure says. */
  public String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return switch (value) {
      case Share share -> share.part() + " / " + share.whole();
      case Rate rate -> percent(rate.value());
      case LocalDate day -> dates.day(day);
      case Enum<?> constant ->
          words.of(constant.getDeclaringClass().getSimpleName() + '.' + constant.name());
      case Number number ->
          NumberFormat.getInstance(LocaleContextHolder.getLocale()).format(number);
      default -> value.toString();
    };
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "∅" : IndicatorTexts.percent(share);
  }
}
