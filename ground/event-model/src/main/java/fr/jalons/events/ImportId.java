package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One import of a school's roster. */
public record ImportId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ImportId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static ImportId of(String text) {
    return new ImportId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
