package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/** A store of keys as it was before keys had kinds, and what stands in it today. */
public final class OldStore implements AutoCloseable {
  private final KeyDatabase database;
  private final SealingWiring.KeyRing ring;

  public OldStore(String url) {
    this.database = KeyDatabase.at(url, null, null);
    try {
      this.ring =
          SealingWiring.KeyRing.of(
              database, Files.createTempDirectory("jalons-keys").resolve("master.key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SubjectKeys keys() {
    return ring.keys();
  }

  public Sealing sealing() {
    return ring.sealing();
  }

  public InstallationSeal installation() {
    return ring.installation();
  }

  /** A text as it was sealed, under a key of which no kind was told. */
  public String sealed(UUID subject, String field, String text) {
    try {
      Aead key = ring.keys().writing(new SubjectId(SubjectKind.STUDENT, subject));
      String label = "sealed:1:" + subject + ':' + field + ':';
      byte[] bytes =
          key.encrypt(
              text.getBytes(StandardCharsets.UTF_8), label.getBytes(StandardCharsets.UTF_8));
      database
          .jdbc()
          .sql("update keys.subject_key set kind = null where subject = ?")
          .param(subject)
          .update();
      return label + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is told of a key. */
  public String kind(UUID subject) {
    return database
        .jdbc()
        .sql("select kind from keys.subject_key where subject = ?")
        .param(subject)
        .query(String.class)
        .single();
  }

  @Override
  public void close() {
    database.close();
  }
}
