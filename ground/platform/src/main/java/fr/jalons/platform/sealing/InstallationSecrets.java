package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys that belong to the installation as a whole, each made once and kept under the master key.
 */
final class InstallationSecrets {
  private final JdbcClient jdbc;
  private final Aead master;

  InstallationSecrets(KeyDatabase database, Aead master) {
    this.jdbc = database.jdbc();
    this.master = master;
  }

  /** Whether anything is wrapped yet: a master key that is lost now is lost for good. */
  static boolean exist(KeyDatabase database) {
    return database
        .jdbc()
        .sql("select exists (select from keys.secret)")
        .query(Boolean.class)
        .single();
  }

  /** The secret of that name, made if there is none. */
  KeysetHandle keyset(String name, Parameters parameters) {
    byte[] context = ("jalons:secret:" + name).getBytes(StandardCharsets.UTF_8);
    try {
      if (!exists(name)) {
        jdbc.sql("insert into keys.secret (name, wrapped) values (?, ?) on conflict do nothing")
            .params(
                name,
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(parameters), master, context))
            .update();
      }
      byte[] wrapped =
          jdbc.sql("select wrapped from keys.secret where name = ?")
              .param(name)
              .query(byte[].class)
              .single();
      return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, context);
    } catch (GeneralSecurityException e) {
      throw new MasterKeyException(
          "The keys of this installation are under another master key. Name the right file with JALONS_MASTER_KEY_FILE; several nodes share one.",
          e);
    }
  }

  private boolean exists(String name) {
    return jdbc.sql("select exists (select from keys.secret where name = ?)")
        .param(name)
        .query(Boolean.class)
        .single();
  }
}
