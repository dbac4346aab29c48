package fr.jalons.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir static Path cache;
  @TempDir Path home;

  @Test
  void keeps_what_was_committed_and_waits_for_the_disk() throws SQLException {
    try (var database = open()) {
      ask(database, "create table kept as select 'été' as word");
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(database, "show server_version")).isEqualTo("18.6");
      assertThat(ask(database, "show data_directory")).isEqualTo(home.resolve("data").toString());
    }
    try (var database = open()) {
      assertThat(ask(database, "select word from kept")).isEqualTo("été");
    }
  }

  @Test
  void keeps_an_eighth_of_the_memory_for_pages() throws SQLException {
    long mb = 1 << 20;
    assertThat(Cluster.sharedBuffers(512 * mb)).isEqualTo(128 * mb);
    assertThat(Cluster.sharedBuffers(8_192 * mb)).isEqualTo(1_024 * mb);
    assertThat(Cluster.sharedBuffers(256 * 1_024 * mb)).isEqualTo(2_048 * mb);
    try (var database = open()) {
      assertThat(
              ask(
                  database,
                  "select setting::bigint * 8192 from pg_settings where name = 'shared_buffers'"))
          .satisfies(bytes -> assertThat(Long.parseLong(bytes)).isGreaterThanOrEqualTo(128 * mb));
    }
  }

  @Test
  void stops_the_server_when_closed() throws IOException {
    Postmaster postmaster;
    try (var database = open()) {
      postmaster = postmaster();
      assertThat(postmaster.serves()).isTrue();
    }
    assertThat(postmaster.serves()).isFalse();
  }

  @Test
  void tells_only_its_owner_how_to_connect() throws IOException, SQLException {
    Path env = home.resolve("connection.env");
    try (var database = open()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
          .isEqualTo("rw-------");
      assertThat(Files.readAllLines(env))
          .contains("PGHOST=127.0.0.1", "PGUSER=jalons", "PGDATABASE=jalons")
          .anyMatch(line -> line.matches("PGPASSWORD=\\S{32}"))
          .anyMatch(line -> line.matches("PGPORT=\\d+"));
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "jalons", "guess"))
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", ""))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void comes_back_on_the_same_port_with_the_same_password() {
    String url;
    String password;
    try (var database = open()) {
      url = database.jdbcUrl();
      password = database.password();
    }
    try (var database = open()) {
      assertThat(database.jdbcUrl()).isEqualTo(url);
      assertThat(database.password()).isEqualTo(password);
    }
  }

  @Test
  void makes_a_new_password_when_the_file_is_lost() throws IOException, SQLException {
    try (var database = open()) {
      ask(database, "create table kept as select 1");
    }
    Files.delete(home.resolve("connection.env"));
    try (var database = open()) {
      assertThat(ask(database, "select * from kept")).isEqualTo("1");
    }
  }

  @Test
  void takes_over_the_server_of_a_killed_process() throws Exception {
    kill(DatabaseHolder.start(home, cache).toHandle());
    Postmaster orphan = postmaster();
    assertThat(orphan.serves()).isTrue();

    try (var database = open()) {
      assertThat(postmaster()).isEqualTo(orphan);
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
    assertThat(orphan.serves()).isFalse();
  }

  @Test
  void replaces_an_orphan_it_cannot_enter() throws Exception {
    kill(DatabaseHolder.start(home, cache).toHandle());
    Postmaster orphan = postmaster();
    Files.delete(home.resolve("connection.env"));

    try (var database = open()) {
      assertThat(orphan.serves()).isFalse();
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void recovers_when_everything_was_killed() throws Exception {
    Process holder = DatabaseHolder.start(home, cache);
    ProcessHandle server = ProcessHandle.of(postmaster().pid()).orElseThrow();
    kill(holder.toHandle());
    kill(server);

    try (var database = open()) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void starts_again_when_its_processes_are_killed_while_it_is_open() throws Exception {
    try (var database = open()) {
      ask(database, "create table kept as select 'été' as word");
      ProcessHandle server = ProcessHandle.of(postmaster().pid()).orElseThrow();
      List<ProcessHandle> children = server.descendants().toList();
      server.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> ask(database, "select word from kept"), "été"::equals);
    }
  }

  @Test
  void is_not_hindered_by_a_stale_pid_that_now_belongs_to_another_process() throws Exception {
    open().close();
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(home.resolve("data/postmaster.pid"), ours + "\n" + home + "/data\n0\n0\n");

    try (var database = open()) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void leaves_a_copied_directorys_original_alone() throws Exception {
    try (var original = open()) {
      Path copy = Files.createDirectory(home.resolve("copy"));
      try (var database = EmbeddedDatabase.open(copy, cache)) {
        assertThat(database.jdbcUrl()).isNotEqualTo(original.jdbcUrl());
      }
      Files.copy(home.resolve("data/postmaster.pid"), copy.resolve("data/postmaster.pid"));
      try (var database = EmbeddedDatabase.open(copy, cache)) {
        assertThat(ask(database, "show data_directory")).startsWith(copy.toString());
      }
      assertThat(ask(original, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void refuses_a_second_process_while_the_first_lives() throws Exception {
    Process first = DatabaseHolder.start(home, cache);

    assertThatThrownBy(this::open)
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("(process " + first.pid() + ")")
        .hasMessageContaining("JALONS_DATA");

    kill(first.toHandle());
    open().close();
  }

  @Test
  void refuses_a_second_holder_in_the_same_process_without_losing_the_lock() throws Exception {
    try (var database = open()) {
      assertThatThrownBy(this::open).isInstanceOf(EmbeddedDatabaseException.class);
      assertThatThrownBy(() -> DatabaseHolder.start(home, cache)).isInstanceOf(IOException.class);
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  private EmbeddedDatabase open() {
    return EmbeddedDatabase.open(home, cache);
  }

  private Postmaster postmaster() throws IOException {
    return Postmaster.named(home.resolve("data")).orElseThrow();
  }

  private static void kill(ProcessHandle process) throws Exception {
    process.destroyForcibly();
    process.onExit().get();
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var row = statement.getResultSet();
      row.next();
      return row.getString(1);
    }
  }
}
