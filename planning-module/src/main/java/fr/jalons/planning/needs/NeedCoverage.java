package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What S8 counts of a student: a need, or a session that names needs.
 *
 * @param need null for a session
 * @param diagnosedOn null for a session
 * @param targeted the needs that a session names, those of other students too
 */
@Aspect(
    name = "needs-covered",
    of = Tags.STUDENT,
    by = {Tags.SESSION, Tags.NEED})
record NeedCoverage(
    @Nullable NeedId need,
    @Nullable LocalDate diagnosedOn,
    @Nullable LocalDate closedOn,
    List<NeedId> targeted) {

  /** Until actions exist, a need is covered by a session that names it. */
  static final Indicator COVERED =
      Indicator.over("S8", 1, NeedCoverage.class, NeedCoverage::covered);

  static NeedCoverage begin(NeedDiagnosed event) {
    return new NeedCoverage(event.need(), event.diagnosedOn(), null, List.of());
  }

  NeedCoverage evolve(NeedClosed event) {
    return new NeedCoverage(need, diagnosedOn, event.closedOn(), targeted);
  }

  static @Nullable NeedCoverage begin(SessionScheduled event) {
    return event.needs().isEmpty() ? null : new NeedCoverage(null, null, null, event.needs());
  }

  NeedCoverage evolve(SessionCancelled event) {
    return new NeedCoverage(null, null, null, List.of());
  }

  private boolean isOpenOn(LocalDate day) {
    return diagnosedOn != null
        && !diagnosedOn.isAfter(day)
        && (closedOn == null || closedOn.isAfter(day));
  }

  private static Ratio covered(List<NeedCoverage> student, Period period) {
    Set<NeedId> targeted = new HashSet<>();
    student.forEach(entry -> targeted.addAll(entry.targeted()));
    List<NeedCoverage> open =
        student.stream().filter(entry -> entry.isOpenOn(period.until())).toList();
    return Ratio.of(
        open.stream().filter(entry -> targeted.contains(entry.need())).count(), open.size());
  }
}
