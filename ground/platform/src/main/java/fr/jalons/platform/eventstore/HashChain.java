package fr.jalons.platform.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What makes the log tamper-evident. The digest of an event is SHA-256 over its parts, each
 * preceded by its length; its hash is SHA-256 over the hash before it (32 zero bytes for the
 * first), its position and its digest.
 */
public final class HashChain {
  private static final byte[] GENESIS = new byte[32];

  private HashChain() {}

  /** The hash before the first event. */
  public static byte[] genesis() {
    return GENESIS.clone();
  }

  /** The digest of one event; tags count in sorted order. */
  public static byte[] digest(
      UUID id,
      String type,
      String revision,
      String payload,
      String metadata,
      Instant recordedAt,
      Collection<String> tags) {
    MessageDigest sha = sha256();
    sha.update(
        ByteBuffer.allocate(24)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
            .flip());
    for (String part : List.of(type, revision, payload, metadata)) {
      update(sha, part);
    }
    tags.stream().sorted().forEach(tag -> update(sha, tag));
    return sha.digest();
  }

  /** The hash of the event at {@code position}, after {@code previous}. */
  public static byte[] link(byte[] previous, long position, byte[] digest) {
    MessageDigest sha = sha256();
    sha.update(previous);
    sha.update(ByteBuffer.allocate(8).putLong(position).flip());
    return sha.digest(digest);
  }

  private static void update(MessageDigest sha, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
