package fr.jalons.platform.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The key of each subject, kept wrapped. Unwrapped ones stay in memory while they are used. Every
 * few seconds a node asks which were destroyed since: for so long it may go on reading texts whose
 * key another one has destroyed.
 */
public final class SubjectKeys {
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** How far each look goes back: longer than a transaction that destroys can last unseen. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(10);

  private static final int MOST = 50_000;

  private final JdbcClient jdbc;
  private final Aead master;
  private final Cache<UUID, Key> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(MEMORY).build();
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());

  SubjectKeys(KeyDatabase database, Aead master) {
    this.jdbc = database.jdbc();
    this.master = master;
  }

  /**
   * What the store has for a subject.
   *
   * @param primitive null if there is no key, never yet or no longer
   */
  record Key(@Nullable Aead primitive, boolean destroyed) {
    private static final Key NONE = new Key(null, false);
    private static final Key DESTROYED = new Key(null, true);
  }

  /** To read with. */
  Key reading(UUID subject) {
    forgetDestroyed();
    Key key = known.get(subject, this::stored);
    if (key == Key.NONE) {
      known.asMap().remove(subject, Key.NONE); // another node may make one at any time
    }
    return key;
  }

  /** Of all who come at once, one looks. */
  private void forgetDestroyed() {
    long now = System.nanoTime();
    long before = lookedAt.get();
    if (now - before < BETWEEN_LOOKS.toNanos() || !lookedAt.compareAndSet(before, now)) {
      return;
    }
    if (now - before > LOOK_BACK.toNanos() / 2) {
      known.invalidateAll(); // nobody has looked for so long that one may be missed
      return;
    }
    try {
      known.invalidateAll(
          jdbc.sql("select subject from keys.subject_key where destroyed_at > now() - ?::interval")
              .param(LOOK_BACK.toString())
              .query(UUID.class)
              .list());
    } catch (RuntimeException e) {
      known.invalidateAll();
      throw e;
    }
  }

  /** To write with: made when it is first asked for, refused once it is destroyed. */
  Aead writing(UUID subject) {
    Key key = reading(subject);
    if (key == Key.NONE) {
      key = known.asMap().compute(subject, (id, remembered) -> storedOrMade(id));
    }
    if (key.primitive == null) {
      throw Refusal.conflict("platform.subject-erased");
    }
    return key.primitive;
  }

  /** Makes all texts of these subjects unreadable for ever, and keeps them so. */
  public void destroy(Collection<UUID> subjects) {
    jdbc.sql(
            """
            insert into keys.subject_key (subject, destroyed_at)
            select s, now() from unnest(?::uuid[]) s
            on conflict (subject) do update
            set wrapped = null, destroyed_at = now() where subject_key.wrapped is not null
            """)
        .param(subjects.toArray(UUID[]::new))
        .update();
    known.invalidateAll(subjects);
  }

  /** Those of these subjects whose keys are destroyed. */
  public Set<UUID> destroyed(Collection<UUID> subjects) {
    return new HashSet<>(
        jdbc.sql("select subject from keys.subject_key where subject = any (?) and wrapped is null")
            .param(subjects.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  /**
   * Writes the table anew: until then the disk holds the rows that were destroyed, wrapped as they
   * are. Readers wait for it.
   */
  public void rewrite() {
    jdbc.sql("vacuum full keys.subject_key").update();
  }

  private Key stored(UUID subject) {
    return jdbc.sql("select wrapped from keys.subject_key where subject = ?")
        .param(subject)
        .query((row, index) -> key(subject, row.getBytes(1)))
        .optional()
        .orElse(Key.NONE);
  }

  private Key storedOrMade(UUID subject) {
    Key key = stored(subject);
    if (key == Key.NONE) {
      jdbc.sql(
              "insert into keys.subject_key (subject, wrapped) values (?, ?) on conflict do nothing")
          .params(subject, newlyWrapped(subject))
          .update();
      key = stored(subject); // another node's, if that was faster
    }
    return key;
  }

  private byte[] newlyWrapped(UUID subject) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), master, context(subject));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key can be made", e);
    }
  }

  private Key key(UUID subject, byte @Nullable [] wrapped) {
    if (wrapped == null) {
      return Key.DESTROYED;
    }
    try {
      return new Key(
          TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, context(subject))
              .getPrimitive(RegistryConfiguration.get(), Aead.class),
          false);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key is not of this master key", e);
    }
  }

  /** A wrapped key serves its own subject alone. */
  private static byte[] context(UUID subject) {
    return ("jalons:key:" + subject).getBytes(StandardCharsets.UTF_8);
  }
}
