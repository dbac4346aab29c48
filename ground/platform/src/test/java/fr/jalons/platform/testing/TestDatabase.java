package fr.jalons.platform.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh PostgreSQL databases for tests. One server runs per JVM, started by the first test that
 * asks and stopped when the JVM ends; each call gives a database of its own, with all tables and no
 * rows, so tests need not clean up after each other.
 *
 * <p>The server does not wait for the disk, as nothing in it outlives the JVM; a test or a
 * measurement that must pay for durability sets {@code -Djalons.test.fsync=on}.
 */
public final class TestDatabase {
  private static final String USER = "postgres";
  private static final int POOL_SIZE = 16;
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private TestDatabase() {}

  /** A pool on an unused database. The caller may close it, but need not. */
  public static HikariDataSource create() {
    return pool(newDatabase());
  }

  /**
   * As {@link #create()}, where tables of a schema need no schema: as projections' handlers see it.
   */
  public static HikariDataSource create(String schema) {
    HikariConfig config = config(newDatabase());
    config.setConnectionInitSql("set search_path = " + schema);
    return new HikariDataSource(config);
  }

  /** As {@link #create()}, for a test that builds its own pool: the URL holds the user too. */
  public static String createUrl() {
    return url(newDatabase());
  }

  /** As {@link #create()}, without any table. */
  public static HikariDataSource createEmpty() {
    return pool(newDatabase(""));
  }

  /** As {@link #createUrl()}, with all that is in another database, which has no connections. */
  public static String copyUrl(String database) {
    return url(newDatabase(database));
  }

  /** The address of a database of this server. */
  public static String url(String database) {
    return Server.RUNNING.getJdbcUrl(USER, database);
  }

  /** A further pool on a database of this server: a second node beside the first. */
  public static HikariDataSource pool(String database) {
    return new HikariDataSource(config(database));
  }

  private static HikariConfig config(String database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(database);
    config.setJdbcUrl(Server.RUNNING.getJdbcUrl(USER, database));
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(0);
    return config;
  }

  /** Creates a database with all tables and no rows, and tells its name. */
  public static String newDatabase() {
    return newDatabase(Migrated.DATABASE);
  }

  private static String newDatabase(String like) {
    String name = "test_" + COUNTER.incrementAndGet();
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + (like.isEmpty() ? "" : " template " + like));
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("The test server could not create a database", e);
    }
  }

  /** Has all tables of the class path; migrating takes ten times as long as making a copy. */
  private static final class Migrated {
    static final String DATABASE = migrate();

    private static String migrate() {
      String database = newDatabase("");
      try (HikariDataSource pool = pool(database)) {
        new Migrations(pool);
      }
      return database;
    }
  }

  /** Started when first touched, by the class loader's own lock. */
  private static final class Server {
    private static final Duration WHILE_HOOKS_START = Duration.ofMillis(200);
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      String fsync = System.getProperty("jalons.test.fsync", "off");
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", fsync)
                // Contexts stay in Spring's cache, each with pools of its own.
                .setServerConfig("max_connections", "500")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("The test server did not start", e);
      }
    }

    /** When contexts of tests, which end in a hook at the same time, have said good-bye to it. */
    private static void stop(EmbeddedPostgres server) {
      try {
        Thread.sleep(WHILE_HOOKS_START);
        for (Thread hook : Thread.getAllStackTraces().keySet()) {
          if (hook.getName().equals("SpringApplicationShutdownHook")) {
            hook.join();
          }
        }
        server.close();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("The test server did not stop", e);
      }
    }
  }
}
