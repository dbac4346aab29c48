package fr.jalons.indicators;

import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Measures subjects and sums up: for today, for any past moment and for a step of a replay. */
@Component
public class IndicatorLines {
  private final Folds folds;
  private final Indicators indicators;
  private final MessageSource words;

  public IndicatorLines(Folds folds, Indicators indicators, MessageSource words) {
    this.folds = folds;
    this.indicators = indicators;
    this.words = words;
  }

  /** The subjects of a scope, by the tags that tell them: students, classes and groups, schools. */
  public record Subjects(Map<String, ? extends Collection<Aspects>> byTag) {
    public static Subjects of(Collection<Aspects> students, Collection<Aspects> structures) {
      return new Subjects(Map.of(Tags.STUDENT, students, Tags.STRUCTURE, structures));
    }

    Collection<Aspects> tagged(String tag) {
      Collection<Aspects> found = byTag.get(tag);
      return found == null ? List.of() : found;
    }
  }

  /** The lines of all indicators. */
  public List<IndicatorLine> all(Scope scope, Period period, Subjects subjects) {
    List<IndicatorLine> lines = new ArrayList<>();
    for (Indicator indicator : indicators.all()) {
      String tag = folds.of(indicator.aspect()).of();
      Measure sum = indicator.measure(subjects.tagged(tag), folds.nobody(), period);
      lines.add(line(indicator, null, sum, scope, period));
      sum.parts().forEach((by, part) -> lines.add(line(indicator, by, part, scope, period)));
    }
    return List.copyOf(lines);
  }

  private IndicatorLine line(
      Indicator indicator, @Nullable String by, Measure measure, Scope scope, Period period) {
    return new IndicatorLine(
        indicator.code(),
        by,
        label(indicator),
        measure.value(),
        indicator.unit(),
        measure.numerator(),
        measure.denominator(),
        indicator.aboutStudents() ? measure.people() : null,
        false,
        formula(indicator),
        Integer.toString(indicator.version()),
        scope,
        period.from(),
        period.until());
  }

  String label(Indicator indicator) {
    return word("indicator." + indicator.code());
  }

  String formula(Indicator indicator) {
    return word("indicator." + indicator.code() + ".formula");
  }

  private String word(String key) {
    return words.getMessage(key, null, LocaleContextHolder.getLocale());
  }
}
