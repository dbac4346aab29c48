package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an import would change.
 *
 * @param events none if the school is already what the files say
 * @param missing those whom silence would have leave, or who would be in no class any more
 */
record Outcome(
    List<SchoolEvent> events,
    Doubts doubts,
    List<Change> changes,
    Set<StudentId> missing,
    LocalDate day) {

  /** One student before and after it. */
  record Change(StudentId student, Attendee before, Attendee after) {

    boolean enters(LocalDate day) {
      return after.left() == null && (before.equals(Attendee.NEW) || before.left() != null);
    }

    boolean leaves() {
      return before.left() == null && after.left() != null;
    }

    @Nullable StructureId classBefore(LocalDate day) {
      return before.classOn(day);
    }
  }
}
