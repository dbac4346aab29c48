package fr.jalons.platform.eventstore;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifiers of messages that grow with time (RFC 9562, version 7), so that the index of the
 * events' ids is written at its end rather than all over. Axon finds it as a service.
 */
public final class TimeOrderedIds extends IdentifierFactory {
  private static final int VERSION = 7;
  private static final long VARIANT = 0b10L << 62;

  /** For the service loader. */
  public TimeOrderedIds() {}

  @Override
  public String generateIdentifier() {
    return at(Instant.now()).toString();
  }

  /** Milliseconds, a millisecond's 4096 parts, and 62 random bits. */
  static UUID at(Instant time) {
    long parts = (time.getNano() % 1_000_000L << 12) / 1_000_000L;
    long random = ThreadLocalRandom.current().nextLong();
    return new UUID(
        time.toEpochMilli() << 16 | VERSION << 12 | parts, random & ~(0b11L << 62) | VARIANT);
  }
}
