package fr.jalons.school.importroster;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.function.Function;

/**
 * What a decision about an import needs besides the files and the school's earlier imports.
 *
 * @param attended the days on which rolls have a student there
 * @param planned the days for which sessions of a class or group are still planned
 * @param share so many of those present may leave unasked, of 1
 * @param fewest so many leavers at least are asked about
 */
record Circumstances(
    LocalDate today,
    Function<StudentId, NavigableSet<LocalDate>> attended,
    Function<StructureId, NavigableSet<LocalDate>> planned,
    double share,
    int fewest) {

  /** Whether it is hardly ever meant that so many of those present leave at once. */
  boolean isMany(int leaving, int present) {
    return leaving >= fewest && leaving > share * present;
  }
}
