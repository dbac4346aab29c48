package fr.jalons.platform.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.sql.DataSource;

/** A store of secrets for tests, under a master key of its own. */
public final class TestSecrets {
  private TestSecrets() {}

  /** In a schema of this database; once for each. */
  public static PassingSecrets in(DataSource database) {
    try {
      return SealingWiring.KeyRing.of(
              KeyDatabase.beside(database),
              Files.createTempDirectory("jalons-secrets").resolve("master.key"))
          .passing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
