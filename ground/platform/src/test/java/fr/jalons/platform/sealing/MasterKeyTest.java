package fr.jalons.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import fr.jalons.platform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  private static final SubjectId KIM = new SubjectId(SubjectKind.STUDENT, UUID.randomUUID());
  private static final byte[] KEY =
      HexFormat.of().parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

  @TempDir Path data;

  private final KeyDatabase database = KeyDatabase.at(TestDatabase.createUrl(), null, null);
  private Path file;

  @BeforeEach
  void name() {
    file = data.resolve("master.key");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Sealing sealing() {
    return SealingWiring.KeyRing.of(database, file).sealing();
  }

  @Test
  void itIsMadeAtTheFirstStartForItsOwnerAlone() throws IOException {
    String sealed = sealing().seal(KIM, "remark", "text");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(sealing().open(KIM, "remark", sealed)).isEqualTo("text");
  }

  @Test
  void rawHexadecimalAndBase64AreTheSameKey() throws IOException {
    Files.write(file, KEY);
    String sealed = sealing().seal(KIM, "remark", "text");

    Files.writeString(file, HexFormat.of().formatHex(KEY) + "\n");
    assertThat(sealing().open(KIM, "remark", sealed)).isEqualTo("text");
    Files.writeString(file, Base64.getEncoder().encodeToString(KEY));
    assertThat(sealing().open(KIM, "remark", sealed)).isEqualTo("text");
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(KEY));
    assertThat(sealing().open(KIM, "remark", sealed)).isEqualTo("text");
  }

  @Test
  void aKeysetOfTinkDoesAsWell() throws Exception {
    AeadConfig.register();
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
            InsecureSecretKeyAccess.get()));

    String sealed = sealing().seal(KIM, "remark", "text");

    assertThat(sealing().open(KIM, "remark", sealed)).isEqualTo("text");
  }

  @Test
  void withoutItNothingStartsThatWasSealedUnderIt() throws IOException {
    sealing();
    Files.delete(file);

    assertThatThrownBy(this::sealing)
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining("JALONS_MASTER_KEY_FILE");
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherOneIsSeen() throws IOException {
    sealing();
    Files.write(file, KEY);

    assertThatThrownBy(this::sealing)
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContaining("another master key");
  }

  @Test
  void anythingElseIsNoKey() throws IOException {
    Files.writeString(file, "secret");

    assertThatThrownBy(this::sealing)
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContaining("is no master key");
  }
}
