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
  void keepsWhatWasCommittedAndWaitsForTheDisk() throws SQLException {
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
  void keepsAnEighthOfTheMemoryForPages() throws SQLException {
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
  void stopsTheServerWhenClosed() throws IOException {
    Postmaster postmaster;
    try (var database = open()) {
      postmaster = postmaster();
      assertThat(postmaster.serves()).isTrue();
    }
    assertThat(postmaster.serves()).isFalse();
  }

  @Test
  void tellsOnlyItsOwnerHowToConnect() throws IOException, SQLException {
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
  void analystsHaveAnAccountThatMayDoNothingByItself() throws IOException, SQLException {
    Path env = home.resolve("analyst.env");
    for (int start = 0; start < 2; start++) {
      try (var database = open()) {
        ask(database, "create table if not exists kept as select 1");
        ConnectionEnv analyst = ConnectionEnv.read(env).orElseThrow();
        assertThat(analyst.user()).isEqualTo("jalons_analyst");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
            .isEqualTo("rw-------");
        try (var connection =
                DriverManager.getConnection(analyst.jdbcUrl(), analyst.user(), analyst.password());
            var statement = connection.createStatement()) {
          assertThatThrownBy(() -> statement.executeQuery("select * from kept"))
              .hasMessageContaining("permission denied");
        }
      }
    }
  }

  @Test
  void comesBackOnTheSamePortWithTheSamePassword() {
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
  void makesANewPasswordWhenTheFileIsLost() throws IOException, SQLException {
    try (var database = open()) {
      ask(database, "create table kept as select 1");
    }
    Files.delete(home.resolve("connection.env"));
    try (var database = open()) {
      assertThat(ask(database, "select * from kept")).isEqualTo("1");
    }
  }

  @Test
  void takesOverTheServerOfAKilledProcess() throws Exception {
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
  void replacesAnOrphanItCannotEnter() throws Exception {
    kill(DatabaseHolder.start(home, cache).toHandle());
    Postmaster orphan = postmaster();
    Files.delete(home.resolve("connection.env"));

    try (var database = open()) {
      assertThat(orphan.serves()).isFalse();
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void recoversWhenEverythingWasKilled() throws Exception {
    Process holder = DatabaseHolder.start(home, cache);
    ProcessHandle server = ProcessHandle.of(postmaster().pid()).orElseThrow();
    kill(holder.toHandle());
    kill(server);

    try (var database = open()) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsAgainWhenItsProcessesAreKilledWhileItIsOpen() throws Exception {
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
  void isNotHinderedByAStalePidThatNowBelongsToAnotherProcess() throws Exception {
    open().close();
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(home.resolve("data/postmaster.pid"), ours + "\n" + home + "/data\n0\n0\n");

    try (var database = open()) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void leavesACopiedDirectorysOriginalAlone() throws Exception {
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
  void refusesASecondProcessWhileTheFirstLives() throws Exception {
    Process first = DatabaseHolder.start(home, cache);

    assertThatThrownBy(this::open)
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("(process " + first.pid() + ")")
        .hasMessageContaining("JALONS_DATA");

    kill(first.toHandle());
    open().close();
  }

  @Test
  void refusesASecondHolderInTheSameProcessWithoutLosingTheLock() throws Exception {
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
