package fr.jalons.school.directory;

import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.school.Directory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A form about a student bears their name. */
@Component
class StudentTitles implements FormTitles {
  private final Directory directory;

  StudentTitles(Directory directory) {
    this.directory = directory;
  }

  @Override
  public @Nullable String subject(Map<String, String> address) {
    String student = address.get("student");
    return student == null ? null : directory.name(StudentId.of(student));
  }
}
