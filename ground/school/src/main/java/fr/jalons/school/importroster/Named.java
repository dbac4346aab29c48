package fr.jalons.school.importroster;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.StudentId;
import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A student by name, for who has to judge an import.
 *
 * @param className code of the class
 */
public record Named(
    StudentId id,
    String lastName,
    String firstName,
    @JsonProperty("class") @Nullable String className) {
  static final Comparator<Named> BY_NAME =
      Comparator.comparing(Named::lastName, Collator.getInstance(Locale.FRENCH))
          .thenComparing(Named::firstName, Collator.getInstance(Locale.FRENCH));
}
