package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an import changes for one student. */
final class StudentChanges {
  private final SchoolId school;
  private final LocalDate day;
  private final LocalDate yearStart;
  private final StudentId student;
  private final Attendee known;
  private final List<SchoolEvent> events = new ArrayList<>();

  /** The changes of a student whom the files tell about or have dropped. */
  StudentChanges(SchoolId school, RosterById roster, StudentId student, Attendee known) {
    this.school = school;
    this.day = roster.effectiveOn();
    this.yearStart = roster.yearStart();
    this.student = student;
    this.known = known;
  }

  List<SchoolEvent> registered(RosterById.Student wanted) {
    events.add(new StudentRegistered(student, school));
    return told(wanted);
  }

  /**
   * Of a student who leaves, SIECLE may drop the classes at once: until that day they still hold.
   */
  List<SchoolEvent> told(RosterById.Student wanted) {
    Set<StructureId> structures =
        wanted.leftOn() != null && wanted.structures().isEmpty()
            ? known.beyond(day)
            : wanted.structures();
    LocalDate end = wanted.leftOn() == null ? LocalDate.MAX : wanted.leftOn();
    LocalDate start = start(wanted.enteredOn());
    dropped(structures, end);
    sorted(structures).forEach(structure -> belongs(structure, start, end));
    if (wanted.leftOn() != null && (!wanted.leftOn().equals(known.left()) || startedAny())) {
      events.add(new StudentLeft(student, school, wanted.leftOn()));
    }
    return events;
  }

  /** A student whom a later pupils' file no longer has left by the day of that file. */
  List<SchoolEvent> absent() {
    LocalDate left = known.left();
    if (left == null || left.isAfter(day)) {
      dropped(Set.of(), day);
      events.add(new StudentLeft(student, school, day));
    }
    return events;
  }

  private void dropped(Set<StructureId> kept, LocalDate end) {
    Set<StructureId> gone = new LinkedHashSet<>(known.beyond(earlier(day, end)));
    gone.removeAll(kept);
    sorted(gone).forEach(structure -> ends(structure, earlier(day, end)));
  }

  private void belongs(StructureId structure, LocalDate start, LocalDate end) {
    LocalDate until = known.ends().get(structure);
    if (until == null || until.isBefore(end)) {
      // A membership that reaches to this day or beyond is taken up where it ends.
      LocalDate from = until == null || until.isBefore(day) ? start : later(start, until);
      if (from.isBefore(end)) {
        events.add(new MembershipStarted(student, structure, school, from));
        if (!end.equals(LocalDate.MAX)) {
          ends(structure, end);
        }
      }
    } else if (until.isAfter(end)) {
      ends(structure, end);
    }
  }

  /** The day on which a membership starts that the student did not have before. */
  private LocalDate start(@Nullable LocalDate enteredOn) {
    LocalDate left = known.left();
    if (left != null && enteredOn != null && !enteredOn.isBefore(left)) {
      return enteredOn; // came back
    }
    LocalDate first = entersThisYear(enteredOn) ? Objects.requireNonNull(enteredOn) : yearStart;
    return known.ends().isEmpty() ? first : later(first, day);
  }

  /** The day of entry stays in the files as long as the student: only this year's counts. */
  private boolean entersThisYear(@Nullable LocalDate enteredOn) {
    return enteredOn != null
        && !enteredOn.isBefore(LocalDate.of(yearStart.getYear(), Month.AUGUST, 1));
  }

  private boolean startedAny() {
    return events.stream().anyMatch(MembershipStarted.class::isInstance);
  }

  private void ends(StructureId structure, LocalDate until) {
    events.add(new MembershipEnded(student, structure, school, until));
  }

  private static List<StructureId> sorted(Set<StructureId> structures) {
    return structures.stream().sorted(Comparator.comparing(StructureId::value)).toList();
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
