package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One positioning test (test de positionnement) taken by one student. */
public record PositioningId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PositioningId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static PositioningId of(String text) {
    return new PositioningId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
