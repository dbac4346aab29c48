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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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

  /** So many are asked of the log at once. */
  private static final int MANY = 100_000;

  private static final String UNKNOWN = "unknown";

  /** What is said of an id that names something of another kind already. */
  public static final String ID_TAKEN = "platform.id-of-another-kind";

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
   * What the store has for an id.
   *
   * @param kind null if there is no key, or the log does not know whose
   * @param primitive null if there is no key, never yet or no longer
   */
  record Key(@Nullable SubjectKind kind, @Nullable Aead primitive) {
    private static final Key NONE = new Key(null, null);

    /** Whether there was one. */
    boolean destroyed() {
      return this != NONE && primitive == null;
    }
  }

  /** To read with, of whichever kind it is: what it opens says that itself. */
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
      known.invalidateAll(); // after so long, the destruction of one may be missed
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

  /**
   * To write with: made when it is first asked for, refused once it is destroyed, and refused to
   * any other kind than the one it was made for.
   */
  Aead writing(SubjectId subject) {
    Key key = reading(subject.value());
    if (key == Key.NONE) {
      key = known.asMap().compute(subject.value(), (id, remembered) -> storedOrMade(subject));
    }
    if (key.kind != subject.kind()) {
      throw Refusal.conflictOn("id", ID_TAKEN);
    }
    if (key.primitive == null) {
      throw Refusal.conflict("platform.subject-erased");
    }
    return key.primitive;
  }

  /**
   * Makes all texts of these subjects unreadable for ever, and keeps them so. What has one of these
   * ids and is of another kind keeps its key.
   */
  public void destroy(SubjectKind kind, Collection<UUID> subjects) {
    jdbc.sql(
            """
            insert into keys.subject_key (subject, kind, destroyed_at)
            select s, ?, now() from unnest(?::uuid[]) s
            on conflict (subject) do update set wrapped = null, destroyed_at = now()
            where subject_key.wrapped is not null and subject_key.kind = excluded.kind
            """)
        .params(kind.toString(), subjects.toArray(UUID[]::new))
        .update();
    known.invalidateAll(subjects);
  }

  /**
   * Tells the kinds of keys that were made before kinds were kept. One of which the log says
   * nothing goes on opening what it has sealed; it serves nothing else, and nothing destroys it.
   *
   * @param log the kinds of those ids that it knows
   */
  public void tellKinds(Function<List<UUID>, Map<UUID, SubjectKind>> log) {
    for (List<UUID> untold = untold(); !untold.isEmpty(); untold = untold()) {
      Map<UUID, SubjectKind> told = log.apply(untold);
      jdbc.sql(
              """
              update keys.subject_key k set kind = n.kind
              from unnest(?::uuid[], ?::text[]) n (subject, kind)
              where k.subject = n.subject and k.kind is null
              """)
          .params(
              untold.toArray(UUID[]::new),
              untold.stream()
                  .map(id -> Objects.toString(told.get(id), UNKNOWN))
                  .toArray(String[]::new))
          .update();
      known.invalidateAll();
    }
  }

  private List<UUID> untold() {
    return jdbc.sql("select subject from keys.subject_key where kind is null limit ?")
        .param(MANY)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private Key stored(UUID subject) {
    return jdbc.sql("select kind, wrapped from keys.subject_key where subject = ?")
        .param(subject)
        .query((row, index) -> key(subject, row.getString(1), row.getBytes(2)))
        .optional()
        .orElse(Key.NONE);
  }

  private Key storedOrMade(SubjectId subject) {
    Key key = stored(subject.value());
    if (key == Key.NONE) {
      jdbc.sql(
              "insert into keys.subject_key (subject, kind, wrapped) values (?, ?, ?) on conflict do nothing")
          .params(subject.value(), subject.kind().toString(), newlyWrapped(subject.value()))
          .update();
      key = stored(subject.value()); // another node's, if that was faster
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

  private Key key(UUID subject, @Nullable String kind, byte @Nullable [] wrapped) {
    return new Key(
        kind == null ? null : SubjectKind.named(kind).orElse(null),
        wrapped == null ? null : unwrapped(subject, wrapped));
  }

  private Aead unwrapped(UUID subject, byte[] wrapped) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, context(subject))
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key is not of this master key", e);
    }
  }

  /** A wrapped key serves its own subject alone. */
  private static byte[] context(UUID subject) {
    return ("jalons:key:" + subject).getBytes(StandardCharsets.UTF_8);
  }
}
