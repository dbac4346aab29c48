package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A member of staff known from STS-web (enseignant). */
public record TeacherId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TeacherId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static TeacherId of(String text) {
    return new TeacherId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
