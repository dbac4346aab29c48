package fr.jalons.planning.needs;

import static java.time.temporal.ChronoUnit.DAYS;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Samples;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What S8 and S9 count of a student: a need, from when until when it is open. */
@Aspect(name = "needs-covered", version = 2, of = Tags.STUDENT, by = Tags.NEED)
public record NeedCoverage(NeedId need, LocalDate diagnosedOn, @Nullable LocalDate closedOn) {

  /**
   * Open needs that an open action names ÷ open needs. Until version 3, sessions that named them
   * counted.
   */
  static final Indicator COVERED =
      Indicator.within(
          "S8", 3, NeedCoverage.class, Set.of(StudentMemberships.class), NeedCoverage::covered);

  /** Days from the diagnosis of a need to the first action that names it. */
  static final Indicator ANSWERED =
      Indicator.within(
              "S9", 1, NeedCoverage.class, Set.of(StudentMemberships.class), NeedCoverage::answered)
          .in(Unit.DAYS);

  /** Needs found in the period. */
  static final Evidence DIAGNOSED =
      Evidence.over(
          "needs-diagnosed", NeedCoverage.class, (need, period) -> period.covers(need.diagnosedOn));

  /** Open needs that an open action names. */
  static final Evidence TARGETED =
      Evidence.within(
          "needs-targeted",
          NeedCoverage.class,
          Set.of(StudentMemberships.class),
          NeedCoverage::targeted);

  /** Needs found in the period that some action names. */
  static final Evidence TAKEN_UP =
      Evidence.within(
          "needs-taken-up",
          NeedCoverage.class,
          Set.of(StudentMemberships.class),
          NeedCoverage::takenUp);

  static NeedCoverage begin(NeedDiagnosed event) {
    return new NeedCoverage(event.need(), event.diagnosedOn(), null);
  }

  NeedCoverage evolve(NeedClosed event) {
    return new NeedCoverage(need, diagnosedOn, event.closedOn());
  }

  private boolean isOpenOn(LocalDate day) {
    return !diagnosedOn.isAfter(day) && (closedOn == null || closedOn.isAfter(day));
  }

  private static List<ActionCourse> actions(Aspects student) {
    return student.one(StudentMemberships.class).structures().stream()
        .map(StructureId::school)
        .distinct()
        .flatMap(school -> ActionCourse.all(school, student).stream())
        .toList();
  }

  private static Ratio covered(Aspects student, Period period) {
    return Ratio.of(targeted(student, period).count(), open(student, period).count());
  }

  private static Stream<NeedCoverage> open(Aspects student, Period period) {
    return student.all(NeedCoverage.class).stream().filter(entry -> entry.isOpenOn(period.until()));
  }

  private static Stream<NeedCoverage> targeted(Aspects student, Period period) {
    Set<NeedId> named =
        actions(student).stream()
            .filter(action -> action.isOpenOn(period.until()))
            .flatMap(action -> action.needsOn(period.until()).stream())
            .collect(Collectors.toSet());
    return open(student, period).filter(entry -> named.contains(entry.need));
  }

  private static Stream<NeedCoverage> takenUp(Aspects student, Period period) {
    Set<NeedId> named =
        actions(student).stream()
            .flatMap(action -> action.needsOn(period.until()).stream())
            .collect(Collectors.toSet());
    return student.all(NeedCoverage.class).stream()
        .filter(entry -> period.covers(entry.diagnosedOn) && named.contains(entry.need));
  }

  /**
   * The open needs that no open action names on a day, each with the day since when: it was
   * diagnosed, or the last action that named it was closed.
   */
  public static Map<NeedId, LocalDate> unanswered(Aspects student, LocalDate day) {
    Map<NeedId, LocalDate> since = new LinkedHashMap<>();
    student.all(NeedCoverage.class).stream()
        .filter(entry -> entry.isOpenOn(day))
        .forEach(entry -> since.put(entry.need, entry.diagnosedOn));
    for (ActionCourse action : actions(student)) {
      ActionStep closure = action.closure();
      if (action.isOpenOn(day)) {
        since.keySet().removeAll(action.needsOn(day));
      } else if (closure != null && !closure.on().isAfter(day)) {
        action
            .needsOn(closure.on())
            .forEach(
                need ->
                    since.computeIfPresent(
                        need,
                        (id, before) -> before.isAfter(closure.on()) ? before : closure.on()));
      }
    }
    return since;
  }

  private static Samples answered(Aspects student, Period period) {
    Map<NeedId, LocalDate> first = new HashMap<>();
    actions(student)
        .forEach(
            action ->
                action
                    .namings()
                    .forEach(
                        (need, day) -> first.merge(need, day, (a, b) -> a.isBefore(b) ? a : b)));
    return Samples.of(
        student.all(NeedCoverage.class).stream()
            .filter(entry -> period.covers(entry.diagnosedOn))
            .flatMap(
                entry ->
                    Stream.ofNullable(first.get(entry.need))
                        .filter(day -> !day.isAfter(period.until()))
                        .map(day -> (int) Math.max(0, DAYS.between(entry.diagnosedOn, day))))
            .toList());
  }
}
