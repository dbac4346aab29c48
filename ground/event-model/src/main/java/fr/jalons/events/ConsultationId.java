package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One reading of nominative files, by one person. */
public record ConsultationId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConsultationId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static ConsultationId of(String text) {
    return new ConsultationId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
