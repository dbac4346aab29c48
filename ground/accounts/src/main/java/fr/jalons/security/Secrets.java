package fr.jalons.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

/** Random secrets, and the digests that are kept of them. */
final class Secrets {
  private static final int TOKEN_BYTES = 32;
  private static final StringKeyGenerator TOKENS =
      new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), TOKEN_BYTES);

  private Secrets() {}

  /** 256 random bits, as they can stand in an address. */
  static String token() {
    return TOKENS.generateKey();
  }

  /** So many random bytes. */
  static byte[] bytes(int count) {
    return KeyGenerators.secureRandom(count).generateKey();
  }

  /** Unsalted, since a random secret cannot be guessed. */
  static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
