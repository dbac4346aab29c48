package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.mac.HmacParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * HMAC-SHA-256 under a secret of the installation, made once and kept under the master key: unlike
 * a plain digest, a fingerprint tells nothing to someone who tries out what a text may have been.
 */
final class Fingerprints {
  private static final String NAME = "fingerprints";
  private static final int BYTES = 32;
  private static final byte[] CONTEXT = ("jalons:secret:" + NAME).getBytes(StandardCharsets.UTF_8);

  private final Mac mac;

  private Fingerprints(Mac mac) {
    this.mac = mac;
  }

  /** Whether anything is wrapped yet: a master key that is lost now is lost for good. */
  static boolean exist(KeyDatabase database) {
    return database
        .jdbc()
        .sql("select exists (select from keys.secret)")
        .query(Boolean.class)
        .single();
  }

  /** The secret of this installation, made if there is none. */
  static Fingerprints of(KeyDatabase database, Aead master) {
    JdbcClient jdbc = database.jdbc();
    try {
      if (!exist(database)) {
        jdbc.sql("insert into keys.secret (name, wrapped) values (?, ?) on conflict do nothing")
            .params(
                NAME,
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(hmac()), master, CONTEXT))
            .update();
      }
      byte[] wrapped =
          jdbc.sql("select wrapped from keys.secret where name = ?")
              .param(NAME)
              .query(byte[].class)
              .single();
      return new Fingerprints(
          TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, CONTEXT)
              .getPrimitive(RegistryConfiguration.get(), Mac.class));
    } catch (GeneralSecurityException e) {
      throw new MasterKeyException(
          "The keys of this installation are under another master key. Name the right file with JALONS_MASTER_KEY_FILE; several nodes share one.",
          e);
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
