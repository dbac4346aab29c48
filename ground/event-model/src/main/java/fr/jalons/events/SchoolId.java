package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A school (établissement), known by its UAI code: seven digits and a letter. */
public record SchoolId(@JsonValue String uai) {
  private static final Pattern UAI = Pattern.compile("\\d{7}[A-Z]");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SchoolId {
    if (!UAI.matcher(uai).matches()) {
      throw new IllegalArgumentException("not a UAI code");
    }
  }

  @Override
  public String toString() {
    return uai;
  }
}
