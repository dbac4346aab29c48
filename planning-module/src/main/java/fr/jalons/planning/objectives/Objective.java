package fr.jalons.planning.objectives;

import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.Action;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scope wants to reach (S6).
 *
 * @param endedOn the first day on which it was given up; null if it was not
 */
@Aspect(name = "objectives", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(
    part = "plan",
    order = 20,
    template = "planning/objectives",
    page = "/plan",
    onClasses = true)
public record Objective(
    RecordId id,
    RecordScope scope,
    String title,
    @Nullable String description,
    List<RecordId> axes,
    @Nullable RecordId volet,
    LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable LocalDate endedOn)
    implements InScope {

  /** Objectives with an action of the scope ÷ objectives that stand on some day of the period. */
  static final Indicator ACTED_ON =
      Indicator.ofScope("S6", 1, Objective.class, Set.of(Action.class), Objective::actedOn);

  /** Objectives that stand on some day of the period. */
  static final Evidence SET =
      Evidence.ofScope("objectives", Objective.class, Set.of(), Objective::standing);

  /** Those with an action. */
  static final Evidence SERVED =
      Evidence.ofScope(
          "objectives-acted-on", Objective.class, Set.of(Action.class), Objective::served);

  static Objective begin(ObjectiveSet event) {
    return new Objective(
        event.objective(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.title(),
        event.description(),
        event.axes(),
        event.volet(),
        event.startsOn(),
        event.endsOn(),
        null);
  }

  Objective evolve(ObjectiveSet event) {
    return begin(event).ended(endedOn);
  }

  Objective evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  /** Whether it stands on some day of the period. */
  public boolean isIn(Period period) {
    return !startsOn.isAfter(period.until())
        && (endsOn == null || !endsOn.isBefore(period.from()))
        && (endedOn == null || endedOn.isAfter(startsOn) && endedOn.isAfter(period.from()));
  }

  private static Ratio actedOn(ScopeView scope, Period period) {
    return Ratio.among(0, served(scope, period).count(), standing(scope, period).count());
  }

  private static Stream<Objective> standing(ScopeView scope, Period period) {
    return scope.concerning(Objective.class).stream().filter(one -> one.isIn(period));
  }

  private static Stream<Objective> served(ScopeView scope, Period period) {
    Set<RecordId> served =
        scope.concerning(Action.class).stream()
            .flatMap(action -> Stream.ofNullable(action.objective()))
            .collect(Collectors.toSet());
    return standing(scope, period).filter(one -> served.contains(one.id));
  }

  private Objective ended(@Nullable LocalDate day) {
    return new Objective(id, scope, title, description, axes, volet, startsOn, endsOn, day);
  }
}
