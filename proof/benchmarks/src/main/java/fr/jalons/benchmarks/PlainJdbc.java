package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The yardstick: tables with the columns and indexes of the log, written by one statement for each
 * transaction, over a connection for each client, without order, chain or condition.
 */
final class PlainJdbc implements AutoCloseable {
  private static final String INSERT =
      """
      with written as (
        insert into yard.event (id, type, revision, payload, metadata, recorded_at, hash)
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::json[], ?::json[], ?::timestamptz[], ?::bytea[])
        returning position, id)
      insert into yard.event_tag
      select t.tag, w.position from unnest(?::text[], ?::uuid[]) as t(tag, id) join written w on w.id = t.id
      """;
  private static final String INSERT_ONE =
      """
      with written as (
        insert into yard.event (id, type, revision, payload, metadata, recorded_at, hash)
        values (?, ?, ?, ?::json, ?::json, ?, ?) returning position)
      insert into yard.event_tag select t.tag, w.position from written w, unnest(?::text[]) as t(tag)
      """;

  private final List<Client> clients = new ArrayList<>();

  PlainJdbc(HikariDataSource pool, int connections) throws SQLException {
    for (int i = 0; i < connections; i++) {
      clients.add(new Client(pool.getConnection()));
    }
  }

  static void createTables(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema yard;
          create table yard.event (
            position bigint generated always as identity primary key, id uuid not null unique,
            type text not null, revision text not null, payload json not null,
            metadata json not null, recorded_at timestamptz not null, hash bytea not null);
          create table yard.event_tag (
            tag text collate "C" not null, position bigint not null, primary key (tag, position));
          """);
    }
  }

  private static final class Client {
    private final Connection connection;
    private final PreparedStatement one;
    private final PreparedStatement many;

    Client(Connection connection) throws SQLException {
      this.connection = connection;
      this.one = connection.prepareStatement(INSERT_ONE);
      this.many = connection.prepareStatement(INSERT);
    }
  }

  void insert(int client) throws SQLException {
    Random random = ThreadLocalRandom.current();
    PreparedStatement statement = clients.get(client).one;
    UUID need = Sample.uuid(random);
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    UUID command = Sample.uuid(random);
    statement.setObject(1, Sample.uuid(random));
    statement.setString(2, Sample.TYPE);
    statement.setString(3, "1");
    statement.setString(4, Sample.payload(need, student));
    statement.setString(5, Sample.metadata(command));
    statement.setTimestamp(6, new Timestamp(System.currentTimeMillis()));
    statement.setBytes(7, new byte[32]);
    statement.setArray(
        8,
        clients
            .get(client)
            .connection
            .createArrayOf("text", Sample.tags(need, student, command).toArray(String[]::new)));
    statement.executeUpdate();
  }

  /** Thirty events in one statement and one transaction. */
  void insertBatch(int client) throws SQLException {
    int size = 30;
    Random random = ThreadLocalRandom.current();
    Connection connection = clients.get(client).connection;
    PreparedStatement statement = clients.get(client).many;
    UUID[] ids = new UUID[size];
    String[] types = new String[size];
    String[] revisions = new String[size];
    String[] payloads = new String[size];
    String[] metadatas = new String[size];
    Timestamp[] times = new Timestamp[size];
    byte[][] hashes = new byte[size][32];
    List<String> tags = new ArrayList<>();
    List<UUID> owners = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      UUID need = Sample.uuid(random);
      UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
      UUID command = Sample.uuid(random);
      ids[i] = Sample.uuid(random);
      types[i] = Sample.TYPE;
      revisions[i] = "1";
      payloads[i] = Sample.payload(need, student);
      metadatas[i] = Sample.metadata(command);
      times[i] = new Timestamp(System.currentTimeMillis());
      for (String tag : Sample.tags(need, student, command)) {
        tags.add(tag);
        owners.add(ids[i]);
      }
    }
    int parameter = 0;
    statement.setArray(++parameter, connection.createArrayOf("uuid", ids));
    statement.setArray(++parameter, connection.createArrayOf("text", types));
    statement.setArray(++parameter, connection.createArrayOf("text", revisions));
    statement.setArray(++parameter, connection.createArrayOf("text", payloads));
    statement.setArray(++parameter, connection.createArrayOf("text", metadatas));
    statement.setArray(++parameter, connection.createArrayOf("timestamptz", times));
    statement.setArray(++parameter, connection.createArrayOf("bytea", hashes));
    statement.setArray(++parameter, connection.createArrayOf("text", tags.toArray(String[]::new)));
    statement.setArray(++parameter, connection.createArrayOf("uuid", owners.toArray()));
    statement.executeUpdate();
  }

  /** Reads the log through a cursor, every column; says how many events it saw. */
  static long cursor(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query =
          connection.prepareStatement(
              "select position, id, type, revision, payload::text, metadata::text, recorded_at"
                  + " from eventlog.event order by position")) {
        query.setFetchSize(2_000);
        long seen = 0;
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            rows.getObject(2, UUID.class);
            rows.getString(3);
            rows.getString(4);
            rows.getString(5);
            rows.getString(6);
            rows.getObject(7, java.time.OffsetDateTime.class);
            seen++;
          }
        }
        return seen;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (Client client : clients) {
      client.connection.close();
    }
  }
}
