package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A class (division) or group (groupe) of one school, written {@code UAI:D:code} or {@code
 * UAI:G:code} with the letters of SIECLE. Codes are reused from year to year: who is a member, and
 * when, is told by {@link SchoolEvent.MembershipStarted} and {@link SchoolEvent.MembershipEnded}.
 */
public record StructureId(@JsonValue String value) {
  private static final int CODE_AT = "0999999Z:D:".length();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StructureId {
    if (value.length() <= CODE_AT || value.charAt(8) != ':' || value.charAt(10) != ':') {
      throw new IllegalArgumentException("not a structure: " + value);
    }
  }

  /** Whether a structure is a class or a group. */
  public enum Kind {
    CLASS('D'),
    GROUP('G');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  public static StructureId of(SchoolId school, Kind kind, String code) {
    return new StructureId(school.uai() + ":" + kind.letter + ":" + code);
  }

  public SchoolId school() {
    return new SchoolId(value.substring(0, 8));
  }

  public Kind kind() {
    return value.charAt(9) == Kind.CLASS.letter ? Kind.CLASS : Kind.GROUP;
  }

  public String code() {
    return value.substring(CODE_AT);
  }

  @Override
  public String toString() {
    return value;
  }
}
