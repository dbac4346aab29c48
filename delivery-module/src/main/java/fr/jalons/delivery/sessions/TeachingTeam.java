package fr.jalons.delivery.sessions;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Distinct;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.school.known.GroupSession;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The teachers who work with a class or group, or lead it (S45): a few for each subject. */
@Aspect(name = "teaching-team", of = Tags.STRUCTURE)
record TeachingTeam(List<Assignment> list) {

  /** Teachers of the scope who led a session that was held in the period ÷ its teachers. */
  static final Indicator INVOLVED =
      Indicator.ofScope(
          "S45", 1, TeachingTeam.class, Set.of(GroupSession.class), TeachingTeam::involved);

  /** Teachers of the classes and groups of the scope. */
  static final Evidence TEACHERS =
      Evidence.ofScope(
          "teachers",
          TeachingTeam.class,
          Set.of(),
          (scope, period) -> teachers(scope, period).stream());

  /** Those who led a session that was held in the period. */
  static final Evidence LEADING =
      Evidence.ofScope(
          "teachers-leading",
          TeachingTeam.class,
          Set.of(GroupSession.class),
          (scope, period) -> leading(scope, period).stream());

  /**
   * A teacher's work with it.
   *
   * @param until the first day on which they no longer do it; null without end
   */
  record Assignment(
      TeacherId teacher,
      Duty duty,
      @Nullable String subject,
      LocalDate from,
      @Nullable LocalDate until) {
    private boolean covers(LocalDate day) {
      return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    private boolean isEndedBy(TeacherUnassigned event) {
      return until == null
          && teacher.equals(event.teacher())
          && duty == event.duty()
          && Objects.equals(subject, event.subject());
    }
  }

  static TeachingTeam none() {
    return new TeachingTeam(List.of());
  }

  TeachingTeam evolve(TeacherAssigned event) {
    Assignment begun =
        new Assignment(event.teacher(), event.duty(), event.subject(), event.from(), null);
    return new TeachingTeam(Stream.concat(list.stream(), Stream.of(begun)).toList());
  }

  TeachingTeam evolve(TeacherUnassigned event) {
    return new TeachingTeam(
        list.stream()
            .map(
                one ->
                    one.isEndedBy(event)
                        ? new Assignment(
                            one.teacher, one.duty, one.subject, one.from, event.until())
                        : one)
            .toList());
  }

  private static Distinct involved(ScopeView scope, Period period) {
    return new Distinct(leading(scope, period), teachers(scope, period));
  }

  private static Stream<Aspects> inside(ScopeView scope) {
    return scope.structures().stream()
        .filter(one -> scope.inside().test(RecordScope.of(new StructureId(one.subject()))));
  }

  private static Set<String> teachers(ScopeView scope, Period period) {
    return inside(scope)
        .flatMap(structure -> structure.one(TeachingTeam.class).list.stream())
        .filter(one -> one.covers(period.until()))
        .map(one -> one.teacher.toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> leading(ScopeView scope, Period period) {
    Set<String> leading =
        inside(scope)
            .flatMap(structure -> structure.all(GroupSession.class).stream())
            .filter(session -> session.held() && period.covers(session.start()))
            .flatMap(session -> session.teachers().stream())
            .map(TeacherId::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    leading.retainAll(teachers(scope, period));
    return leading;
  }
}
