package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A peer: message-db, a message store in PostgreSQL's own language, with a thousand categories. */
final class MessageDb implements AutoCloseable {
  private static final int CATEGORIES = 1_000;
  private static final List<String> FILES =
      List.of(
          "schema/message-store",
          "tables/messages",
          "types/message",
          "functions/message-store-version",
          "functions/hash-64",
          "functions/acquire-lock",
          "functions/category",
          "functions/is-category",
          "functions/id",
          "functions/cardinal-id",
          "functions/stream-version",
          "functions/write-message",
          "indexes/messages-id",
          "indexes/messages-stream",
          "indexes/messages-category");

  private final List<PreparedStatement> writes = new ArrayList<>();

  private MessageDb() {}

  /**
   * Fetches its SQL with npm, installs it and fills it with so many events; throws where that
   * cannot be done.
   */
  static MessageDb install(HikariDataSource pool, Path directory, int connections, long events)
      throws IOException, SQLException, InterruptedException {
    try (Stream<Path> old = Files.list(Files.createDirectories(directory))) {
      if (old.findAny().isEmpty()) {
        run(directory, "npm", "pack", "--silent", "@eventide/message-db");
        String archive;
        try (Stream<Path> files = Files.list(directory)) {
          archive = files.findFirst().orElseThrow().toString();
        }
        run(directory, "tar", "xzf", archive);
      }
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String file : FILES) {
        statement.execute("set search_path = message_store, public");
        statement.execute(Files.readString(directory.resolve("package/database/" + file + ".sql")));
      }
      statement.execute(
          """
          insert into messages (id, stream_name, type, position, data, metadata)
          select gen_random_uuid(), 'c' || n %% %d || '-' || gen_random_uuid(), '%s', 0, '%s', '%s'
          from generate_series(1, %d) n
          """
              .formatted(
                  CATEGORIES,
                  Sample.TYPE,
                  Sample.payload(new UUID(0, 0), Sample.student(0)),
                  Sample.metadata(new UUID(0, 0)),
                  events));
      statement.execute("vacuum analyze messages");
      statement.execute("checkpoint");
      statement.execute("reset search_path");
    }
    MessageDb peer = new MessageDb();
    for (int i = 0; i < connections; i++) {
      Connection connection = pool.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("set search_path = message_store, public");
      }
      peer.writes.add(
          connection.prepareStatement("select write_message(?, ?, ?, ?::jsonb, ?::jsonb, null)"));
    }
    return peer;
  }

  void write(int client) throws SQLException {
    Random random = ThreadLocalRandom.current();
    UUID need = Sample.uuid(random);
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    PreparedStatement statement = writes.get(client);
    statement.setString(1, UUID.randomUUID().toString());
    statement.setString(2, "c" + random.nextInt(CATEGORIES) + "-" + need);
    statement.setString(3, Sample.TYPE);
    statement.setString(4, Sample.payload(need, student));
    statement.setString(5, Sample.metadata(need));
    statement.execute();
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement write : writes) {
      write.getConnection().close();
    }
  }
}
