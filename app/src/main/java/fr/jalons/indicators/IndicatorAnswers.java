package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The indicators of a scope as its reader may see them. The one place where figures are withheld:
 * from those who see no students, if few stand behind them, and others with them.
 */
@Component
public class IndicatorAnswers {
  private final SchoolAspects aspects;
  private final IndicatorLines lines;
  private final Visibility visibility;
  private final long least;

  IndicatorAnswers(
      SchoolAspects aspects,
      IndicatorLines lines,
      Visibility visibility,
      @Value("${jalons.suppression.k:5}") long least) {
    this.aspects = aspects;
    this.lines = lines;
    this.visibility = visibility;
    this.least = least;
  }

  /** At a position of the log; null: now. No student is named, so that no row is hidden. */
  List<IndicatorLine> of(SchoolId school, Scope scope, Period period, @Nullable Long at) {
    return visibility.asProgram(() -> measured(school, scope, period, at));
  }

  private List<IndicatorLine> measured(
      SchoolId school, Scope scope, Period period, @Nullable Long at) {
    ShownScopes scopes =
        ShownScopes.of(
            school,
            period.until(),
            aspects.ofStructures(aspects.structures(school, at), at));
    List<StructureId> within = scopes.within(scope);
    boolean figuresOnly = !visibility.isCloseTo(within);
    Map<StudentId, Aspects> students =
        aspects.ofStudents(
            scopes.members(figuresOnly ? scopes.structures().keySet() : within), at);
    Collection<Aspects> ofSchool = aspects.ofSchool(school, at).values();
    Function<Scope, List<IndicatorLine>> measuring =
        one -> lines.all(one, period, scopes.subjects(one, students, ofSchool));
    return figuresOnly
        ? narrowed(measuring.apply(scope), scopes, measuring, scopes.members(within).size())
        : measuring.apply(scope);
  }

  private List<IndicatorLine> narrowed(
      List<IndicatorLine> asked,
      ShownScopes scopes,
      Function<Scope, List<IndicatorLine>> measuring,
      long members) {
    Map<Scope, Map<String, Long>> people = new HashMap<>();
    Map<String, Set<Scope>> withheld = new HashMap<>();
    for (IndicatorLine line : asked) {
      if (line.by() == null && line.people() != null) {
        Suppression.Cell whole =
            cell(scopes.whole(), line.code(), scopes, one -> people(one, people, measuring));
        withheld.put(line.code(), Suppression.withheld(whole, least));
      }
    }
    return members < least
        ? asked.stream().map(IndicatorLine::asWithheld).toList()
        : Suppression.of(asked, withheld);
  }

  private static Map<String, Long> people(
      Scope scope,
      Map<Scope, Map<String, Long>> known,
      Function<Scope, List<IndicatorLine>> measuring) {
    return known.computeIfAbsent(
        scope,
        one -> {
          Map<String, Long> counted = new HashMap<>();
          measuring
              .apply(one)
              .forEach(
                  line -> {
                    if (line.by() == null && line.people() != null) {
                      counted.put(line.code(), line.people());
                    }
                  });
          return counted;
        });
  }

  private static Suppression.Cell cell(
      Scope scope, String code, ShownScopes scopes, Function<Scope, Map<String, Long>> people) {
    return new Suppression.Cell(
        scope,
        people.apply(scope).getOrDefault(code, 0L),
        scopes.below(scope).stream().map(part -> cell(part, code, scopes, people)).toList());
  }
}
