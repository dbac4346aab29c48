package fr.jalons.indicators;

import fr.jalons.evaluation.publications.FiguresToPublish;
import fr.jalons.events.PublicationEvent.Figure;
import fr.jalons.events.PublicationEvent.FigureScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Figures as a school publishes them: folded from the log up to its end, so that the same question
 * as of that position gives the same figures.
 */
@Component
class PublishedFigures implements FiguresToPublish {
  private final IndicatorAnswers answers;
  private final Indicators indicators;
  private final Folds folds;
  private final SchoolYears years;
  private final PostgresEventStorageEngine log;
  private final Clock clock;
  private final long least;

  PublishedFigures(
      IndicatorAnswers answers,
      Indicators indicators,
      Folds folds,
      SchoolYears years,
      PostgresEventStorageEngine log,
      Clock clock,
      @Value("${jalons.suppression.k:5}") long least) {
    this.answers = answers;
    this.indicators = indicators;
    this.folds = folds;
    this.years = years;
    this.log = log;
    this.clock = clock;
    this.least = least;
  }

  @Override
  public Measured measure(
      SchoolId school,
      List<String> codes,
      Collection<Scale> scales,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    requireKnown(codes);
    long at = log.head();
    LocalDate last = Objects.requireNonNullElseGet(until, () -> LocalDate.now(clock));
    Period period = years.period(school, from, last, at);
    IndicatorAnswers.Everything all = answers.everything(school, period, at);
    Map<Scope, List<IndicatorLine>> measured = new LinkedHashMap<>(all.lines());
    measured.keySet().removeIf(scope -> !scales.contains(scale(scope)));
    Map<Scope, List<Scope>> parts = parts(all.parts(), measured.keySet());
    List<Figure> figures = new ArrayList<>();
    for (String code : codes) {
      figures.addAll(figures(code, measured, parts));
    }
    return new Measured(period.from(), period.until(), at, List.copyOf(figures));
  }

  private void requireKnown(List<String> codes) {
    Set<String> known = indicators.all().stream().map(Indicator::code).collect(Collectors.toSet());
    for (int i = 0; i < codes.size(); i++) {
      if (!known.contains(codes.get(i))) {
        throw Refusal.invalid("indicators[" + i + "]", "evaluation.indicator-unknown");
      }
    }
  }

  private static Scale scale(Scope scope) {
    return Scale.valueOf(scope.kind().name());
  }

  /** What is not published itself is left out: its parts are those of what it is a part of. */
  private static Map<Scope, List<Scope>> parts(Map<Scope, List<Scope>> all, Set<Scope> published) {
    Map<Scope, List<Scope>> parts = new LinkedHashMap<>();
    published.forEach(scope -> parts.put(scope, below(scope, all, published)));
    return parts;
  }

  private static List<Scope> below(Scope scope, Map<Scope, List<Scope>> all, Set<Scope> published) {
    List<Scope> below = new ArrayList<>();
    for (Scope part : all.getOrDefault(scope, List.of())) {
      if (published.contains(part)) {
        below.add(part);
      } else {
        below.addAll(below(part, all, published));
      }
    }
    return below;
  }

  private List<Figure> figures(
      String code, Map<Scope, List<IndicatorLine>> measured, Map<Scope, List<Scope>> parts) {
    Map<Scope, IndicatorLine> lines = new LinkedHashMap<>();
    measured.forEach(
        (scope, all) ->
            all.stream()
                .filter(line -> line.by() == null && line.code().equals(code))
                .findFirst()
                .filter(line -> isOf(line, scope))
                .ifPresent(line -> lines.put(scope, line)));
    Map<Scope, Long> people = new LinkedHashMap<>();
    lines.forEach(
        (scope, line) -> {
          Long behind = line.people();
          if (behind != null) {
            people.put(scope, behind);
          }
        });
    Set<Scope> suppressed = Suppression.unpublished(people, parts, least);
    return lines.entrySet().stream()
        .map(
            line -> {
              Figure figure = figure(line.getKey(), line.getValue());
              return suppressed.contains(line.getKey()) ? figure.suppress() : figure;
            })
        .toList();
  }

  /** What is measured of schools alone has no figure at other scales. */
  private boolean isOf(IndicatorLine line, Scope scope) {
    return scope.kind() == Scope.Kind.SCHOOL
        || indicators.all().stream()
            .filter(indicator -> indicator.code().equals(line.code()))
            .noneMatch(this::isOfSchoolsAlone);
  }

  private boolean isOfSchoolsAlone(Indicator indicator) {
    return !indicator.isOfScopes() && folds.of(indicator.aspect()).of().equals(Tags.SCHOOL);
  }

  private static Figure figure(Scope scope, IndicatorLine line) {
    return new Figure(
        line.code(),
        new FigureScope(scale(scope), scope.code()),
        line.unit().name(),
        decimal(line.value()),
        decimal(line.numerator()),
        decimal(line.denominator()),
        line.people(),
        false,
        line.version());
  }

  private static @Nullable BigDecimal decimal(@Nullable Number number) {
    return number == null ? null : new BigDecimal(number.toString());
  }
}
