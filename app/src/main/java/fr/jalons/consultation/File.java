package fr.jalons.consultation;

import fr.jalons.events.StudentId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was looked at, as the address names it. */
sealed interface File {
  /** A student's own file. */
  record OfStudent(StudentId student) implements File {}

  /** A need, which is some student's. */
  record OfNeed(UUID need) implements File {}

  /**
   * A class, which is all of its students.
   *
   * @param school null: of whichever school has a class of this code
   * @param past with those who have left it, as an auditor sees it
   */
  record OfClass(String code, @Nullable String school, boolean past) implements File {}
}
