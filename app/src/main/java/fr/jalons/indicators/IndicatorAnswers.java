package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  public List<IndicatorLine> of(SchoolId school, Scope scope, Period period, @Nullable Long at) {
    return visibility.asProgram(() -> measured(school, scope, period, at));
  }

  private List<IndicatorLine> measured(
      SchoolId school, Scope scope, Period period, @Nullable Long at) {
    ShownScopes scopes = scopes(school, period, at);
    List<StructureId> within = scopes.within(scope);
    boolean figuresOnly = !visibility.isCloseTo(within);
    Function<Scope, List<IndicatorLine>> measuring =
        measuring(scopes, figuresOnly ? scopes.structures().keySet() : within, period, at);
    return figuresOnly
        ? narrowed(scope, scopes, measuring, withheld(scopes, measuring))
        : measuring.apply(scope);
  }

  /** Of a school and all its tracks, classes and groups today, as anybody may see them. */
  List<IndicatorLine> published(SchoolId school, Period period) {
    ShownScopes scopes = scopes(school, period, null);
    Function<Scope, List<IndicatorLine>> measuring =
        measuring(scopes, scopes.structures().keySet(), period, null);
    Map<String, Set<Scope>> withheld = withheld(scopes, measuring);
    Set<Scope> all = new LinkedHashSet<>();
    addAll(scopes.whole(), scopes, all);
    return all.stream()
        .flatMap(scope -> narrowed(scope, scopes, measuring, withheld).stream())
        .toList();
  }

  private static void addAll(Scope scope, ShownScopes scopes, Set<Scope> all) {
    all.add(scope);
    scopes.below(scope).forEach(below -> addAll(below, scopes, all));
  }

  private ShownScopes scopes(SchoolId school, Period period, @Nullable Long at) {
    return ShownScopes.of(
        school, period.until(), aspects.ofStructures(aspects.structures(school, at), at));
  }

  /** Each scope is measured once. */
  private Function<Scope, List<IndicatorLine>> measuring(
      ShownScopes scopes, Collection<StructureId> within, Period period, @Nullable Long at) {
    Map<StudentId, Aspects> students = aspects.ofStudents(scopes.members(within), at);
    Collection<Aspects> ofSchool = aspects.ofSchool(scopes.school(), at).values();
    Map<Scope, List<IndicatorLine>> known = new HashMap<>();
    return scope ->
        known.computeIfAbsent(
            scope, one -> lines.all(one, period, scopes.subjects(one, students, ofSchool)));
  }

  private List<IndicatorLine> narrowed(
      Scope scope,
      ShownScopes scopes,
      Function<Scope, List<IndicatorLine>> measuring,
      Map<String, Set<Scope>> withheld) {
    return Suppression.of(
        measuring.apply(scope), scopes.members(scopes.within(scope)).size(), least, withheld);
  }

  /** By indicator, of a school and all that is below it. */
  private Map<String, Set<Scope>> withheld(
      ShownScopes scopes, Function<Scope, List<IndicatorLine>> measuring) {
    Map<String, Set<Scope>> withheld = new HashMap<>();
    for (IndicatorLine line : measuring.apply(scopes.whole())) {
      if (line.by() == null && line.people() != null) {
        Suppression.Cell whole = cell(scopes.whole(), line.code(), scopes, measuring);
        withheld.put(line.code(), Suppression.withheld(whole, least));
      }
    }
    return withheld;
  }

  private static Suppression.Cell cell(
      Scope scope,
      String code,
      ShownScopes scopes,
      Function<Scope, List<IndicatorLine>> measuring) {
    long people =
        measuring.apply(scope).stream()
            .filter(line -> line.by() == null && line.code().equals(code))
            .map(IndicatorLine::people)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum();
    return new Suppression.Cell(
        scope,
        people,
        scopes.below(scope).stream().map(part -> cell(part, code, scopes, measuring)).toList());
  }
}
