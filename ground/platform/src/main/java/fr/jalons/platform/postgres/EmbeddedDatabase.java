package fr.jalons.platform.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL of our own in a directory. It outlives a killed Jalons, and the next one
 * takes it over; closed in order, it stops cleanly. Where it listens, and the password, stand in
 * {@code connection.env} beside the data; {@code analyst.env} is the same for analysts.
 *
 * <p>The test library that packs the programs would also start them, but trusts every local
 * connection, does not wait for the disk, and takes whatever answers on its port for its own.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The account of analysts, who read the schema {@code analytics} alone. */
  public static final String ANALYST = "jalons_analyst";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final int START_ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int PASSWORD_BYTES = 24;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final HomeLock lock;
  private final Cluster cluster;
  private final ConnectionEnv connection;
  private final Thread supervisor;
  private volatile boolean closing;

  private EmbeddedDatabase(HomeLock lock, Cluster cluster, ConnectionEnv connection) {
    this.lock = lock;
    this.cluster = cluster;
    this.connection = connection;
    this.supervisor =
        Thread.ofPlatform().daemon().name("postgresql-supervisor").start(this::supervise);
  }

  /** Starts the database of this directory, making it first if it is not there yet. */
  public static EmbeddedDatabase open(Path directory) {
    return open(directory, directory.resolve("postgresql"));
  }

  static EmbeddedDatabase open(Path directory, Path cache) {
    PostgresArchive archive = PostgresArchive.forThisMachine();
    try {
      Path home = Files.createDirectories(directory, OWNER_ONLY).toRealPath();
      HomeLock lock = HomeLock.take(home);
      try {
        Cluster cluster = new Cluster(archive.unpackUnder(cache), home.resolve("data"));
        return new EmbeddedDatabase(lock, cluster, serve(cluster, home.resolve("connection.env")));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "The embedded database in %s does not start. %s".formatted(directory, e.getMessage()), e);
    }
  }

  public String jdbcUrl() {
    return connection.jdbcUrl();
  }

  public String user() {
    return connection.user();
  }

  public String password() {
    return connection.password();
  }

  /** Starts the server again, where it was, if its processes were killed. */
  private void supervise() {
    while (!closing) {
      try {
        Optional<Postmaster> named = Postmaster.named(cluster.data());
        if (named.filter(Postmaster::serves).isEmpty() && !closing) {
          LOG.warn("PostgreSQL in {} is gone; starting it again", cluster.data());
          forgetImpostor(cluster, named);
          cluster.start(connection.port());
        }
      } catch (IOException e) {
        // The last processes of the killed server may still hold its memory.
        LOG.warn("PostgreSQL in {} does not start yet: {}", cluster.data(), e.getMessage());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Stops the server: only after all who use it. */
  @Override
  public void close() {
    closing = true;
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (lock) {
      if (Postmaster.named(cluster.data()).filter(Postmaster::serves).isPresent()) {
        cluster.stop();
      } else {
        LOG.warn("PostgreSQL in {} had stopped before", cluster.data());
      }
    } catch (IOException e) {
      LOG.warn(
          "PostgreSQL in {} did not stop; the next start will take it over", cluster.data(), e);
    }
  }

  private static ConnectionEnv serve(Cluster cluster, Path env) throws IOException {
    if (!cluster.exists()) {
      cluster.initialize();
    }
    Optional<ConnectionEnv> known = ConnectionEnv.read(env);
    Optional<Postmaster> survivor = Postmaster.named(cluster.data());
    if (survivor.isPresent() && survivor.get().serves()) {
      if (known.isPresent() && answers(cluster, known.get())) {
        LOG.info("Took over the PostgreSQL that a killed Jalons left running: {}", known.get());
        return known.get();
      }
      cluster.stop();
    }
    forgetImpostor(cluster, survivor);
    Path reading = env.resolveSibling("analyst.env");
    Optional<ConnectionEnv> knownAnalyst = ConnectionEnv.read(reading);
    String analystPassword =
        knownAnalyst.map(ConnectionEnv::password).orElseGet(EmbeddedDatabase::newPassword);
    if (knownAnalyst.isEmpty()) {
      cluster.admitAnalyst(analystPassword);
    }
    ConnectionEnv started = start(cluster, known);
    started.write(env);
    new ConnectionEnv(started.host(), started.port(), ANALYST, analystPassword, started.database())
        .write(reading);
    return started;
  }

  /**
   * Otherwise the file stays: it tells PostgreSQL whose memory must be free before it may start.
   */
  private static void forgetImpostor(Cluster cluster, Optional<Postmaster> named)
      throws IOException {
    if (named.filter(Postmaster::impersonated).isPresent()) {
      Files.deleteIfExists(cluster.data().resolve("postmaster.pid"));
    }
  }

  private static ConnectionEnv start(Cluster cluster, Optional<ConnectionEnv> known)
      throws IOException {
    String password = known.map(ConnectionEnv::password).orElseGet(EmbeddedDatabase::newPassword);
    if (known.isEmpty()) {
      cluster.setPassword(password);
    }
    int port = freePort(known.map(ConnectionEnv::port).orElse(0));
    for (int attempt = 1; ; attempt++) {
      try {
        cluster.start(port);
        break;
      } catch (IOException e) {
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
        // Someone took the port in between, or the last processes of a crash are still going.
        LockSupport.parkNanos(PAUSE.toNanos());
        port = freePort(0);
      }
    }
    ConnectionEnv started =
        new ConnectionEnv("127.0.0.1", port, Cluster.USER, password, Cluster.DATABASE);
    if (!answers(cluster, started)) {
      cluster.stop();
      throw new IOException("It refuses the password of connection.env: delete that file.");
    }
    return started;
  }

  /** Whether it is our server, on our data, in our version and settings, that listens there. */
  private static boolean answers(Cluster cluster, ConnectionEnv env) {
    try (var connection = DriverManager.getConnection(env.jdbcUrl(), env.user(), env.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select current_setting('data_directory'), current_setting('cluster_name')")) {
      return row.next()
          && cluster.data().toString().equals(row.getString(1))
          && cluster.name().equals(row.getString(2));
    } catch (SQLException e) {
      LOG.debug("No answer from {}", env, e);
      return false;
    }
  }

  /** The same port as last time where possible: what else is connected finds the way back. */
  private static int freePort(int wished) throws IOException {
    try (var socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException e) {
      return freePort(0);
    }
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
