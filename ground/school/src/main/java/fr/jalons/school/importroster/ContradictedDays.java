package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.importroster.Outcome.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.function.Function;

/**
 * Days of leaving and of entry that contradict what is known already. A typo in them would take a
 * pupil out of class, and in the end erase the file.
 */
final class ContradictedDays {
  private static final String LEFT = "ELEVE/DATE_SORTIE";
  private static final String ENTERED = "ELEVE/DATE_ENTREE";

  /** For so long before a school year one who left did not come back after the summer. */
  private static final int SUMMER_MONTHS = 3;

  private final KnownRoster known;
  private final RosterById roster;
  private final Map<StudentId, Change> changes;
  private final Function<StudentId, NavigableSet<LocalDate>> attended;

  /**
   * @param attended the days on which rolls have a student there
   */
  ContradictedDays(
      KnownRoster known,
      RosterById roster,
      Map<StudentId, Change> changes,
      Function<StudentId, NavigableSet<LocalDate>> attended) {
    this.known = known;
    this.roster = roster;
    this.changes = changes;
    this.attended = attended;
  }

  /** Leavings long before the school year, of pupils who are known in it. */
  List<Fault> impossible() {
    LocalDate first = roster.yearStart().minusMonths(SUMMER_MONTHS);
    return roster.students().stream()
        .filter(student -> leavesAnew(student) && isMember(student.id()))
        .filter(student -> Objects.requireNonNull(student.leftOn()).isBefore(first))
        .map(student -> student.place().fault(LEFT, "roster.left-before-year"))
        .toList();
  }

  /** Days that a roll contradicts. */
  void addTo(Doubts doubts) {
    for (RosterById.Student student : roster.students()) {
      if (leavesAnew(student)) {
        LocalDate there = attended.apply(student.id()).higher(leftOn(student));
        if (there != null) {
          doubts.add(
              Confirmation.ATTENDANCE, student.place().fault(LEFT, "roster.left-before-roll"));
        }
      }
      LocalDate enteredOn = student.enteredOn();
      if (enteredOn != null && entersAfterRoll(student.id(), enteredOn)) {
        doubts.add(
            Confirmation.ATTENDANCE, student.place().fault(ENTERED, "roster.entered-after-roll"));
      }
    }
  }

  /** Of a known student, another day of leaving than the one that is known. */
  private boolean leavesAnew(RosterById.Student student) {
    return student.leftOn() != null
        && known.students().containsKey(student.id())
        && !leftOn(student).equals(known.attendee(student.id()).left());
  }

  private static LocalDate leftOn(RosterById.Student student) {
    return Objects.requireNonNull(student.leftOn());
  }

  private boolean isMember(StudentId student) {
    RosterImported last = known.last();
    return last != null
        && last.year() == roster.year()
        && !known.attendee(student).beyond(roster.yearStart()).isEmpty();
  }

  /** A day of this year, before the entry, that is taken from one who was there. */
  private boolean entersAfterRoll(StudentId student, LocalDate enteredOn) {
    Change change = Objects.requireNonNull(changes.get(student));
    return !change.before().equals(change.after())
        && enteredOn.isAfter(roster.yearStart())
        && attended.apply(student).subSet(roster.yearStart(), enteredOn).stream()
            .anyMatch(day -> change.before().covers(day) && !change.after().covers(day));
  }
}
