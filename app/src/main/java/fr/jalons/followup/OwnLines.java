package fr.jalons.followup;

import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event as the family of one student may see it: a session concerns a whole class, and who else
 * was absent is nobody else's business.
 */
final class OwnLines {
  private static final List<String> OF_STUDENTS = List.of("students", "attendance");

  private OwnLines() {}

  static String of(StudentId student, String payload, EventJson json) {
    Map<Object, Object> event = new LinkedHashMap<>(json.read(payload, Map.class));
    event.replaceAll(
        (field, value) ->
            OF_STUDENTS.contains(field) && value instanceof List<?> lines
                ? lines.stream().filter(line -> isOf(student, line)).toList()
                : value);
    return json.write(event);
  }

  /** A bare identifier, or a line of a roll that holds one. */
  private static boolean isOf(StudentId student, Object line) {
    Object named = line instanceof Map<?, ?> fields ? fields.get("student") : line;
    return student.toString().equals(named);
  }
}
