package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an import would change.
 *
 * @param events none if the school is already what the files say
 * @param missing those who would leave because the file is silent about them, or who would be in no
 *     class any more
 * @param day the day on which what the pupils' file tells takes effect
 * @param codes what classes and groups would be called
 */
record Outcome(
    List<SchoolEvent> events,
    Doubts doubts,
    List<Change> changes,
    Set<StudentId> missing,
    LocalDate day,
    Function<StructureId, String> codes) {

  /** What somebody's class would be called. */
  @Nullable String code(@Nullable StructureId schoolClass) {
    return schoolClass == null ? null : codes.apply(schoolClass);
  }

  /**
   * One student before and after it.
   *
   * @param isNew whether they were unknown before
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
