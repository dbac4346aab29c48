package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What S8 counts of a student: a need, from when until when it is open. */
@Aspect(name = "needs-covered", version = 2, of = Tags.STUDENT, by = Tags.NEED)
record NeedCoverage(NeedId need, LocalDate diagnosedOn, @Nullable LocalDate closedOn) {

  /**
   * Until actions exist, a need is covered by a session that names it. Since version 2, that is one
   * that concerns the student, to come or held in the period.
   */
  static final Indicator COVERED =
      Indicator.within(
          "S8", 2, NeedCoverage.class, Set.of(StudentMemberships.class), NeedCoverage::covered);

  static NeedCoverage begin(NeedDiagnosed event) {
    return new NeedCoverage(event.need(), event.diagnosedOn(), null);
  }

  NeedCoverage evolve(NeedClosed event) {
    return new NeedCoverage(need, diagnosedOn, event.closedOn());
  }

  private boolean isOpenOn(LocalDate day) {
    return !diagnosedOn.isAfter(day) && (closedOn == null || closedOn.isAfter(day));
  }

  private static Ratio covered(Aspects student, Period period) {
    Set<NeedId> targeted =
        GroupSession.concerning(student).stream()
            .filter(session -> covers(session, period))
            .flatMap(session -> session.needs().stream())
            .collect(Collectors.toSet());
    List<NeedCoverage> open =
        student.all(NeedCoverage.class).stream()
            .filter(entry -> entry.isOpenOn(period.until()))
            .toList();
    return Ratio.of(
        open.stream().filter(entry -> targeted.contains(entry.need)).count(), open.size());
  }

  private static boolean covers(GroupSession session, Period period) {
    return switch (session.status()) {
      case PLANNED -> !session.start().isBefore(period.start());
      case HELD -> period.covers(session.start());
      case CANCELLED -> false;
    };
  }
}
