package fr.jalons.school.students;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes and groups of a student, in the order in which they were entered: a few a year. */
@Aspect(name = "memberships", of = Tags.STUDENT)
@Shown(part = "plan", order = 10, template = "school/memberships")
public record StudentMemberships(List<Membership> list) {

  /** The student belonged to a class or group from a day (included) to a day (excluded). */
  public record Membership(StructureId structure, LocalDate from, @Nullable LocalDate until) {

    private boolean covers(LocalDate day) {
      return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /** An end that was announced earlier may still be brought forward. */
    private Membership endedBy(MembershipEnded event) {
      boolean lasts = until == null || until.isAfter(event.until());
      return lasts && structure.equals(event.structure())
          ? new Membership(structure, from, event.until())
          : this;
    }
  }

  static StudentMemberships none() {
    return new StudentMemberships(List.of());
  }

  StudentMemberships evolve(MembershipStarted event) {
    List<Membership> longer = new ArrayList<>(list);
    longer.add(new Membership(event.structure(), event.from(), null));
    return new StudentMemberships(List.copyOf(longer));
  }

  StudentMemberships evolve(MembershipEnded event) {
    return new StudentMemberships(list.stream().map(m -> m.endedBy(event)).toList());
  }

  static List<Membership> view(StudentMemberships memberships) {
    return memberships.list();
  }

  static List<Figure> figures(List<Membership> view) {
    long open = view.stream().filter(membership -> membership.until() == null).count();
    return List.of(Figure.count("memberships", open).asDetail());
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
