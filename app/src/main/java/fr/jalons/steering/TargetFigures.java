package fr.jalons.steering;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import fr.jalons.events.RecordScope;
import fr.jalons.indicators.IndicatorAnswers;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.planning.targets.Target;
import fr.jalons.platform.aspects.Part;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows beside each target what its indicator says, as far as the reader may see it (S30). */
@Component
class TargetFigures {
  private static final String TARGETS = "targets";

  private final IndicatorAnswers answers;
  private final SchoolYears years;

  TargetFigures(IndicatorAnswers answers, SchoolYears years) {
    this.answers = answers;
    this.years = years;
  }

  /** Figures of a scope in the school year up to a day. */
  private record Asked(RecordScope scope, LocalDate until) {
    static Asked of(Target target, LocalDate day) {
      return new Asked(target.scope(), target.measuredOn(day));
    }
  }

  /**
   * A part of a page: that of targets with figures, any other as it is.
   *
   * @param day up to which they are measured
   * @param at the position of the log; null for now
   */
  Part measured(Part part, LocalDate day, @Nullable Long at) {
    if (!part.name().equals(TARGETS) || !(part.view() instanceof List<?> all)) {
      return part;
    }
    List<Target> targets = all.stream().map(Target.class::cast).toList();
    Map<Asked, Set<String>> codes =
        targets.stream()
            .collect(
                groupingBy(target -> Asked.of(target, day), mapping(Target::indicator, toSet())));
    Map<Asked, List<IndicatorLine>> lines = new HashMap<>();
    answers.atOnce(
        () -> {
          codes.forEach((asked, some) -> lines.put(asked, lines(some, asked, at)));
          return lines;
        });
    return part.showing(
        targets.stream()
            .map(target -> shown(target, day, lines.getOrDefault(Asked.of(target, day), List.of())))
            .toList());
  }

  private static Target.Measured shown(Target target, LocalDate day, List<IndicatorLine> lines) {
    Optional<IndicatorLine> line =
        lines.stream()
            .filter(one -> one.by() == null && one.code().equals(target.indicator()))
            .findFirst();
    Target.Measured shown =
        target.on(day, (scope, code, until) -> line.map(IndicatorLine::value).orElse(null));
    return line.map(IndicatorLine::withheld).orElse(false) ? shown.withheld() : shown;
  }

  private List<IndicatorLine> lines(Set<String> codes, Asked asked, @Nullable Long at) {
    return answers.of(
        codes, asked.scope, years.period(asked.scope.school(), null, asked.until, at), at);
  }
}
