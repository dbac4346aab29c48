package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Secrets that serve for a while and are then destroyed, wrapped until then. Their owners are named
 * with their kind, {@code survey:<id>}: an id of one kind reaches no secret of another. None stays
 * in memory, so a secret that is destroyed is of no use from that moment on.
 */
public final class PassingSecrets {
  private final KeyDatabase database;
  private final JdbcClient jdbc;
  private final Aead master;

  PassingSecrets(KeyDatabase database, Aead master) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.master = master;
  }

  /** Keeps a secret for an owner, unless there is or was one. */
  public void keep(String owner, byte[] secret) {
    jdbc.sql(
            "insert into keys.passing_secret (owner, wrapped) values (?, ?) on conflict do nothing")
        .params(owner, wrapped(owner, secret))
        .update();
  }

  /** The secret of an owner, until it is destroyed. */
  public Optional<byte[]> of(String owner) {
    return jdbc.sql(
            "select wrapped from keys.passing_secret where owner = ? and wrapped is not null")
        .param(owner)
        .query(byte[].class)
        .optional()
        .map(wrapped -> unwrapped(owner, wrapped));
  }

  /** Who has one. */
  public List<String> owners() {
    return jdbc.sql("select owner from keys.passing_secret where wrapped is not null")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Gives up the secrets of these owners for ever; their bytes are left to be overwritten. */
  public void destroy(Collection<String> owners) {
    jdbc.sql(
            """
            update keys.passing_secret set wrapped = null, destroyed_at = now()
            where owner = any (?) and wrapped is not null
            """)
        .param(owners.toArray(String[]::new))
        .update();
  }

  /** Whether a secret of an owner, or its bytes, may still be in the store. */
  public boolean remains(String owner) {
    return jdbc.sql(
            "select exists (select from keys.passing_secret where owner = ? and overwritten_at is null)")
        .param(owner)
        .query(Boolean.class)
        .single();
  }

  /**
   * Overwrites the bytes of what was destroyed. As long as an older snapshot or the like keeps
   * them, they {@link #remains remain}, and this is to be asked for again.
   */
  public void overwrite() {
    List<String> destroyed =
        jdbc.sql(
                "select owner from keys.passing_secret where wrapped is null and overwritten_at is null")
            .query((row, number) -> row.getString(1))
            .list();
    if (!destroyed.isEmpty() && database.rewrite().done()) {
      jdbc.sql("update keys.passing_secret set overwritten_at = now() where owner = any (?)")
          .param(destroyed.toArray(String[]::new))
          .update();
    }
  }

  private byte[] wrapped(String owner, byte[] secret) {
    try {
      return master.encrypt(secret, context(owner));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be wrapped", e);
    }
  }

  private byte[] unwrapped(String owner, byte[] wrapped) {
    try {
      return master.decrypt(wrapped, context(owner));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret is not of this master key", e);
    }
  }

  /** A wrapped secret serves its own owner alone. */
  private static byte[] context(String owner) {
    return ("jalons:passing-secret:" + owner).getBytes(StandardCharsets.UTF_8);
  }
}
