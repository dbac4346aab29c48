package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An interview (entretien) held with one student. */
public record InterviewId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public InterviewId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static InterviewId of(String text) {
    return new InterviewId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
