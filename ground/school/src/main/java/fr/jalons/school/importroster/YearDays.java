package fr.jalons.school.importroster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When the school year of an import begins.
 *
 * @param before first day as known until now
 * @param start first day as known with this import
 * @param day the day on which what the import tells takes effect
 * @param first whether no pupils' file of this year came before
 */
record YearDays(LocalDate before, LocalDate start, LocalDate day, boolean first) {

  /** The first day of one who entered then. */
  LocalDate firstDay(@Nullable LocalDate enteredOn) {
    return firstDay(enteredOn, start);
  }

  /** As {@link #firstDay(LocalDate)}, while the year was known to begin on another day. */
  LocalDate firstDayBefore(@Nullable LocalDate enteredOn) {
    return firstDay(enteredOn, before);
  }

  /** A day of entry stays in the files as long as the pupil: only one within the year counts. */
  private static LocalDate firstDay(@Nullable LocalDate enteredOn, LocalDate start) {
    return enteredOn != null && enteredOn.isAfter(start) ? enteredOn : start;
  }

  boolean moved() {
    return !before.equals(start);
  }
}
