package fr.jalons.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.database.Cleared.Kind;
import fr.jalons.platform.database.Cleared.Obstacle;
import fr.jalons.platform.database.Cleared.Unverified;
import fr.jalons.platform.testing.DataFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On a server of an operator, as it comes: with segments that are used again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewritingTest {
  private static final String NAME = "Zq8planted";

  @TempDir static Path data;
  private EmbeddedPostgres server;
  private HikariDataSource owner;
  private JdbcClient jdbc;

  @BeforeAll
  void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("max_prepared_transactions", "2")
            .setServerConfig("max_replication_slots", "2")
            .start();
    JdbcClient root = JdbcClient.create(server.getPostgresDatabase());
    root.sql("create role plain login password 'plain'").update();
    root.sql("create database school owner plain").update();
    owner = pool("postgres");
    jdbc = JdbcClient.create(owner);
  }

  @AfterAll
  void stop() throws IOException {
    owner.close();
    server.close();
  }

  private HikariDataSource pool(String user) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(server.getJdbcUrl(user, "school"));
    pool.setPassword(user);
    pool.setMaximumPoolSize(2);
    return pool;
  }

  /** A person among others, analyzed, so that samples stand in the statistics. */
  @BeforeEach
  void somebodyIsKnown() {
    jdbc.sql("drop schema if exists people cascade").update();
    jdbc.sql("create schema people authorization plain").update();
    jdbc.sql("create table people.person (name text, remark text)").update();
    jdbc.sql("alter table people.person owner to plain").update();
    jdbc.sql(
            """
            insert into people.person
            select case when n % 10 = 0 then ? else 'Somebody ' || n end, repeat('x', 100)
            from generate_series(1, 300) n
            """)
        .param(NAME)
        .update();
    jdbc.sql("create index on people.person (lower(name))").update();
    jdbc.sql("analyze people.person").update();
    jdbc.sql("checkpoint").update();
    jdbc.sql("update people.person set remark = ''").update();
    assertThat(filesWith(NAME)).hasSizeGreaterThan(2).anyMatch(file -> file.contains("pg_wal"));
  }

  private void forget() {
    jdbc.sql("delete from people.person where name = ?").param(NAME).update();
  }

  private Cleared rewrite() {
    return new Rewriting("log", owner).of(List.of("people"));
  }

  @Test
  void nothingOfADeletedRowIsLeftInAnyFile() {
    forget();

    assertThat(rewrite()).isEqualTo(Cleared.NOTHING_LEFT);
    assertThat(filesWith(NAME)).isEmpty();
    assertThat(jdbc.sql("show lock_timeout").query(String.class).single()).isEqualTo("0");
  }

  @Test
  void anOlderSnapshotIsNamedByItsKindAlone() throws SQLException {
    try (Connection reader = owner.getConnection()) {
      reader.setAutoCommit(false);
      execute(reader, "set application_name = 'typed by a user'");
      execute(reader, "set transaction isolation level repeatable read, read only");
      execute(reader, "select count(*) from pg_class"); // as pg_dump, before it reaches the table
      forget();

      Cleared cleared = rewrite();

      assertThat(cleared.done()).isFalse();
      assertThat(cleared.waitsFor())
          .singleElement()
          .matches(one -> one.kind() == Kind.SESSION && one.since() != null);
      assertThat(cleared.toString()).doesNotContain("typed");
      reader.rollback();
    }
    assertThat(rewrite().done()).isTrue();
    assertThat(filesWith(NAME)).isEmpty();
  }

  @Test
  void aPreparedTransactionIsWaitedFor() throws SQLException {
    try (Connection other = owner.getConnection()) {
      other.setAutoCommit(false);
      execute(other, "create table people.other (id int)");
      execute(other, "prepare transaction 'half done'");
      other.setAutoCommit(true);
      forget();

      assertThat(rewrite().waitsFor())
          .extracting(Obstacle::kind)
          .containsExactly(Kind.PREPARED_TRANSACTION);

      execute(other, "rollback prepared 'half done'");
    }
    assertThat(rewrite().done()).isTrue();
  }

  @Test
  void aSlotKeepsTheWriteAheadLog() {
    jdbc.sql("select pg_create_physical_replication_slot('standby', true)").query().listOfRows();
    forget();

    assertThat(rewrite().waitsFor())
        .extracting(Obstacle::kind)
        .containsExactly(Kind.WRITE_AHEAD_LOG);

    jdbc.sql("select pg_drop_replication_slot('standby')").query().listOfRows();
    assertThat(rewrite().done()).isTrue();
    assertThat(filesWith(NAME)).isEmpty();
  }

  @Test
  void whoHoldsALockIsNotWaitedForLong() throws SQLException {
    try (Connection reader = owner.getConnection()) {
      reader.setAutoCommit(false);
      execute(reader, "lock table people.person in access share mode");
      forget();

      assertThat(rewrite().waitsFor()).extracting(Obstacle::kind).containsExactly(Kind.LOCK);
      reader.rollback();
    }
  }

  @Test
  void anAccountThatMaySeeLittleSaysWhatItCouldNotVerify() throws SQLException {
    try (HikariDataSource plain = pool("plain");
        Connection reader = owner.getConnection()) {
      reader.setAutoCommit(false);
      execute(reader, "set transaction isolation level repeatable read, read only");
      execute(reader, "select count(*) from pg_class");
      forget();

      assertThat(new Rewriting("log", plain).of(List.of("people")).waitsFor())
          .as("it sees that there is an older snapshot, not whose")
          .extracting(Obstacle::kind)
          .containsExactly(Kind.HIDDEN_SESSION);

      reader.rollback();
      assertThat(new Rewriting("log", plain).of(List.of("people")))
          .isEqualTo(new Cleared(List.of(), java.util.Set.of(Unverified.CHECKPOINT)));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> filesWith(String text) {
    return DataFiles.under(
            data, bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(text))
        .stream()
        .map(Path::toString)
        .toList();
  }
}
