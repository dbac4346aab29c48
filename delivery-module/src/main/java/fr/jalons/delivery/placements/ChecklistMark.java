package fr.jalons.delivery.placements;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.PlacementEvent.PlacementItemsCompleted;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.known.ScheduledPeriod;
import fr.jalons.school.students.DeclaredStructure;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What students of a school have ready for placements (S14). Whoever leaves later was on placement
 * all the same: those count who belonged to the scope on its first day.
 */
@Aspect(name = "checklist-marks", of = Tags.SCHOOL, by = Tags.RECORD)
record ChecklistMark(
    RecordId period, List<StudentId> students, List<String> items, LocalDate completedOn) {

  /**
   * Placements that begin in the period for which all is ready before ÷ placements, for each
   * student. Since version 2, of the members of their first days, not of those of today.
   */
  static final Indicator READY =
      Indicator.ofScope(
              "S14",
              2,
              ChecklistMark.class,
              Set.of(ScheduledPeriod.class, RollLine.class, DeclaredStructure.class),
              ChecklistMark::ready)
          .withPeople();

  static ChecklistMark begin(PlacementItemsCompleted event) {
    return new ChecklistMark(event.period(), event.students(), event.items(), event.completedOn());
  }

  private static Ratio ready(ScopeView scope, Period looked) {
    Set<String> people = new HashSet<>();
    long ready = 0;
    long all = 0;
    for (ScheduledPeriod placement : scope.concerning(ScheduledPeriod.class)) {
      if (placement.kind() == PeriodKind.PLACEMENT && looked.covers(placement.from())) {
        Set<String> members = members(scope, placement);
        Map<String, Set<String>> done = done(scope, placement);
        people.addAll(members);
        all += members.size();
        ready +=
            members.stream()
                .filter(
                    one -> done.getOrDefault(one, Set.of()).containsAll(placement.items().keySet()))
                .count();
      }
    }
    return Ratio.among(people.size(), ready, all);
  }

  /** Who belonged to both scopes on the first day. */
  private static Set<String> members(ScopeView scope, ScheduledPeriod placement) {
    RecordScope asked = (RecordScope) scope.scope();
    Set<String> members =
        of(scope, placement, one -> contains(asked, one) && scope.inside().test(of(one)));
    members.retainAll(of(scope, placement, one -> contains(placement.scope(), one)));
    return members;
  }

  private static RecordScope of(Aspects structure) {
    return RecordScope.of(new StructureId(structure.subject()));
  }

  /** A group is made of its own members, all else of those of classes. */
  private static boolean contains(RecordScope outer, Aspects structure) {
    StructureId one = new StructureId(structure.subject());
    return outer.scale() == Scale.GROUP
        ? one.equals(outer.structure())
        : one.kind() == StructureId.Kind.CLASS
            && switch (outer.scale()) {
              case SCHOOL -> true;
              case TRACK ->
                  Objects.equals(
                      outer.track(),
                      RecordScope.trackOf(structure.one(DeclaredStructure.class).mef()));
              case CLASS, GROUP -> one.equals(outer.structure());
            };
  }

  private static Set<String> of(
      ScopeView scope, ScheduledPeriod placement, Predicate<Aspects> wanted) {
    return scope.structures().stream()
        .filter(wanted)
        .flatMap(structure -> structure.byEntry(RollLine.class).entrySet().stream())
        .filter(line -> line.getValue().on(placement.from()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The items that each student had ready before the first day. */
  private static Map<String, Set<String>> done(ScopeView scope, ScheduledPeriod placement) {
    Map<String, Set<String>> done = new HashMap<>();
    for (ChecklistMark mark : scope.school().all(ChecklistMark.class)) {
      if (mark.period.equals(placement.id()) && mark.completedOn.isBefore(placement.from())) {
        mark.students.forEach(
            student ->
                done.computeIfAbsent(student.toString(), one -> new HashSet<>())
                    .addAll(mark.items));
      }
    }
    return done;
  }
}
