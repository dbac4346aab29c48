package fr.jalons.planning.targets;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TargetEvent.TargetSet;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator of a scope is to be by a day (S30).
 *
 * @param endedOn the first day on which it was given up; null if it was not
 */
@Aspect(name = "targets", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 22, template = "planning/targets", page = "/plan")
public record Target(
    RecordId id,
    RecordScope scope,
    @Nullable RecordId objective,
    String indicator,
    Comparison comparison,
    BigDecimal value,
    LocalDate dueOn,
    LocalDate setOn,
    @Nullable LocalDate endedOn)
    implements InScope {

  /** Targets that are met ÷ targets set by the last day of the period. */
  static final Indicator REACHED =
      Indicator.ofScope("S30", 1, Target.class, Set.of(), Target::reached);

  /** Targets set in the period, whenever they are due. */
  static final Evidence SET = Evidence.ofScope("targets", Target.class, Set.of(), Target::set);

  /**
   * A target, and what its indicator says.
   *
   * @param measured null (∅) where there is nothing to divide by
   * @param met null while nothing is measured and its day is not over
   * @param measuredOn the last day that is looked at
   */
  public record Measured(
      RecordId id,
      RecordScope scope,
      @Nullable RecordId objective,
      String indicator,
      Comparison comparison,
      BigDecimal value,
      LocalDate dueOn,
      LocalDate setOn,
      @Nullable LocalDate endedOn,
      @Nullable Double measured,
      @Nullable Boolean met,
      LocalDate measuredOn) {

    /** For readers who may not see the figure. */
    public Measured withheld() {
      return new Measured(
          id,
          scope,
          objective,
          indicator,
          comparison,
          value,
          dueOn,
          setOn,
          endedOn,
          null,
          null,
          measuredOn);
    }
  }

  static Target begin(TargetSet event) {
    return new Target(
        event.target(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.objective(),
        event.indicator(),
        event.comparison(),
        event.value(),
        event.dueOn(),
        event.setOn(),
        null);
  }

  Target evolve(TargetSet event) {
    return begin(event).ended(endedOn);
  }

  Target evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Target ended(@Nullable LocalDate day) {
    return new Target(id, scope, objective, indicator, comparison, value, dueOn, setOn, day);
  }

  /** The last day that is looked at on a day. */
  public LocalDate measuredOn(LocalDate day) {
    return dueOn.isBefore(day) ? dueOn : day;
  }

  /** As it stands on a day. */
  public Measured on(LocalDate day, ScopeView.Figures figures) {
    LocalDate last = measuredOn(day);
    Double measured = figures.of(scope, indicator, last);
    return new Measured(
        id,
        scope,
        objective,
        indicator,
        comparison,
        value,
        dueOn,
        setOn,
        endedOn,
        measured,
        measured == null && !dueOn.isBefore(day)
            ? null
            : comparison.isMet(measured == null ? null : BigDecimal.valueOf(measured), value),
        last);
  }

  private static Stream<Target> set(ScopeView scope, Period period) {
    return scope.within(Target.class).stream()
        .filter(target -> period.covers(target.setOn))
        .filter(target -> target.endedOn == null || target.endedOn.isAfter(period.until()));
  }

  private static Ratio reached(ScopeView scope, Period period) {
    List<Target> set =
        scope.within(Target.class).stream()
            .filter(target -> !target.setOn.isAfter(period.until()))
            .filter(target -> target.endedOn == null || target.endedOn.isAfter(period.until()))
            .toList();
    return Ratio.among(
        0,
        set.stream()
            .filter(target -> Boolean.TRUE.equals(target.on(period.until(), scope.figures()).met()))
            .count(),
        set.size());
  }

  /** By the days on which they are due. */
  static List<Target> view(List<Target> targets) {
    return targets.stream().sorted(Comparator.comparing(Target::dueOn)).toList();
  }
}
