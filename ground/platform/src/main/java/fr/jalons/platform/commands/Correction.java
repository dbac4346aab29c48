package fr.jalons.platform.commands;

import org.jspecify.annotations.Nullable;

/**
 * Says of a command that creates a record that it corrects one. A command that can be corrected has
 * a component of this type; no body and no form gives it.
 *
 * @param reason why, a text about the student of the record
 * @param version the version of the record that it is based on, or null for any
 */
public record Correction(String reason, @Nullable Integer version) {

  /** The reason; null for what is no correction. */
  public static @Nullable String reason(@Nullable Correction correction) {
    return correction == null ? null : correction.reason();
  }
}
