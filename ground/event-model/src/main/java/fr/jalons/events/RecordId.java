package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A record (pièce): whatever a person puts on file. All kinds from the grid share this type. */
public record RecordId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RecordId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static RecordId of(String text) {
    return new RecordId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
