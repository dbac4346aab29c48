package fr.jalons.platform.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HashChain;
import fr.jalons.platform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no writer would ever leave behind must be found, not trip the one who looks for it. */
class HostileValuesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update eventlog.event set recorded_at = 'infinity'",
        "update eventlog.event set recorded_at = '-infinity'",
        "update eventlog.event set recorded_at = '294276-12-31'",
        "alter table eventlog.event alter recorded_at drop not null; update eventlog.event set recorded_at = null",
        "alter table eventlog.event alter payload drop not null; update eventlog.event set payload = null",
        "alter table eventlog.event alter type drop not null; update eventlog.event set type = null",
        "alter table eventlog.event alter hash drop not null; update eventlog.event set hash = null",
        "alter table eventlog.event alter id drop not null; update eventlog.event set id = null",
        "update eventlog.event set hash = ''",
        "alter table eventlog.event_tag drop constraint event_tag_pkey; alter table eventlog.event_tag alter tag drop not null; insert into eventlog.event_tag values (null, 1)",
        "alter table eventlog.event_tag drop constraint event_tag_pkey; alter table eventlog.event_tag alter position drop not null; insert into eventlog.event_tag values ('a:1', null)",
        "alter table eventlog.event drop constraint event_pkey; insert into eventlog.event select * from eventlog.event",
      })
  void impossibleValuesAreFoundLikeAnyOther(String tampering) throws Exception {
    DataSource dataSource = TestDatabase.create();
    new Migrations(dataSource);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into eventlog.event values
            (1, '00000000-0000-0000-0000-000000000001', 't.Happened', '1', '{}', '{}', '1970-01-01T00:00:00Z', '')
          """);
      try (var insert = connection.prepareStatement("update eventlog.event set hash = ?")) {
        insert.setBytes(1, hashOfTheOnlyEvent());
        insert.executeUpdate();
      }
      assertThat(verify(connection)).as("before").isEmpty();
      statement.execute(
          tampering.contains("drop constraint event_pkey")
              ? tampering.replace(
                  "drop constraint event_pkey",
                  "drop constraint event_pkey, drop constraint event_id_key")
              : tampering);
      assertThat(verify(connection)).isPresent();
    }
  }

  private static byte[] hashOfTheOnlyEvent() {
    byte[] digest =
        HashChain.digest(
            new java.util.UUID(0, 1),
            "t.Happened",
            "1",
            "{}",
            "{}",
            java.time.Instant.EPOCH,
            List.of());
    return HashChain.link(HashChain.genesis(), 1, digest);
  }

  private static OptionalLong verify(Connection connection) throws Exception {
    return new Verification(List.of()).run(connection, checked -> {});
  }

  @Test
  void aFileThatIsNoCheckpointOfThisKeyHidesNoOther() throws Exception {
    Path keyFile = directory.resolve("log.key");
    CheckpointFiles before = new CheckpointFiles(directory, keyFile, "old.example/log", List.of());
    before.keep(
        checkpoint("old.example/log", 5), before.key().sign(checkpoint("old.example/log", 5)));
    Files.writeString(directory.resolve("%018d.txt".formatted(6)), ""); // after a power cut
    CheckpointFiles now = new CheckpointFiles(directory, keyFile, "new.example/log", List.of());
    now.keep(checkpoint("new.example/log", 7), now.key().sign(checkpoint("new.example/log", 7)));

    assertThat(now.kept()).extracting(Checkpoint::size).contains(7L).doesNotContain(6L);
    assertThat(now.kept()).as("of the same key under its former name").hasSize(2);
  }

  private static Checkpoint checkpoint(String origin, long size) {
    return new Checkpoint(origin, size, new byte[32]);
  }
}
