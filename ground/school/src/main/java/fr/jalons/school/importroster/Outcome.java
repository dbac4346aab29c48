package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What an import would change.
 *
 * @param events none if the school is already what the files say
 * @param missing those whom silence would have leave, or who would be in no class any more
 * @param day the day on which what the pupils' file tells takes effect
 */
record Outcome(
    List<SchoolEvent> events,
    Doubts doubts,
    List<Change> changes,
    Set<StudentId> missing,
    LocalDate day) {

  /**
   * One student before and after it.
   *
   * @param isNew whether nobody knew them before
   */
  record Change(StudentId student, boolean isNew, Attendee before, Attendee after) {

    /** New, or back. */
    boolean enters() {
      return isNew || (before.left() != null && after.left() == null);
    }

    boolean leaves() {
      return before.left() == null && after.left() != null;
    }
  }
}
