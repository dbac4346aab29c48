package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** AES-256-GCM under a secret of the installation, as {@code secret:1:<base64url>}. */
final class InstallationKey implements InstallationSeal {
  private static final String PREFIX = "secret:1:";

  private final Aead key;
  private final SubjectSealing before;

  private InstallationKey(Aead key, SubjectSealing before) {
    this.key = key;
    this.before = before;
  }

  /**
   * The one of this installation, made if there is none.
   *
   * @param before what sealed such texts before
   */
  static InstallationKey of(InstallationSecrets secrets, SubjectSealing before) {
    try {
      return new InstallationKey(
          secrets
              .keyset("installation", PredefinedAeadParameters.AES256_GCM)
              .getPrimitive(RegistryConfiguration.get(), Aead.class),
          before);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of the installation is no key", e);
    }
  }

  @Override
  public String seal(String purpose, String text) {
    try {
      byte[] sealed = key.encrypt(text.getBytes(StandardCharsets.UTF_8), label(purpose));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a text cannot be sealed", e);
    }
  }

  @Override
  public Optional<String> open(String purpose, String sealed) {
    if (!sealed.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
      return Optional.of(new String(key.decrypt(bytes, label(purpose)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> takeOver(UUID subject, String field, String sealed) {
    return before.ofFirstForm(subject, field, sealed);
  }

  private static byte[] label(String purpose) {
    return (PREFIX + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
