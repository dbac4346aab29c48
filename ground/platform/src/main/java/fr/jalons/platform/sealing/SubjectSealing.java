package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import fr.jalons.platform.joining.JoinedFiles;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AES-256-GCM, as {@code sealed:2:<kind>:<subject>:<field>:<base64url>}; texts from before kinds
 * were kept are {@code sealed:1:<subject>:<field>:<base64url>}. What stands before the last colon
 * is authenticated with the text, so that it opens nowhere else.
 */
final class SubjectSealing implements Sealing {
  private static final String FIRST_FORM = PREFIX + "1:";
  private static final String FORM = PREFIX + "2:";
  private static final Pattern LABEL =
      Pattern.compile(
          PREFIX + "(?:1|2:(?<kind>[a-z]+)):(?<subject>[0-9a-f-]{36}):(?<field>[^:]+):");

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
  private final JoinedFiles joined;
  private final Fingerprints fingerprints;

  SubjectSealing(SubjectKeys keys, JoinedFiles joined, Fingerprints fingerprints) {
    this.keys = keys;
    this.joined = joined;
    this.fingerprints = fingerprints;
  }

  @Override
  public String seal(SubjectId subject, String field, String text) {
    String label = label(subject, field);
    Aead key = keys.writing(subject);
    byte[] sealed =
        CompletableFuture.supplyAsync(() -> encrypted(key, text, label), sealers).join();
    return label + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private static String label(SubjectId subject, String field) {
    return FORM + subject.kind() + ':' + subject.value() + ':' + field + ':';
  }

  private static String firstLabel(UUID subject, String field) {
    return FIRST_FORM + subject + ':' + field + ':';
  }

  private static byte[] encrypted(Aead key, String text, String label) {
    try {
      return key.encrypt(
          text.getBytes(StandardCharsets.UTF_8), label.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a text cannot be sealed", e);
    }
  }

  /** Who has several identifiers has a key of each. */
  @Override
  public String open(SubjectId subject, String field, String stored) {
    for (UUID file : joined.files(subject.value())) {
      String opened = openedAs(new SubjectId(subject.kind(), file), field, stored);
      if (!opened.equals(stored)) {
        return opened;
      }
    }
    return stored;
  }

  private String openedAs(SubjectId subject, String field, String stored) {
    String label = label(subject, field);
    if (!stored.startsWith(label)) {
      label = firstLabel(subject.value(), field);
    }
    return stored.startsWith(label) ? opened(subject.value(), label, stored) : stored;
  }

  @Override
  public String open(Set<SubjectKind> kinds, String field, String stored) {
    Matcher label = LABEL.matcher(stored);
    if (!label.lookingAt() || !label.group("field").equals(field)) {
      return stored;
    }
    UUID subject = UUID.fromString(label.group("subject"));
    String named = label.group("kind");
    SubjectKind kind =
        named == null ? keys.reading(subject).kind() : SubjectKind.named(named).orElse(null);
    return kind != null && kinds.contains(kind) ? opened(subject, label.group(), stored) : stored;
  }

  /** A text under the key of an id, as all were sealed before kinds were kept. */
  Optional<String> ofFirstForm(UUID subject, String field, String stored) {
    String label = firstLabel(subject, field);
    Aead key = keys.reading(subject).primitive();
    return key == null || !stored.startsWith(label)
        ? Optional.empty()
        : decrypted(key, label, stored);
  }

  private String opened(UUID subject, String label, String stored) {
    SubjectKeys.Key key = keys.reading(subject);
    if (key.destroyed()) {
      return ERASED;
    }
    return key.primitive() == null
        ? UNREADABLE
        : decrypted(key.primitive(), label, stored).orElse(UNREADABLE);
  }

  private static Optional<String> decrypted(Aead key, String label, String stored) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(stored.substring(label.length()));
      byte[] text = key.decrypt(sealed, label.getBytes(StandardCharsets.UTF_8));
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String fingerprint(String text) {
    return fingerprints.of(text);
  }
}
