package fr.jalons.indicators;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.StructureId;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is of.
 *
 * @param code of the class, group or track; null for a school
 * @param school its national number
 * @param structure the class or group itself, whatever it is called
 */
public record Scope(
    Kind kind, @Nullable String code, String school, @JsonIgnore @Nullable StructureId structure) {

  /** From the widest to the narrowest. */
  public enum Kind {
    SCHOOL,
    TRACK,
    CLASS,
    GROUP
  }

  /** Of a school or a track. */
  public Scope(Kind kind, @Nullable String code, String school) {
    this(kind, code, school, null);
  }

  /** Of a class or group that bears a code. */
  public static Scope of(StructureId structure, String code) {
    return new Scope(
        Kind.valueOf(structure.kind().name()), code, structure.school().uai(), structure);
  }
}
