package fr.jalons.school.known;

import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action from its sheet to its end.
 *
 * @param closure null while it is open
 */
public record ActionCourse(
    Action sheet, List<ActionStep> adaptations, @Nullable ActionStep closure) {

  /** What indicators of actions look at besides the sheets. */
  public static final Set<Class<?>> BESIDES = Set.of(ActionStep.class);

  /** Many students of a school ask for them. */
  private static final Aspects.Derived<List<ActionCourse>> ALL =
      new Aspects.Derived<>(
          sheets ->
              of(
                  sheets.all(Action.class),
                  sheets.another(sheets.subject(), ActionStep.class).all(ActionStep.class)));

  /** The actions of a school. */
  public static List<ActionCourse> all(Aspects school) {
    return of(school.all(Action.class), school.all(ActionStep.class));
  }

  /** The actions of the school of some other subject, such as a student. */
  public static List<ActionCourse> all(SchoolId school, Aspects subject) {
    return subject.another(school, Action.class).derived(ALL);
  }

  /** Those that concern a scope, in some days: begun, and not closed before them. */
  public static List<ActionCourse> concerning(ScopeView scope, Period period) {
    return of(scope.concerning(Action.class), scope.school().all(ActionStep.class)).stream()
        .filter(course -> course.isIn(period))
        .toList();
  }

  private static List<ActionCourse> of(List<Action> sheets, List<ActionStep> all) {
    Map<RecordId, List<ActionStep>> steps =
        all.stream().collect(Collectors.groupingBy(ActionStep::action));
    return sheets.stream()
        .map(
            sheet -> {
              List<ActionStep> own = steps.getOrDefault(sheet.id(), List.of());
              return new ActionCourse(
                  sheet,
                  own.stream().filter(step -> step.outcome() == null).toList(),
                  own.stream().filter(step -> step.outcome() != null).findFirst().orElse(null));
            })
        .toList();
  }

  private boolean isIn(Period period) {
    return !sheet.startsOn().isAfter(period.until())
        && (closure == null || !closure.on().isBefore(period.from()));
  }

  /** Whether it is planned by a day, and not closed on it. */
  public boolean isOpenOn(LocalDate day) {
    return !sheet.plannedOn().isAfter(day) && (closure == null || closure.on().isAfter(day));
  }

  /** The needs that it names by a day: planned, or taken up later. */
  public Set<NeedId> needsOn(LocalDate day) {
    return namings().entrySet().stream()
        .filter(naming -> !naming.getValue().isAfter(day))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Each need that it names, with the day since when. */
  public Map<NeedId, LocalDate> namings() {
    Map<NeedId, LocalDate> days = new HashMap<>();
    sheet.needs().forEach(need -> days.put(need, sheet.plannedOn()));
    adaptations.forEach(
        step ->
            step.needs()
                .forEach(need -> days.merge(need, step.on(), (a, b) -> a.isBefore(b) ? a : b)));
    return days;
  }

  /** The strengths that it builds on. */
  public Set<RecordId> strengths() {
    return Stream.concat(
            sheet.strengths().stream(),
            adaptations.stream().flatMap(step -> step.strengths().stream()))
        .collect(Collectors.toSet());
  }

  /** What its sheet lacks to be complete: an objective, a need, an expected result. */
  public List<String> missing() {
    boolean needs =
        !sheet.needs().isEmpty() || adaptations.stream().anyMatch(a -> !a.needs().isEmpty());
    return missing(sheet.objective(), needs, sheet.expectedResult());
  }

  /** As {@link #missing()}, of what is told of a sheet. A sheet has natures in any case. */
  public static List<String> missing(
      @Nullable RecordId objective, boolean needs, @Nullable String expectedResult) {
    List<String> missing = new ArrayList<>();
    if (objective == null) {
      missing.add("objective");
    }
    if (!needs) {
      missing.add("needs");
    }
    if (expectedResult == null || expectedResult.isBlank()) {
      missing.add("expectedResult");
    }
    return missing;
  }

  public boolean isComplete() {
    return missing().isEmpty();
  }
}
