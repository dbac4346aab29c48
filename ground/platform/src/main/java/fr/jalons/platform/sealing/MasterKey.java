package fr.jalons.platform.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key that wraps all others: 32 bytes, raw, in hexadecimal or in base64, or a
 * Tink keyset in JSON, which can hold a new key beside older ones. It never enters a database.
 */
final class MasterKey {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private MasterKey() {}

  /**
   * Reads the file.
   *
   * @param mayMake whether one is made where there is none: only while nothing is wrapped yet
   */
  static Aead of(Path file, boolean mayMake) {
    try {
      if (mayMake && !Files.exists(file)) {
        make(file);
      }
      byte[] content = Files.readAllBytes(file);
      try {
        warnIfOthersMayRead(file);
        return primitive(content);
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    } catch (NoSuchFileException e) {
      throw new MasterKeyException(
          "The master key %s is missing, and texts are sealed under it. Put it back, or name its file with JALONS_MASTER_KEY_FILE: without it they cannot be read."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new MasterKeyException("The master key %s cannot be read.".formatted(file), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new MasterKeyException(
          "%s is no master key: it should hold 32 bytes, raw, in hexadecimal or in base64, or a Tink keyset in JSON."
              .formatted(file),
          e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path fresh =
        Files.createTempFile(
            parent,
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, HexFormat.of().formatHex(key) + "\n");
    try {
      Files.createLink(file, fresh); // fails if another node was faster: then its key is taken
    } catch (java.nio.file.FileAlreadyExistsException e) {
      LOG.debug("{} is there already", file);
    } finally {
      Files.delete(fresh);
    }
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      LOG.warn("Others than its owner may use the master key {}", file);
    }
  }

  private static Aead primitive(byte[] content) throws GeneralSecurityException {
    String text = new String(content, StandardCharsets.UTF_8).strip();
    KeysetHandle keys =
        text.startsWith("{")
            ? TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get())
            : handle(content.length == BYTES ? content : decoded(text));
    return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static byte[] decoded(String text) {
    if (text.matches("\\p{XDigit}{64}")) {
      return HexFormat.of().parseHex(text);
    }
    byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("of another length");
    }
    return bytes;
  }

  @AccessesPartialKey
  private static KeysetHandle handle(byte[] key) throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    AesGcmKey aes =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(aes).withRandomId().makePrimary())
        .build();
  }
}
