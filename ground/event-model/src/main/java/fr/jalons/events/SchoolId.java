package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A school (établissement), known by its UAI code: seven digits and a letter. */
public record SchoolId(@JsonValue String uai) {
  private static final int LENGTH = 8;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SchoolId {
    if (!isUai(uai)) {
      throw new IllegalArgumentException("not a UAI code");
    }
  }

  /** Without a regular expression: figures of a school ask this tens of thousands of times. */
  private static boolean isUai(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int at = 0; at < LENGTH - 1; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return text.charAt(LENGTH - 1) >= 'A' && text.charAt(LENGTH - 1) <= 'Z';
  }

  @Override
  public String toString() {
    return uai;
  }
}
