package fr.jalons.platform.sealing;

import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.mac.HmacParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/**
 * HMAC-SHA-256 under a secret of the installation: unlike a plain digest, a fingerprint tells
 * nothing to someone who tries out what a text may have been.
 */
final class Fingerprints {
  private static final int BYTES = 32;

  private final Mac mac;

  private Fingerprints(Mac mac) {
    this.mac = mac;
  }

  static Fingerprints of(InstallationSecrets secrets) {
    try {
      return new Fingerprints(
          secrets
              .keyset("fingerprints", hmac())
              .getPrimitive(RegistryConfiguration.get(), Mac.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of fingerprints is no key", e);
    }
  }

  private static HmacParameters hmac() throws GeneralSecurityException {
    return HmacParameters.builder()
        .setKeySizeBytes(BYTES)
        .setTagSizeBytes(BYTES)
        .setHashType(HmacParameters.HashType.SHA256)
        .setVariant(HmacParameters.Variant.NO_PREFIX)
        .build();
  }

  String of(String text) {
    try {
      return HexFormat.of().formatHex(mac.computeMac(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no fingerprint can be taken", e);
    }
  }
}
