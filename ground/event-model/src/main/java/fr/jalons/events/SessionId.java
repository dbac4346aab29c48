package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A session (séance) of accompagnement personnalisé. */
public record SessionId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static SessionId of(String text) {
    return new SessionId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
