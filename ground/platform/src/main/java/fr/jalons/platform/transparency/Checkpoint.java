package fr.jalons.platform.transparency;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a log committed to, in the text form of C2SP tlog-checkpoint: origin, size and root hash,
 * each on a line of its own.
 *
 * @param origin name of the log
 * @param size how many events it held, from 0
 * @param root root hash of its tree of that size, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
  private static final int HASH_LENGTH = 32;

  /** The text that is signed; it ends with a newline. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /** Reads {@link #text()}; further lines, which the format allows, are ignored. */
  static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || lines.get(0).isEmpty() || !lines.get(1).matches("0|[1-9]\\d{0,17}")) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    byte[] root = Base64.getDecoder().decode(lines.get(2));
    if (root.length != HASH_LENGTH) {
      throw new IllegalArgumentException("not a root hash");
    }
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root);
  }

  /**
   * One that no log agrees with: something was kept for this size and can no longer be verified.
   */
  static Checkpoint unverifiable(long size) {
    return new Checkpoint("", size, new byte[0]);
  }

  boolean isRoot(byte[] other) {
    return Arrays.equals(root, other);
  }
}
