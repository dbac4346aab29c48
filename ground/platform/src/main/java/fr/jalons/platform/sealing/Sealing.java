package fr.jalons.platform.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Makes texts about somebody unreadable to all who have not that person's key. */
public interface Sealing {
  /** What every sealed text starts with; a number follows that tells its form. */
  String PREFIX = "sealed:";

  /** What remains of a text whose key is destroyed. */
  String ERASED = "effacé";

  /**
   * The text under the key of its subject, which is made if there is none.
   *
   * @param field what the text is in its event; a sealed text cannot be passed off as another field
   *     or as another subject's
   * @throws fr.jalons.platform.refusal.Refusal if the subject's key is destroyed, or its id is one
   *     of another kind
   */
  String seal(SubjectId subject, String field, String text);

  /**
   * The text that was sealed for this subject and field, {@link #ERASED} once its key is destroyed.
   * Anything else is its own answer: what was stored before there was sealing, and what was sealed
   * for another place.
   */
  String open(SubjectId subject, String field, String stored);

  /** As the other, where the place may hold texts of any subject of these kinds. */
  String open(Set<SubjectKind> kinds, String field, String stored);

  /**
   * The same for the same text, and of no use to one who guesses texts: 64 hexadecimal digits that
   * depend on a secret of the installation.
   */
  String fingerprint(String text);

  /** Whether a text passes itself off as a sealed one: nothing that comes in may. */
  static boolean looksSealed(String text) {
    return text.strip().startsWith(PREFIX);
  }

  /** Leaves everything in the clear: for tests, and for what must pass as it is stored. */
  Sealing NONE =
      new Sealing() {
        @Override
        public String seal(SubjectId subject, String field, String text) {
          return text;
        }

        @Override
        public String open(SubjectId subject, String field, String stored) {
          return stored;
        }

        @Override
        public String open(Set<SubjectKind> kinds, String field, String stored) {
          return stored;
        }

        @Override
        public String fingerprint(String text) {
          try {
            return HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(text.getBytes(StandardCharsets.UTF_8)));
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
          }
        }
      };
}
