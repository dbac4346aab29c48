package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.StructureId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where one student belongs, as told so far.
 *
 * @param left the day on which the student leaves or left; null for one who is there
 * @param ends for each class and group of all time, the end of the last membership: {@link
 *     LocalDate#MAX} while there is none
 * @param since the first day since the student came, or came back; null before the first
 */
record Attendee(
    @Nullable LocalDate left, Map<StructureId, LocalDate> ends, @Nullable LocalDate since) {
  static final Attendee NEW = new Attendee(null, Map.of(), null);

  /** Who starts somewhere has not left, or has come back. */
  Attendee evolve(MembershipStarted event) {
    boolean comes = left != null || since == null || event.from().isBefore(since);
    return new Attendee(null, with(event.structure(), LocalDate.MAX), comes ? event.from() : since);
  }

  Attendee evolve(MembershipEnded event) {
    return new Attendee(left, with(event.structure(), event.until()), since);
  }

  Attendee evolve(StudentLeft event) {
    return new Attendee(event.on(), ends, since);
  }

  /** The classes and groups to which the student belongs on some day from {@code day} on. */
  Set<StructureId> beyond(LocalDate day) {
    return ends.keySet().stream()
        .filter(structure -> ends.getOrDefault(structure, day).isAfter(day))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<StructureId, LocalDate> with(StructureId structure, LocalDate end) {
    Map<StructureId, LocalDate> next = new HashMap<>(ends);
    next.put(structure, end);
    return next;
  }
}
