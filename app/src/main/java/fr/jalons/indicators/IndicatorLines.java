package fr.jalons.indicators;

import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Together;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  /**
   * The subjects of a scope, by the tags that tell them: students, classes and groups, schools.
   *
   * @param scope for indicators of what is about the scope itself; null: those are left out
   * @param everybody all students of the school, read when it is asked for; null: indicators that
   *     look beside the scope are left out
   */
  public record Subjects(
      Map<String, Together> byTag,
      @Nullable ScopeView scope,
      @Nullable Supplier<Together> everybody) {
    /** Without what the school has on file. */
    public static Subjects of(Collection<Aspects> students, Collection<Aspects> structures) {
      return of(students, structures, null, null);
    }

    public static Subjects of(
        Collection<Aspects> students,
        Collection<Aspects> structures,
        @Nullable ScopeView scope,
        @Nullable Supplier<Together> everybody) {
      return new Subjects(
          Map.of(Tags.STUDENT, Together.of(students), Tags.STRUCTURE, Together.of(structures)),
          scope,
          everybody);
    }

    Together tagged(String tag) {
      Together found = byTag.get(tag);
      return found == null ? Together.nobody() : found;
    }

    /** Whether they are all of a school. */
    private boolean isWhole() {
      return scope != null && !tagged(Tags.SCHOOL).isEmpty();
    }

    /** What a school has on file, as counts. */
    Evidence.Counts evidence(Period period, Folds folds) {
      return key -> {
        Evidence one = folds.evidence().get(key);
        return one == null || scope == null
            ? 0
            : one.count(tagged(folds.of(one.aspect()).of()), scope, period);
      };
    }
  }

  /** The lines of all indicators. */
  public List<IndicatorLine> all(Scope scope, Period period, Subjects subjects) {
    return of(null, scope, period, subjects);
  }

  /**
   * The lines of some indicators.
   *
   * @param codes null for all; a code that is none has no line
   */
  List<IndicatorLine> of(
      @Nullable Set<String> codes, Scope scope, Period period, Subjects subjects) {
    List<IndicatorLine> lines = new ArrayList<>();
    for (Indicator indicator : indicators.all()) {
      if (codes != null && !codes.contains(indicator.code())) {
        continue;
      }
      measured(indicator, period, subjects, folds)
          .ifPresent(
              sum -> {
                lines.add(line(indicator, null, sum, scope, period));
                sum.parts()
                    .forEach((by, part) -> lines.add(line(indicator, by, part, scope, period)));
              });
    }
    return List.copyOf(lines);
  }

  /** How many stand behind some indicators that are about students, by code. */
  Map<String, Long> people(@Nullable Set<String> codes, Period period, Subjects subjects) {
    Map<String, Long> people = new HashMap<>();
    for (Indicator indicator : indicators.all()) {
      if (indicator.aboutStudents() && (codes == null || codes.contains(indicator.code()))) {
        measured(indicator, period, subjects, folds)
            .ifPresent(sum -> people.put(indicator.code(), sum.people()));
      }
    }
    return people;
  }

  /** How much there is of all evidence, by key. */
  Map<String, Long> evidence(Period period, Subjects whole) {
    Evidence.Counts counts = whole.evidence(period, folds);
    Map<String, Long> found = new HashMap<>();
    folds.evidence().keySet().forEach(key -> found.put(key, counts.of(key)));
    return Map.copyOf(found);
  }

  /** Empty for an indicator of scopes or schools, where there is none. */
  static Optional<Measure> measured(
      Indicator indicator, Period period, Subjects subjects, Folds folds) {
    ScopeView view = subjects.scope();
    if (indicator.isOnEvidence()) {
      return subjects.isWhole()
          ? Optional.of(indicator.measure(subjects.evidence(period, folds)))
          : Optional.empty();
    }
    if (indicator.isBesideSchool()) {
      return subjects.everybody == null
          ? Optional.empty()
          : Optional.of(
              indicator.measure(
                  subjects.tagged(folds.of(indicator.aspect()).of()),
                  subjects.isWhole() ? null : subjects.everybody,
                  folds.nobody(),
                  period));
    }
    if (!indicator.isOfScopes()) {
      return Optional.of(
          indicator.measureWhole(
              subjects.tagged(folds.of(indicator.aspect()).of()),
              subjects.tagged(Tags.SCHOOL),
              folds.nobody(),
              period));
    }
    return view == null ? Optional.empty() : Optional.of(indicator.measure(view, period));
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
