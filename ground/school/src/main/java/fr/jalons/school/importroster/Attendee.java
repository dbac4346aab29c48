package fr.jalons.school.importroster;

import fr.jalons.events.Periods;
import fr.jalons.events.Periods.Period;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where one student belongs, as told so far.
 *
 * @param left the day on which the student leaves or left; null for one who is there
 * @param places when the student belonged to each class and group
 */
record Attendee(@Nullable LocalDate left, Map<StructureId, Periods> places) {
  static final Attendee NEW = new Attendee(null, Map.of());

  /** Who starts somewhere has not left, or has come back. */
  Attendee evolve(MembershipStarted event) {
    return new Attendee(null, with(event.structure(), in(event.structure()).start(event.from())));
  }

  Attendee evolve(MembershipEnded event) {
    return new Attendee(left, with(event.structure(), in(event.structure()).end(event.until())));
  }

  Attendee evolve(StudentLeft event) {
    return new Attendee(event.on(), places);
  }

  Attendee evolve(StudentBack event) {
    return new Attendee(null, places);
  }

  Periods in(StructureId structure) {
    return places.getOrDefault(structure, Periods.NONE);
  }

  /** The classes and groups to which the student belongs on some day from {@code day} on. */
  Set<StructureId> beyond(LocalDate day) {
    return places.keySet().stream()
        .filter(structure -> in(structure).beyond(day) != null)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The class of a day, or the one that comes after it. */
  @Nullable StructureId classFrom(LocalDate day) {
    StructureId now = classOn(day);
    return now != null
        ? now
        : beyond(day).stream()
            .filter(structure -> structure.kind() == Kind.CLASS)
            .findFirst()
            .orElse(null);
  }

  /** The class of a day. */
  @Nullable StructureId classOn(LocalDate day) {
    return places.keySet().stream()
        .filter(structure -> structure.kind() == Kind.CLASS && in(structure).covers(day))
        .findFirst()
        .orElse(null);
  }

  boolean covers(LocalDate day) {
    return places.values().stream().anyMatch(periods -> periods.covers(day));
  }

  /** The first day of the last stay without a gap; null for one who never belonged anywhere. */
  @Nullable LocalDate since() {
    List<Period> all =
        places.values().stream()
            .flatMap(periods -> periods.list().stream())
            .sorted(Comparator.comparing(Period::from))
            .toList();
    LocalDate since = null;
    LocalDate until = LocalDate.MIN;
    for (Period period : all) {
      if (since == null || period.from().isAfter(until)) {
        since = period.from();
      }
      LocalDate end = period.until() == null ? LocalDate.MAX : period.until();
      until = end.isAfter(until) ? end : until;
    }
    return since;
  }

  private Map<StructureId, Periods> with(StructureId structure, Periods periods) {
    Map<StructureId, Periods> next = new HashMap<>(places);
    next.put(structure, periods);
    return next;
  }
}
