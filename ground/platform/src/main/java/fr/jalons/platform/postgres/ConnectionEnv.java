package fr.jalons.platform.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach the database, in the variables that every PostgreSQL tool reads: {@code set -a; .
 * connection.env; psql}. It is also where the password outlives the process, hence owner-only.
 */
record ConnectionEnv(String host, int port, String user, String password, String database) {

  static Optional<ConnectionEnv> read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    Properties values = new Properties();
    values.load(new StringReader(Files.readString(file)));
    String password = values.getProperty("PGPASSWORD", "");
    String port = values.getProperty("PGPORT", "");
    if (password.isBlank() || !port.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionEnv(
            values.getProperty("PGHOST", ""),
            Integer.parseInt(port),
            values.getProperty("PGUSER", ""),
            password,
            values.getProperty("PGDATABASE", "")));
  }

  /** Replaces the file in one step: a reader sees the old one or the new one, never a half. */
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh,
        """
        PGHOST=%s
        PGPORT=%d
        PGUSER=%s
        PGPASSWORD=%s
        PGDATABASE=%s
        """
            .formatted(host, port, user, password, database));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  @Override
  public String toString() {
    return user + "@" + jdbcUrl();
  }
}
