package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One assessment of one competency of one student. */
public record AssessmentId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AssessmentId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static AssessmentId of(String text) {
    return new AssessmentId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
