package fr.jalons.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.FileUtils;
import org.tukaani.xz.XZInputStream;

/** The packed PostgreSQL on the class path that fits this machine. */
record PostgresArchive(String resource) {
  private static final int OWNER_MAY_EXECUTE = 0100;

  static PostgresArchive forThisMachine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String resource =
        "/postgres-%s-%s.txz"
            .formatted(system, machine.replace("amd64", "x86_64").replace("aarch64", "arm_64"));
    if (PostgresArchive.class.getResource(resource) == null) {
      throw new EmbeddedDatabaseException(
          "Jalons brings no PostgreSQL for this machine (%s, %s): install one and set SPRING_DATASOURCE_URL."
              .formatted(system, machine),
          null);
    }
    return new PostgresArchive(resource);
  }

  /**
   * Unpacks it the first time it is needed. The directory is named after what is in it, so a new
   * version never overwrites one that is running, and appears only when complete.
   */
  PostgresPrograms unpackUnder(Path cache) throws IOException {
    Path directory = cache.resolve(fingerprint());
    if (!Files.isDirectory(directory)) {
      Path partial = cache.resolve(directory.getFileName() + ".partial");
      FileUtils.deleteDirectory(partial.toFile());
      unpack(partial);
      Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresPrograms(directory);
  }

  private String fingerprint() throws IOException {
    try (var stream = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(stream.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private void unpack(Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("Nothing can be made executable under " + target);
          }
        }
      }
    }
  }

  private InputStream open() {
    InputStream stream = PostgresArchive.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(resource + " was there a moment ago");
    }
    return stream;
  }
}
