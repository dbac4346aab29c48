package fr.jalons.school.importroster;

import fr.jalons.events.StudentId;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.school.identity.People;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the students of an import are called, whether they are known, new or erased. */
final class Names {
  private final Map<UUID, People.Student> students = new HashMap<>();

  Names(People before, People after) {
    before.students().forEach(student -> students.put(student.id(), student));
    after.students().forEach(student -> students.put(student.id(), student));
  }

  Named of(StudentId id, @Nullable String code) {
    People.Student student = students.get(id.value());
    return student == null
        ? new Named(id, Sealing.ERASED, "", code)
        : new Named(
            id,
            Objects.requireNonNullElse(student.usageName(), student.familyName()),
            student.firstName(),
            code);
  }
}
