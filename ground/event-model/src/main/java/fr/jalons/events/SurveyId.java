package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A survey (enquête). */
public record SurveyId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SurveyId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static SurveyId of(String text) {
    return new SurveyId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
