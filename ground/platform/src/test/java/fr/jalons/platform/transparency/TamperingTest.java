package fr.jalons.platform.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HashChain;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that the owner of the database could do to the log, and what gives it away. */
class TamperingTest {
  private static final int EVENTS = 400;
  private static final int TIMES = 40;

  @TempDir Path directory;

  private final Random random = new Random(1);
  private final DataSource dataSource = TestDatabase.create();
  private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private PostgresEventStorageEngine log;

  @BeforeEach
  void write() {
    new Migrations(dataSource);
    log =
        new PostgresEventStorageEngine(
            dataSource, new EventJson(), 10_000, new SimpleMeterRegistry());
    append(EVENTS);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aLogAsItWasWrittenHolds() {
    assertThat(verify()).isEmpty();
    new Checkpoints(dataSource, files()).issue();
    append(100);
    assertThat(verify()).isEmpty();
  }

  @Test
  void oneAlteredBitIsFoundWhereverItIs() {
    List<String> alterations =
        List.of(
            "update eventlog.event set payload = replace(payload::text, 'x', 'y')::json where position = ?",
            "update eventlog.event set metadata = replace(metadata::text, 'a', 'b')::json where position = ?",
            "update eventlog.event set recorded_at = recorded_at + interval '1 microsecond' where position = ?",
            "update eventlog.event set type = type || 'd' where position = ?",
            "update eventlog.event set revision = '2' where position = ?",
            "update eventlog.event set id = gen_random_uuid() where position = ?",
            "update eventlog.event set hash = set_bit(hash, 77, 1 - get_bit(hash, 77)) where position = ?",
            "update eventlog.event_tag set tag = tag || '0' where position = ?",
            "delete from eventlog.event_tag where position = ? and tag like 'b:%'",
            "insert into eventlog.event_tag select 'more:1', ?");
    for (String alteration : alterations) {
      for (int i = 0; i < TIMES / 4; i++) {
        long position = 1 + random.nextInt(EVENTS);
        assertFound(position, () -> assertThat(jdbc.update(alteration, position)).isPositive());
      }
    }
  }

  @Test
  void aDeletedEventIsFound() {
    for (int i = 0; i < TIMES; i++) {
      long position = 1 + random.nextInt(EVENTS - 1);
      assertFound(position, () -> delete(position, position));
    }
  }

  @Test
  void twoEventsThatHaveChangedPlacesAreFound() {
    for (int i = 0; i < TIMES; i++) {
      long first = 1 + random.nextInt(EVENTS - 1);
      long second = first + 1 + random.nextInt((int) (EVENTS - first));
      assertFound(
          first,
          () -> {
            for (String table : List.of("event", "event_tag")) {
              move(table, first, -1);
              move(table, second, first);
              move(table, -1, second);
            }
          });
    }
  }

  @Test
  void aTailCutOffIsFoundByACheckpointKeptElsewhere() {
    new Checkpoints(dataSource, files()).issue();
    for (int i = 0; i < TIMES; i++) {
      long left = random.nextInt(EVENTS);
      assertFound(left + 1, () -> delete(left + 1, EVENTS));
    }
  }

  @Test
  void aHistoryRewrittenWithAllItsHashesIsFoundByACheckpointKeptElsewhere() {
    new Checkpoints(dataSource, files()).issue();
    append(100);
    new Checkpoints(dataSource, files()).issue();
    assertFound(EVENTS + 1, () -> rewrite(EVENTS + 50));
    assertFound(1, () -> rewrite(7));
  }

  @Test
  void aLogThatContradictsWhatWasSignedIsSignedNoMore() {
    new Checkpoints(dataSource, files()).issue();
    delete(EVENTS, EVENTS);
    Checkpoints restarted = new Checkpoints(dataSource, files());
    assertThatThrownBy(restarted::issue).isInstanceOf(Checkpoints.Contradiction.class);
    append(10);
    Checkpoints again = new Checkpoints(dataSource, files());
    assertThatThrownBy(again::issue).isInstanceOf(Checkpoints.Contradiction.class);
  }

  @Test
  void aNodeThatRunsOnNoticesToo() {
    Checkpoints running = new Checkpoints(dataSource, files());
    running.issue();
    delete(EVENTS - 5, EVENTS);
    assertThatThrownBy(running::issue).isInstanceOf(Checkpoints.Contradiction.class);
    append(20);
    assertThatThrownBy(running::issue).isInstanceOf(Checkpoints.Contradiction.class);
  }

  @Test
  void aNodeThatRunsOnNoticesARewrittenHistory() {
    Checkpoints running = new Checkpoints(dataSource, files());
    running.issue();
    rewrite(7);
    assertThatThrownBy(running::issue).isInstanceOf(Checkpoints.Contradiction.class);
  }

  @Test
  void tagsOfEventsThatDoNotExistAreFound() {
    assertFound(
        EVENTS + 1, () -> jdbc.update("insert into eventlog.event_tag values ('a:1', 5000)"));
    assertFound(1, () -> jdbc.update("insert into eventlog.event_tag values ('a:1', 0)"));
  }

  @Test
  void aDeletedKeyDoesNotMakeTheLogForgetItsCheckpoints() throws IOException {
    new Checkpoints(dataSource, files()).issue();
    Files.delete(directory.resolve("log.key"));
    rewrite(7);

    assertThatThrownBy(this::files)
        .isInstanceOf(LogKeyException.class)
        .hasMessageContaining("JALONS_LOG_KEY");
    assertThat(directory.resolve("log.key")).doesNotExist();
  }

  @Test
  void anotherKeyThanThatOfTheCheckpointsIsRefused() throws IOException {
    new Checkpoints(dataSource, files()).issue();
    Files.writeString(directory.resolve("log.key"), LogKey.generate("jalons.test/log").encoded());

    assertThatThrownBy(this::files).isInstanceOf(LogKeyException.class);
  }

  @Test
  void theLogKnowsItsKeysWhereTheFilesAreGone() throws Exception {
    String kept = new Checkpoints(dataSource, files()).issue();
    Files.delete(directory.resolve("log.key"));
    deleteAll(directory.resolve("checkpoints"));
    rewrite(7);

    Checkpoints fresh = new Checkpoints(dataSource, files());
    Checkpoint witness = fresh.open(kept);
    try (Connection connection = dataSource.getConnection()) {
      assertThat(new Verification(List.of(witness)).run(connection, checked -> {}))
          .isEqualTo(OptionalLong.of(1));
    }
    String foreign =
        LogKey.generate("jalons.test/log").sign(new Checkpoint("jalons.test/log", 1, new byte[32]));
    assertThatThrownBy(() -> fresh.open(foreign)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLostKeyIsReplacedByNameAndItsCheckpointsStillCount() throws IOException {
    new Checkpoints(dataSource, files()).issue();
    String lost = files().key().verifier();
    Files.delete(directory.resolve("log.key"));

    append(10);
    new Checkpoints(dataSource, files(lost)).issue();
    assertThat(files(lost).kept()).hasSize(2);
    assertThat(files(lost).key().verifier()).isNotEqualTo(lost);

    rewrite(7);
    Checkpoints restarted = new Checkpoints(dataSource, files(lost));
    assertThatThrownBy(restarted::issue).isInstanceOf(Checkpoints.Contradiction.class);
  }

  @Test
  void aCheckpointThatCannotBeVerifiedIsBroken() throws IOException {
    new Checkpoints(dataSource, files()).issue();
    append(100);
    new Checkpoints(dataSource, files()).issue();
    Path last = directory.resolve("checkpoints/%018d.txt".formatted(EVENTS + 100));
    for (String damaged : List.of("", "half a note", Files.readString(last).replace("=", "A"))) {
      Files.writeString(last, damaged);
      assertThat(verify()).isEqualTo(OptionalLong.of(EVENTS + 1));
    }
  }

  @Test
  void readersCannotFillTheDiskWithCheckpoints() {
    Checkpoints checkpoints = new Checkpoints(dataSource, files());
    for (int i = 0; i < 20; i++) {
      append(1);
      assertThat(files().key().open(checkpoints.answer()).size()).isEqualTo(EVENTS + i + 1);
    }
    assertThat(files().kept()).hasSize(1);
    checkpoints.issue();
    assertThat(files().kept()).hasSize(2);
  }

  /** Tampers, verifies, and takes the tampering back. */
  private void assertFound(long position, Runnable tampering) {
    transaction.executeWithoutResult(
        status -> {
          tampering.run();
          assertThat(
                  jdbc.execute(
                      (Connection connection) ->
                          new Verification(files().evidence()).read(connection, checked -> {})))
              .isEqualTo(OptionalLong.of(position));
          status.setRollbackOnly();
        });
  }

  private OptionalLong verify() {
    try (Connection connection = dataSource.getConnection()) {
      return new Verification(files().evidence()).run(connection, checked -> {});
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private CheckpointFiles files(String... replaced) {
    return new CheckpointFiles(
        directory.resolve("checkpoints"),
        directory.resolve("log.key"),
        "jalons.test/log",
        List.of(replaced));
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void delete(long first, long last) {
    jdbc.update("delete from eventlog.event where position between ? and ?", first, last);
    jdbc.update("delete from eventlog.event_tag where position between ? and ?", first, last);
  }

  private void move(String table, long from, long to) {
    jdbc.update("update eventlog." + table + " set position = ? where position = ?", to, from);
  }

  /** Changes one event and makes every hash after it fit again. */
  private void rewrite(long from) {
    jdbc.update("update eventlog.event set payload = '{\"x\":\"other\"}' where position = ?", from);
    List<byte[]> hashes =
        jdbc.query(
            "select hash from eventlog.event where position = ?",
            (row, number) -> row.getBytes("hash"),
            from - 1);
    byte[] hash = hashes.isEmpty() ? HashChain.genesis() : hashes.getFirst();
    List<byte[]> digests =
        jdbc.query(
            """
            select id, type, revision, payload::text as payload, metadata::text as metadata, recorded_at,
              (select array_agg(tag) from eventlog.event_tag t where t.position = e.position) as tags
            from eventlog.event e where position >= ? order by position
            """,
            TamperingTest::digest,
            from);
    long position = from;
    for (byte[] digest : digests) {
      hash = HashChain.link(hash, position, digest);
      jdbc.update("update eventlog.event set hash = ? where position = ?", hash, position++);
    }
  }

  private static byte[] digest(ResultSet row, int number) throws SQLException {
    return HashChain.digest(
        row.getObject("id", UUID.class),
        row.getString("type"),
        row.getString("revision"),
        row.getString("payload"),
        row.getString("metadata"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        List.of((String[]) row.getArray("tags").getArray()));
  }

  private void append(int events) {
    List<CompletableFuture<?>> commits = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      GenericEventMessage event =
          new GenericEventMessage(
              UUID.randomUUID().toString(),
              new MessageType("t.Happened", "1"),
              Map.of("x", "x" + i),
              Map.of("actor", "user:a"),
              Instant.now());
      commits.add(
          log.appendEvents(
                  AppendCondition.none(),
                  null,
                  List.of(
                      new GenericTaggedEventMessage<>(
                          event, Set.of(Tag.of("a", "" + i % 7), Tag.of("b", "" + i)))))
              .join()
              .commit(null));
    }
    CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).join();
  }
}
