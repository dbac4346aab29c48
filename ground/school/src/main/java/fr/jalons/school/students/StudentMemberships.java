package fr.jalons.school.students;

import fr.jalons.events.Periods;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes and groups of a student, in the order of their first days: a few a year. */
@Aspect(name = "memberships", version = 2, of = Tags.STUDENT)
@Shown(part = "plan", order = 10, template = "school/memberships")
public record StudentMemberships(List<Membership> list) {

  /** The student belonged to a class or group from a day (included) to a day (excluded). */
  public record Membership(StructureId structure, LocalDate from, @Nullable LocalDate until) {

    private boolean covers(LocalDate day) {
      return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
  }

  static StudentMemberships none() {
    return new StudentMemberships(List.of());
  }

  StudentMemberships evolve(MembershipStarted event) {
    return with(event.structure(), periods(event.structure()).start(event.from()));
  }

  StudentMemberships evolve(MembershipEnded event) {
    return with(event.structure(), periods(event.structure()).end(event.until()));
  }

  private Periods periods(StructureId structure) {
    return new Periods(
        list.stream()
            .filter(membership -> membership.structure().equals(structure))
            .map(membership -> new Periods.Period(membership.from(), membership.until()))
            .toList());
  }

  private StudentMemberships with(StructureId structure, Periods periods) {
    return new StudentMemberships(
        Stream.concat(
                list.stream().filter(membership -> !membership.structure().equals(structure)),
                periods.list().stream()
                    .map(period -> new Membership(structure, period.from(), period.until())))
            .sorted(
                Comparator.comparing(Membership::from)
                    .thenComparing(membership -> membership.structure().value()))
            .toList());
  }

  /** A membership as readers get it. */
  public record MembershipView(Called structure, LocalDate from, @Nullable LocalDate until) {}

  static List<MembershipView> view(StudentMemberships memberships, Aspects student) {
    return memberships.list().stream()
        .map(
            one ->
                new MembershipView(
                    student.other(one.structure(), DeclaredStructure.class).called(one.structure()),
                    one.from(),
                    one.until()))
        .toList();
  }

  static List<Figure> figures(List<MembershipView> view) {
    long open = view.stream().filter(membership -> membership.until() == null).count();
    return List.of(Figure.count("memberships", open).asDetail());
  }

  /** All classes and groups that the student ever belonged to. */
  public Set<StructureId> structures() {
    return list.stream()
        .map(Membership::structure)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the student belonged to a class or group on a day. */
  public boolean has(StructureId structure, LocalDate day) {
    return list.stream()
        .anyMatch(membership -> membership.structure().equals(structure) && membership.covers(day));
  }

  /** The class the student is in on that day; null if it is none. */
  public @Nullable StructureId classOn(LocalDate day) {
    return list.stream()
        .filter(membership -> membership.covers(day))
        .map(Membership::structure)
        .filter(structure -> structure.kind() == StructureId.Kind.CLASS)
        .findFirst()
        .orElse(null);
  }

  /** The class the student is in, as far as is known without an end. */
  public @Nullable StructureId schoolClass() {
    return list.stream()
        .filter(membership -> membership.until() == null)
        .map(Membership::structure)
        .filter(structure -> structure.kind() == StructureId.Kind.CLASS)
        .findFirst()
        .orElse(null);
  }
}
