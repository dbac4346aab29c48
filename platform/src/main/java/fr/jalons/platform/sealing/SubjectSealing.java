package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * AES-256-GCM, as {@code sealed:1:<subject>:<field>:<base64url>}. What stands before the last colon
 * is authenticated with the text, so that it opens nowhere else.
 */
final class SubjectSealing implements Sealing {
  private static final int SUBJECT_ENDS = PREFIX.length() + 36;

  /** The key is neither there nor known to be destroyed: the store of keys is not the right one. */
  private static final String UNREADABLE = "illisible";

  /**
   * Tink finds its randomness anew for each thread, which takes longer than sealing, and a request
   * has a thread of its own: others seal for it, that stay.
   */
  private final ExecutorService sealers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("sealer-", 0).factory());

  private final SubjectKeys keys;
  private final Fingerprints fingerprints;

  SubjectSealing(SubjectKeys keys, Fingerprints fingerprints) {
    this.keys = keys;
    this.fingerprints = fingerprints;
  }

  @Override
  public String seal(UUID subject, String field, String text) {
    String label = PREFIX + subject + ':' + field + ':';
    Aead key = keys.writing(subject);
    byte[] sealed =
        CompletableFuture.supplyAsync(() -> encrypted(key, text, label), sealers).join();
    return label + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private static byte[] encrypted(Aead key, String text, String label) {
    try {
      return key.encrypt(
          text.getBytes(StandardCharsets.UTF_8), label.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a text cannot be sealed", e);
    }
  }

  @Override
  public String open(String stored) {
    if (!stored.startsWith(PREFIX)) {
      return stored;
    }
    int end = stored.lastIndexOf(':') + 1;
    if (end <= SUBJECT_ENDS || stored.charAt(SUBJECT_ENDS) != ':') {
      return stored;
    }
    try {
      UUID subject = UUID.fromString(stored.substring(PREFIX.length(), SUBJECT_ENDS));
      byte[] sealed = Base64.getUrlDecoder().decode(stored.substring(end));
      return open(subject, stored.substring(0, end), sealed);
    } catch (IllegalArgumentException e) {
      return stored; // a text of the first version that only looks like one
    }
  }

  private String open(UUID subject, String label, byte[] sealed) {
    SubjectKeys.Key key = keys.reading(subject);
    Aead primitive = key.primitive();
    if (primitive == null) {
      return key.destroyed() ? ERASED : UNREADABLE;
    }
    try {
      return new String(
          primitive.decrypt(sealed, label.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      return UNREADABLE;
    }
  }

  @Override
  public String fingerprint(String text) {
    return fingerprints.of(text);
  }
}
