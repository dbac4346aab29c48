package fr.jalons.planning.axes;

import fr.jalons.events.AxisEvent.AxisSource;
import fr.jalons.events.AxisEvent.StrategicAxisDefined;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.planning.objectives.Objective;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A strategic axis of a school (S3).
 *
 * @param endedOn the first day on which it is no longer in force; null without end
 */
@Aspect(name = "axes", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 15, template = "planning/axes", page = "/plan")
public record StrategicAxis(
    RecordId id,
    AxisSource source,
    String title,
    @Nullable String description,
    @Nullable LocalDate endedOn) {

  /** Actions whose objective serves an axis in force ÷ actions of the period. */
  static final Indicator LINKED =
      Indicator.ofScope(
          "S3",
          1,
          StrategicAxis.class,
          Set.of(Objective.class, Action.class, ActionStep.class),
          StrategicAxis::linked);

  /** Axes in force. */
  static final Evidence IN_FORCE =
      Evidence.ofScope("axes", StrategicAxis.class, Set.of(), StrategicAxis::inForce);

  /** Objectives of the period that serve an axis in force. */
  static final Evidence SERVED =
      Evidence.ofScope(
          "objectives-on-axis",
          StrategicAxis.class,
          Set.of(Objective.class),
          StrategicAxis::serving);

  /** Actions whose objective serves one. */
  static final Evidence ACTED_ON =
      Evidence.ofScope(
          "actions-on-axis",
          StrategicAxis.class,
          Set.of(Objective.class, Action.class, ActionStep.class),
          StrategicAxis::actions);

  /** An axis with the objectives that serve it, as far as the reader reaches them. */
  public record Served(
      RecordId id,
      AxisSource source,
      String title,
      @Nullable String description,
      @Nullable LocalDate endedOn,
      List<Serving> objectives) {}

  /** An objective that serves an axis. */
  public record Serving(RecordId id, String title) {}

  static StrategicAxis begin(StrategicAxisDefined event) {
    return new StrategicAxis(
        event.axis(), event.source(), event.title(), event.description(), null);
  }

  StrategicAxis evolve(StrategicAxisDefined event) {
    return begin(event).ended(endedOn);
  }

  StrategicAxis evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private StrategicAxis ended(@Nullable LocalDate day) {
    return new StrategicAxis(id, source, title, description, day);
  }

  private static Ratio linked(ScopeView scope, Period period) {
    return Ratio.among(
        0, actions(scope, period).count(), ActionCourse.concerning(scope, period).size());
  }

  private static Stream<StrategicAxis> inForce(ScopeView scope, Period period) {
    return scope.school().all(StrategicAxis.class).stream()
        .filter(axis -> axis.endedOn == null || axis.endedOn.isAfter(period.until()));
  }

  private static Stream<Objective> onAxes(ScopeView scope, Period period) {
    Set<RecordId> inForce =
        inForce(scope, period).map(StrategicAxis::id).collect(Collectors.toSet());
    return scope.school().all(Objective.class).stream()
        .filter(objective -> objective.axes().stream().anyMatch(inForce::contains));
  }

  private static Stream<Objective> serving(ScopeView scope, Period period) {
    return onAxes(scope, period).filter(objective -> objective.isIn(period));
  }

  private static Stream<ActionCourse> actions(ScopeView scope, Period period) {
    Set<RecordId> serving = onAxes(scope, period).map(Objective::id).collect(Collectors.toSet());
    return ActionCourse.concerning(scope, period).stream()
        .filter(
            course ->
                course.sheet().objective() != null && serving.contains(course.sheet().objective()));
  }

  static List<Served> view(List<StrategicAxis> axes, Aspects school) {
    List<Objective> objectives = school.all(Objective.class);
    return axes.stream()
        .map(
            axis ->
                new Served(
                    axis.id,
                    axis.source,
                    axis.title,
                    axis.description,
                    axis.endedOn,
                    objectives.stream()
                        .filter(objective -> objective.axes().contains(axis.id))
                        .map(objective -> new Serving(objective.id(), objective.title()))
                        .toList()))
        .toList();
  }
}
