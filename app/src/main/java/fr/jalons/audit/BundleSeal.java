package fr.jalons.audit;

import fr.jalons.events.StudentId;
import fr.jalons.platform.transparency.Checkpoint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * What Jalons says of a bundle as a whole, to be signed: whose it is, of which state of the log,
 * how many events it holds and which. Proofs vouch for each event alone; without this, one could be
 * taken out on the way without a trace.
 */
final class BundleSeal {
  private BundleSeal() {}

  /** Six lines; that the second is no number sets it apart from a checkpoint. */
  static String text(
      String format, StudentId student, Checkpoint checkpoint, List<byte[]> eventHashes) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "\n",
        format,
        student.toString(),
        Long.toString(checkpoint.size()),
        base64.encodeToString(checkpoint.root()),
        Integer.toString(eventHashes.size()),
        base64.encodeToString(digest(eventHashes)),
        "");
  }

  private static byte[] digest(List<byte[]> hashes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      hashes.forEach(sha::update);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
