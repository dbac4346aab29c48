package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A request to erase what is known of one student. */
public record ErasureRequestId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ErasureRequestId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static ErasureRequestId of(String text) {
    return new ErasureRequestId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
