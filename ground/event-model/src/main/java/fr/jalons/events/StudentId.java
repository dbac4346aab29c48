package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A student (élève), stable over re-imports; says nothing about the person. */
public record StudentId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StudentId {}

  /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
  public static StudentId of(String text) {
    return new StudentId(Uuids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
