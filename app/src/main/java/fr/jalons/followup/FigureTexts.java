package fr.jalons.followup;

import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Figure.Rate;
import fr.jalons.platform.aspects.Figure.Share;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Figures as people read them. */
@Component
public class FigureTexts {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final MessageSource words;

  FigureTexts(MessageSource words) {
    this.words = words;
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
      case LocalDate day -> DAY.format(day);
      case Enum<?> constant ->
          words.getMessage(
              constant.getDeclaringClass().getSimpleName() + '.' + constant.name(),
              null,
              Locale.FRENCH);
      default -> value.toString();
    };
  }

  /** A share in percent; ∅ if there is none. */
  public static String percent(@Nullable Double share) {
    return share == null ? "∅" : String.format(Locale.FRENCH, "%.1f %%", 100 * share);
  }
}
