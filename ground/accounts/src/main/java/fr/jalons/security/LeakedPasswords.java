package fr.jalons.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The commonest of the passwords that leaked elsewhere, and are tried first here: looked up
 * offline, in any spelling of capitals. The file holds the first eight bytes of the SHA-256 of
 * each, sorted; ADR 0009 says from which lists.
 */
@Component
class LeakedPasswords {
  private static final String FILE = "/passwords/leaked.bin";

  private final long[] known = read();

  boolean contains(String password) {
    byte[] digest = Secrets.digest(password.toLowerCase(Locale.ROOT));
    return Arrays.binarySearch(known, ByteBuffer.wrap(digest).getLong()) >= 0;
  }

  /** Sorted again: bytes count from 0, numbers from below. */
  private static long[] read() {
    try (InputStream file =
        Objects.requireNonNull(LeakedPasswords.class.getResourceAsStream(FILE), FILE)) {
      byte[] bytes = file.readAllBytes();
      long[] digests = new long[bytes.length / Long.BYTES];
      ByteBuffer.wrap(bytes).asLongBuffer().get(digests);
      Arrays.sort(digests);
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
