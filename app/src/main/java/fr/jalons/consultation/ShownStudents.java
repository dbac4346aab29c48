package fr.jalons.consultation;

import fr.jalons.events.StudentId;
import jakarta.servlet.http.HttpServletRequest;

/** For answers that show a student and do not hold the identifier that {@link ShownIds} finds. */
public final class ShownStudents {
  private ShownStudents() {}

  /** A request's answer shows this student. */
  public static void add(HttpServletRequest request, StudentId student) {
    FileAccessInterceptor.shows(request, student.value());
  }
}
