package fr.jalons.platform.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL data directory and the server on it: made, started and stopped. */
final class Cluster {
  static final String USER = "jalons";
  static final String DATABASE = "jalons";

  /** Who may reach it, and how. */
  private static final String ADMITTED =
      """
      host all %s 127.0.0.1/32 scram-sha-256
      host %s %s 127.0.0.1/32 scram-sha-256
      """
          .formatted(USER, DATABASE, EmbeddedDatabase.ANALYST);

  private static final long MB = 1 << 20;
  private static final Duration STOPPING = Duration.ofSeconds(10);

  /** Given at every start, so that nothing left in a file weakens them. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", "''"),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("shared_buffers", sharedBuffers(memory()) / MB + "MB"),
          Map.entry("max_wal_size", "2GB"),
          // Of what is erased nothing may live on in a segment that waits to be used again.
          Map.entry("wal_recycle", "off"),
          Map.entry("wal_init_zero", "on"),
          Map.entry("min_wal_size", "32MB"),
          // A week of logs; without values, which may be pupils'.
          Map.entry("logging_collector", "on"),
          Map.entry("log_filename", "postgres-%a.log"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_size", "0"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_min_error_statement", "panic"));

  private final PostgresPrograms programs;
  private final Path data;

  Cluster(PostgresPrograms programs, Path data) {
    this.programs = programs;
    this.data = data;
  }

  /**
   * Bytes of pages that the server keeps, of a machine with so much memory: an eighth, for Jalons
   * itself lives there too, and at most 2 GB. With PostgreSQL's own 128 MB the indexes of a log of
   * a million events are written out and read again all the time.
   */
  static long sharedBuffers(long memory) {
    return Math.clamp(memory / 8, 128 * MB, 2_048 * MB);
  }

  /** Of this machine, or of the container it runs in. */
  private static long memory() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  Path data() {
    return data;
  }

  /** What a running server calls itself: another version or other settings, another name. */
  String name() {
    return "jalons-"
        + programs.fingerprint()
        + "-"
        + Integer.toHexString(new TreeMap<>(SETTINGS).hashCode());
  }

  boolean exists() {
    return Files.exists(data.resolve("PG_VERSION"));
  }

  /** Makes the data directory; it appears under its name only when complete. */
  void initialize() throws IOException {
    Path fresh = data.resolveSibling(data.getFileName() + ".partial");
    FileUtils.deleteDirectory(fresh.toFile());
    programs.run(
        "initdb",
        List.of(
            "--pgdata=" + fresh,
            "--username=postgres",
            "--auth=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"),
        "");
    singleUser(
        fresh,
        """
        create role %1$s login createdb
        grant pg_monitor, pg_checkpoint to %1$s
        create database %2$s owner %1$s
        """
            .formatted(USER, DATABASE));
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Makes an account for analysts, or gives it another password. It may read what it is granted,
   * and no transaction of it stays open for long: an erasure would wait for it.
   */
  void admitAnalyst(String password) throws IOException {
    singleUser(
        data,
        """
        do $$ begin create role %1$s login; exception when duplicate_object then null; end $$
        alter role %1$s password '%2$s'
        alter role %1$s set default_transaction_read_only = on
        alter role %1$s set statement_timeout = '5min'
        alter role %1$s set idle_in_transaction_session_timeout = '1min'
        """
            .formatted(EmbeddedDatabase.ANALYST, password));
  }

  /** Needs no former password, only a stopped server. */
  void setPassword(String password) throws IOException {
    singleUser(data, "alter role %s password '%s'\n".formatted(USER, password));
  }

  private void singleUser(Path directory, String sql) throws IOException {
    programs.run(
        "postgres",
        List.of("--single", "-c", "exit_on_error=true", "-D", directory.toString(), "postgres"),
        sql);
  }

  /** Returns when the server answers; recovery after a crash may take its time. */
  void start(int port) throws IOException {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put("port", String.valueOf(port));
    settings.put("cluster_name", name());
    String options =
        settings.entrySet().stream()
            .map(each -> "-c " + each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
    Files.writeString(data.resolve("pg_hba.conf"), ADMITTED);
    Path log = data.resolveSibling("postgres-start.log");
    Files.deleteIfExists(log);
    control("start", "--timeout=300", "--options=" + options, "--log=" + log);
  }

  /** Rolls back what is under way, writes a checkpoint, ends; returns when the process is gone. */
  void stop() throws IOException {
    Optional<Postmaster> server = Postmaster.named(data);
    control("stop", "--mode=fast", "--timeout=60");
    if (server.isPresent()) {
      // The server gives up its directory a moment before its process ends.
      server.get().awaitEnd(STOPPING);
    }
  }

  private void control(String action, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(action, "--pgdata=" + data, "--wait"));
    arguments.addAll(List.of(more));
    programs.run("pg_ctl", arguments, "");
  }
}
