package fr.jalons.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;

/** Two nodes on one PostgreSQL, both under load; one is killed, and the other takes over. */
public final class Nodes {
  private static final Duration TAKEOVER = Duration.ofSeconds(10);
  private static final int CLIENTS = 8;
  private static final int BETWEEN = 100;

  private Nodes() {}

  /** Argument: how often a node is killed, by default 5. */
  public static void main(String[] args) throws Exception {
    run(args.length == 0 ? 5 : Integer.parseInt(args[0])).exit();
  }

  /** Runs it and reports. */
  public static Report run(int times) throws Exception {
    Report report = new Report();
    Path directory = Files.createTempDirectory("jalons-nodes");
    try (ScratchServer server = new ScratchServer()) {
      String url = server.newDatabase();
      try (JalonsProcess one = node(server, url, directory.resolve("one"));
          JalonsProcess two = node(server, url, directory.resolve("two"));
          Connection connection = server.pool(url).getConnection()) {
        one.start();
        two.start();
        one.upload("/api/rosters", SmallSchool.files()).expect(200);
        two.get("/api/students", "Jalons-Position", "1");
        Load load = new Load(List.of(one, two), SmallSchool.students(two), CLIENTS);
        Duration longest = Duration.ZERO;
        try (load) {
          for (int i = 0; i < times; i++) {
            load.await(BETWEEN);
            Map<String, Long> shares = settled(connection);
            report.add("read models kept by each node", shares.values(), shares.size() == 2);
            JalonsProcess victim = i % 2 == 0 ? one : two;
            victim.killJvm();
            Duration takeover = takenOver(connection, i % 2 == 0 ? two : one);
            longest = takeover.compareTo(longest) > 0 ? takeover : longest;
            load.await(BETWEEN);
            victim.start();
          }
        }
        report.time(
            "all read models up to date after a kill, at most",
            "%.1f s".formatted(longest.toMillis() / 1000.0),
            longest.compareTo(TAKEOVER) <= 0);
        report.add("needs acknowledged", load.acknowledged().size(), true);
        report.none("other answers than 201 and 503", load.unexpected());
        new Aftermath(one, connection).check("afterwards", load.acknowledged(), report);
      }
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
    return report;
  }

  private static JalonsProcess node(ScratchServer server, String url, Path directory)
      throws Exception {
    return new JalonsProcess(Files.createDirectories(directory), false)
        .with("JALONS_MASTER_KEY_FILE", directory.resolveSibling("master.key").toString())
        .with("SPRING_DATASOURCE_URL", url)
        .with("SPRING_DATASOURCE_USERNAME", server.user())
        .with("SPRING_DATASOURCE_PASSWORD", server.password());
  }

  /** Waits until both nodes keep some read models, and says how many each. */
  private static Map<String, Long> settled(Connection connection) throws SQLException {
    Map<String, Long> owners = owners(connection);
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (owners.size() != 2 && System.nanoTime() < until) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      owners = owners(connection);
    }
    return owners;
  }

  private static Map<String, Long> owners(Connection connection) throws SQLException {
    Map<String, Long> owners = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select owner, count(*) from eventlog.token where owner is not null group by owner")) {
      while (rows.next()) {
        owners.put(rows.getString(1), rows.getLong(2));
      }
    }
    return owners;
  }

  /**
   * How long it takes until the survivor shows, in every read model, what was there at the kill.
   */
  private static Duration takenOver(Connection connection, JalonsProcess survivor)
      throws Exception {
    long begun = System.nanoTime();
    String head;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(position) from eventlog.event")) {
      row.next();
      head = row.getString(1);
    }
    while (survivor.get("/api/students", "Jalons-Position", head).status() != 200) {
      if (System.nanoTime() - begun > Duration.ofMinutes(1).toNanos()) {
        break;
      }
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
