package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.IndicatorLines.Subjects;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Together;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /** Several answers to one request: each subject is looked at once. */
  public <T> T atOnce(Supplier<T> work) {
    return aspects.atOnce(work);
  }

  /** All of a scope, at a position of the log; null: now. */
  public List<IndicatorLine> of(SchoolId school, Scope scope, Period period, @Nullable Long at) {
    return of(null, school, scope, period, at);
  }

  /**
   * Some of a scope. No student is named, so that no row is hidden.
   *
   * @param codes null for all
   * @param at a position of the log; null: now
   */
  List<IndicatorLine> of(
      @Nullable Set<String> codes, SchoolId school, Scope scope, Period period, @Nullable Long at) {
    return visibility.asProgram(() -> measured(codes, school, scope, period, at));
  }

  /** Of a school, its tracks and its classes, as far as whoever asks reaches them. */
  public SequencedMap<Scope, List<IndicatorLine>> overview(
      SchoolId school, Period period, @Nullable Long at) {
    return visibility.asProgram(
        () -> {
          ShownScopes scopes = scopes(school, period, at);
          boolean figuresOnly = !visibility.isCloseTo(scopes.classes());
          Measuring measuring =
              new Measuring(null, subjects(scopes, scopes.structures().keySet(), at), period);
          Map<String, Set<Scope>> withheld = figuresOnly ? withheld(scopes, measuring) : Map.of();
          SequencedMap<Scope, List<IndicatorLine>> shown = new LinkedHashMap<>();
          for (Scope scope : withoutGroups(scopes)) {
            if (isReached(scope, scopes)) {
              shown.put(
                  scope,
                  figuresOnly
                      ? narrowed(scope, scopes, measuring, withheld)
                      : measuring.lines(scope));
            }
          }
          return shown;
        });
  }

  /**
   * A school, its tracks and its classes, with nothing withheld.
   *
   * @param parts the scopes directly below each
   */
  record Everything(
      SequencedMap<Scope, List<IndicatorLine>> lines, Map<Scope, List<Scope>> parts) {}

  /** As of a position of the log, for what suppresses by itself. */
  Everything everything(SchoolId school, Period period, long at) {
    return visibility.asProgram(
        () -> {
          ShownScopes scopes = scopes(school, period, at);
          Measuring measuring =
              new Measuring(null, subjects(scopes, scopes.structures().keySet(), at), period);
          SequencedMap<Scope, List<IndicatorLine>> lines = new LinkedHashMap<>();
          Map<Scope, List<Scope>> parts = new LinkedHashMap<>();
          for (Scope scope : withoutGroups(scopes)) {
            lines.put(scope, measuring.lines(scope));
            parts.put(scope, scopes.below(scope));
          }
          return new Everything(lines, parts);
        });
  }

  /**
   * What a school as a whole has on file.
   *
   * @param evidence counts by their keys
   */
  public record Grounds(List<IndicatorLine> lines, Map<String, Long> evidence) {}

  /** Figures of a school, and what its questions are answered by. */
  public Grounds grounds(SchoolId school, Period period, @Nullable Long at) {
    return visibility.asProgram(
        () -> {
          ShownScopes scopes = scopes(school, period, at);
          boolean figuresOnly = !visibility.isCloseTo(scopes.classes());
          Function<Scope, Subjects> subjects =
              subjects(scopes, figuresOnly ? scopes.structures().keySet() : scopes.classes(), at);
          return new Grounds(
              shown(scopes.whole(), scopes, new Measuring(null, subjects, period), figuresOnly),
              lines.evidence(period, subjects.apply(scopes.whole())));
        });
  }

  /** The counts alone. */
  public Map<String, Long> evidence(SchoolId school, Period period, @Nullable Long at) {
    return visibility.asProgram(
        () -> {
          ShownScopes scopes = scopes(school, period, at);
          return lines.evidence(
              period, subjects(scopes, scopes.classes(), at).apply(scopes.whole()));
        });
  }

  private static List<Scope> withoutGroups(ShownScopes scopes) {
    Set<Scope> all = new LinkedHashSet<>();
    addAll(scopes.whole(), scopes, all);
    return all.stream().filter(scope -> scope.kind() != Scope.Kind.GROUP).toList();
  }

  private boolean isReached(Scope scope, ShownScopes scopes) {
    return scope.kind() == Scope.Kind.CLASS
        ? scopes.within(scope).stream().allMatch(visibility::reaches)
        : visibility.reachesWhole(scopes.school());
  }

  /** Some of what a record is about. */
  public List<IndicatorLine> of(
      Set<String> codes, RecordScope scope, Period period, @Nullable Long at) {
    Scope asked =
        visibility.asProgram(
            () -> aspects.declared(scope.school(), period.until(), at).answering(scope));
    return of(codes, scope.school(), asked, period, at);
  }

  private List<IndicatorLine> measured(
      @Nullable Set<String> codes, SchoolId school, Scope scope, Period period, @Nullable Long at) {
    ShownScopes scopes = scopes(school, period, at);
    List<StructureId> within = scopes.within(scope);
    boolean figuresOnly = !visibility.isCloseTo(within);
    Measuring measuring =
        new Measuring(
            codes,
            subjects(scopes, figuresOnly ? scopes.structures().keySet() : within, at),
            period);
    return shown(scope, scopes, measuring, figuresOnly);
  }

  private List<IndicatorLine> shown(
      Scope scope, ShownScopes scopes, Measuring measuring, boolean figuresOnly) {
    return figuresOnly
        ? narrowed(scope, scopes, measuring, withheld(scopes, measuring))
        : measuring.lines(scope);
  }

  /** Of a school and all its tracks, classes and groups today, as anybody may see them. */
  List<IndicatorLine> published(SchoolId school, Period period) {
    ShownScopes scopes = scopes(school, period, null);
    Measuring measuring =
        new Measuring(null, subjects(scopes, scopes.structures().keySet(), null), period);
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
  private final class Measuring {
    private final @Nullable Set<String> codes;
    private final Function<Scope, Subjects> subjects;
    private final Period period;
    private final Map<Scope, List<IndicatorLine>> known = new HashMap<>();

    Measuring(@Nullable Set<String> codes, Function<Scope, Subjects> subjects, Period period) {
      this.codes = codes;
      this.subjects = subjects;
      this.period = period;
    }

    List<IndicatorLine> lines(Scope scope) {
      return known.computeIfAbsent(scope, one -> lines.of(codes, one, period, subjects.apply(one)));
    }

    /** How many stand behind each indicator about students. */
    Map<String, Long> people(Scope scope) {
      return lines.people(codes, period, subjects.apply(scope));
    }
  }

  /** What is measured of each scope, read once. */
  private Function<Scope, Subjects> subjects(
      ShownScopes scopes, Collection<StructureId> within, @Nullable Long at) {
    Set<StudentId> members = new LinkedHashSet<>(scopes.members(within));
    if (within.containsAll(scopes.classes())) { // targets of the whole school are of earlier days
      members.addAll(scopes.membersSince(scopes.day().minusYears(1)));
    }
    Map<StudentId, Aspects> students = aspects.ofStudents(members, at);
    Aspects ofSchool = aspects.ofSchool(scopes.school(), at);
    ScopeView.Figures figures = aspects.figures(scopes, students, ofSchool, at);
    Supplier<Together> everybody = aspects.everybody(scopes.school(), scopes.day(), at);
    return scope -> scopes.subjects(scope, students, ofSchool, figures, everybody);
  }

  private List<IndicatorLine> narrowed(
      Scope scope, ShownScopes scopes, Measuring measuring, Map<String, Set<Scope>> withheld) {
    return Suppression.of(
        measuring.lines(scope), scopes.members(scopes.within(scope)).size(), least, withheld);
  }

  /** By indicator, of a school and all that is below it. */
  private Map<String, Set<Scope>> withheld(ShownScopes scopes, Measuring measuring) {
    Map<Scope, List<Scope>> below = new HashMap<>();
    Map<Scope, Map<String, Long>> people = new HashMap<>();
    Set<Scope> all = new LinkedHashSet<>();
    addAll(scopes.whole(), scopes, all);
    for (Scope scope : all) {
      below.put(scope, scopes.below(scope));
      people.put(scope, measuring.people(scope));
    }
    Map<String, Set<Scope>> withheld = new HashMap<>();
    for (String code : people.getOrDefault(scopes.whole(), Map.of()).keySet()) {
      Suppression.Cell whole = cell(scopes.whole(), code, below, people);
      withheld.put(code, Suppression.withheld(whole, least));
    }
    return withheld;
  }

  private static Suppression.Cell cell(
      Scope scope,
      String code,
      Map<Scope, List<Scope>> below,
      Map<Scope, Map<String, Long>> people) {
    return new Suppression.Cell(
        scope,
        people.getOrDefault(scope, Map.of()).getOrDefault(code, 0L),
        below.getOrDefault(scope, List.of()).stream()
            .map(part -> cell(part, code, below, people))
            .toList());
  }
}
