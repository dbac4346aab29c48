package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A legal guardian (responsable légal). */
public record GuardianId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public GuardianId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static GuardianId of(String text) {
    return new GuardianId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
