package fr.jalons.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;
import tools.jackson.databind.JsonNode;

/** All read models are folded anew while commands arrive: first as they are, then with damage. */
public final class Rebuild {
  private static final int CLIENTS = 4;
  private static final int DAMAGED = 3;

  private Rebuild() {}

  /** Argument: needs that are recorded before the rebuild, by default 2,000. */
  public static void main(String[] args) throws Exception {
    run(args.length == 0 ? 2_000 : Integer.parseInt(args[0])).exit();
  }

  /** Runs it and reports. */
  public static Report run(int needs) throws Exception {
    Report report = new Report();
    Path directory = Files.createTempDirectory("jalons-rebuild");
    try (JalonsProcess jalons = new JalonsProcess(directory, true)) {
      jalons.start();
      List<String> students =
          jalons
              .get("/api/students")
              .expect(200)
              .json()
              .valueStream()
              .map(student -> student.path("id").asString())
              .toList();
      try (Load load = new Load(List.of(jalons), students, CLIENTS)) {
        load.await(needs);
        JsonNode rebuilt = followed(jalons);
        report.add(
            "rebuild of all under load",
            rebuilt.path("state").asString(),
            rebuilt.path("state").asString().equals("DONE"));
        report.none("rows that it changed", rebuilt.path("changedRows").asLong());
        load.await(needs / 10);
      }
      try (Connection connection = new Aftermath(jalons).connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "update followup.aspect set state = '{}' where ctid in"
                + " (select ctid from followup.aspect where aspect = 'needs' limit "
                + DAMAGED
                + ")");
      }
      JsonNode mended = followed(jalons);
      report.add(
          "damaged rows that it mended, of " + DAMAGED,
          mended.path("changedRows"),
          mended.path("changedRows").asLong() == DAMAGED);
      if (!report.passed()) {
        System.out.println(jalons.serverLog());
      }
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
    return report;
  }

  private static JsonNode followed(JalonsProcess jalons) throws Exception {
    String location =
        jalons.post("/api/read-models/all/rebuilds", "").expect(202).header("Location");
    while (true) {
      JsonNode now = jalons.get(location).expect(200).json();
      System.out.printf(
          "%s: %d %%, %d events/s, %d s left%n",
          now.path("state").asString(),
          now.path("percent").asInt(),
          now.path("eventsPerSecond").asLong(),
          now.path("secondsLeft").asLong());
      if (!now.path("state").asString().equals("RUNNING")) {
        return now;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }
}
