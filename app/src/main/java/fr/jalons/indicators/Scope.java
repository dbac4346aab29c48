package fr.jalons.indicators;

import org.jspecify.annotations.Nullable;

/**
 * What an indicator is of.
 *
 * @param code of the class, group or track; null for a school
 * @param school its national number
 */
public record Scope(Kind kind, @Nullable String code, String school) {

  /** From the widest to the narrowest. */
  public enum Kind {
    SCHOOL,
    TRACK,
    CLASS,
    GROUP
  }
}
