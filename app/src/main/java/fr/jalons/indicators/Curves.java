package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.ScopeView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How figures went from day to day, each in the school year up to a day. */
@Component
public class Curves {
  private final SchoolAspects aspects;
  private final SchoolYears years;
  private final Indicators indicators;
  private final Folds folds;
  private final Visibility visibility;

  Curves(
      SchoolAspects aspects,
      SchoolYears years,
      Indicators indicators,
      Folds folds,
      Visibility visibility) {
    this.aspects = aspects;
    this.years = years;
    this.indicators = indicators;
    this.folds = folds;
    this.visibility = visibility;
  }

  /** What an indicator says of a scope on some days. */
  public record Asked(RecordScope scope, String indicator, List<LocalDate> days) {}

  /**
   * The figures of one indicator.
   *
   * @param values one for each day; null (∅) where there is nothing to divide by
   */
  public record Curve(Indicator.Unit unit, List<@Nullable Double> values) {}

  /**
   * For whoever asks: without those of scopes that they may not see one by one. The school is read
   * once for all of them.
   */
  public Map<Asked, Curve> of(SchoolId school, Collection<Asked> all) {
    return all.isEmpty() ? Map.of() : visibility.asProgram(() -> measured(school, all));
  }

  private Map<Asked, Curve> measured(SchoolId school, Collection<Asked> all) {
    ShownScopes read =
        ShownScopes.of(
            school, LocalDate.EPOCH, aspects.ofStructures(aspects.structures(school, null), null));
    Map<LocalDate, ShownScopes> days = new HashMap<>();
    Set<StudentId> members = new LinkedHashSet<>();
    List<Asked> seen = new ArrayList<>();
    for (Asked asked : new LinkedHashSet<>(all)) {
      List<List<StructureId>> within =
          asked.days.stream()
              .map(day -> days.computeIfAbsent(day, read::on))
              .map(shown -> shown.within(shown.answering(asked.scope)))
              .toList();
      if (within.stream().allMatch(visibility::isCloseTo)) {
        seen.add(asked);
        for (int i = 0; i < within.size(); i++) {
          members.addAll(
              Objects.requireNonNull(days.get(asked.days.get(i))).members(within.get(i)));
        }
      }
    }
    Map<StudentId, Aspects> students = aspects.ofStudents(members, null);
    Aspects ofSchool = aspects.ofSchool(school, null);
    SchoolYears.Told told = years.told(school);
    LocalDate last = days.keySet().stream().max(Comparator.naturalOrder()).orElse(LocalDate.EPOCH);
    ScopeView.Figures figures = aspects.figures(school, last, null);
    Map<Asked, Curve> curves = new LinkedHashMap<>();
    for (Asked asked : seen) {
      indicator(asked.indicator)
          .ifPresent(
              indicator -> {
                List<@Nullable Double> values = new ArrayList<>();
                for (LocalDate day : asked.days) {
                  ShownScopes shown = Objects.requireNonNull(days.get(day));
                  values.add(
                      IndicatorLines.measured(
                              indicator,
                              told.yearUntil(day, Long.MAX_VALUE),
                              shown.subjects(
                                  shown.answering(asked.scope),
                                  students,
                                  ofSchool,
                                  figures,
                                  aspects.everybody(school, day, null)),
                              folds)
                          .map(Measure::value)
                          .orElse(null));
                }
                curves.put(asked, new Curve(indicator.unit(), values));
              });
    }
    return curves;
  }

  private Optional<Indicator> indicator(String code) {
    return indicators.all().stream().filter(one -> one.code().equals(code)).findFirst();
  }
}
