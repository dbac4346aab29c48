package fr.jalons.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL for one run, durable like the real one, and gone with the run. */
public final class ScratchServer implements AutoCloseable {
  private static final int POOL = 40;

  private final Path directory;
  private final EmbeddedDatabase server;
  private int databases;

  /** Starts it in a new directory. */
  public ScratchServer() throws IOException {
    this.directory = Files.createTempDirectory("jalons-faults");
    this.server = EmbeddedDatabase.open(directory.resolve("data"));
  }

  /** Where files of the run may lie. */
  public Path directory() {
    return directory;
  }

  /** The URL of a new database with an empty log. */
  public String newDatabase() throws SQLException {
    String name = "run_" + ++databases;
    try (HikariDataSource admin = pool(server.jdbcUrl(), server.user(), server.password());
        Connection connection = admin.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    try (HikariDataSource pool = pool(url)) {
      new Migrations(pool);
    }
    return url;
  }

  /** A pool on one of its databases. */
  public HikariDataSource pool(String url) {
    return pool(url, POOL);
  }

  /** A pool of so many connections at most. */
  public HikariDataSource pool(String url, int connections) {
    return pool(url, server.user(), server.password(), connections);
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  static HikariDataSource pool(String url, String user, String password) {
    return pool(url, user, password, POOL);
  }

  private static HikariDataSource pool(String url, String user, String password, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  @Override
  public void close() throws IOException {
    server.close();
    FileUtils.deleteDirectory(directory.toFile());
  }
}
