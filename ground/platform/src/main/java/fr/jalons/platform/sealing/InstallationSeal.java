package fr.jalons.platform.sealing;

import java.util.Optional;
import java.util.UUID;

/**
 * Seals what the installation itself must be able to read for as long as it stands, such as keys of
 * tokens. Its key is no subject's, so that no erasure reaches it.
 */
public interface InstallationSeal {
  /**
   * A text that opens for the same purpose alone.
   *
   * @param purpose what it is and whose, such as {@code second-factor:<account>}
   */
  String seal(String purpose, String text);

  /** The text, unless it was sealed for something else or with another key. */
  Optional<String> open(String purpose, String sealed);

  /**
   * What was sealed under a subject's key, as such texts were before: to be sealed here from now
   * on.
   */
  Optional<String> takeOver(UUID subject, String field, String sealed);
}
