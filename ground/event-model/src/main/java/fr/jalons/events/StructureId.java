package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A class (division) or group (groupe) of one school, written {@code UAI:D:key} or {@code
 * UAI:G:key} with the letters of SIECLE. The key is the code under which it was first declared, and
 * stays when it is renamed: {@link SchoolEvent.StructureDeclared} tells the code that it bears.
 * Codes are reused from year to year: who is a member, and when, is told by {@link
 * SchoolEvent.MembershipStarted} and {@link SchoolEvent.MembershipEnded}.
 */
public record StructureId(@JsonValue String value) {
  private static final int KEY_AT = "0999999Z:D:".length();

  /** Can stand in no code: the reader of files turns all blanks into spaces. */
  private static final char NUMBERED = '\t';

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StructureId {
    if (value.length() <= KEY_AT || value.charAt(8) != ':' || value.charAt(10) != ':') {
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

  public static StructureId of(SchoolId school, Kind kind, String key) {
    return new StructureId(school.uai() + ":" + kind.letter + ":" + key);
  }

  /** Another class or group, which is declared under a code that is the key of this one. */
  public StructureId again(int number) {
    return new StructureId(value + NUMBERED + number);
  }

  public SchoolId school() {
    return new SchoolId(value.substring(0, 8));
  }

  public Kind kind() {
    return value.charAt(9) == Kind.CLASS.letter ? Kind.CLASS : Kind.GROUP;
  }

  /** What tells it from others of its kind in its school: no name for people. */
  public String key() {
    return value.substring(KEY_AT);
  }

  @Override
  public String toString() {
    return value;
  }
}
