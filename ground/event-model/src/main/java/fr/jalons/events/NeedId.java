package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A diagnosed need (besoin) of one student. */
public record NeedId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NeedId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static NeedId of(String text) {
    return new NeedId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
