package fr.jalons.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What must be true after every fault: each acknowledged need is in the log once, and no other is;
 * positions have no gap, chain and tags hold; and the read models are what a full replay gives.
 */
final class Aftermath {
  private final JalonsProcess jalons;
  private final @Nullable Connection given;

  /** On its own PostgreSQL. */
  Aftermath(JalonsProcess jalons) {
    this.jalons = jalons;
    this.given = null;
  }

  /** On another PostgreSQL. */
  Aftermath(JalonsProcess jalons, Connection connection) {
    this.jalons = jalons;
    this.given = connection;
  }

  /** Adds its figures to a report, under the name of the fault. */
  void check(String fault, Collection<UUID> acknowledged, Report report) throws Exception {
    try (Connection connection = given == null ? connect() : given) {
      report.none(
          fault + ": acknowledged needs lost",
          number(
              connection,
              """
              select count(*) from unnest(?) as need
              where not exists (select 1 from eventlog.event_tag where tag = 'need:' || need)
              """,
              acknowledged));
      report.none(
          fault + ": needs doubled or never acknowledged",
          number(
              connection,
              """
              select (select count(*) from eventlog.event where type = 'planning.NeedDiagnosed')
                - cardinality(?::uuid[])
              """,
              acknowledged));
      report.none(
          fault + ": gaps",
          number(
              connection,
              "select coalesce(max(position), 0) - count(*) from eventlog.event where cardinality(?::uuid[]) >= 0",
              acknowledged));
      report.none(
          fault + ": needs without all their tags",
          number(
              connection,
              """
              select count(*) from eventlog.event e
              where e.type = 'planning.NeedDiagnosed' and cardinality(?::uuid[]) >= 0
                and (select count(*) from eventlog.event_tag t where t.position = e.position) <> 3
              """,
              acknowledged));
    }
    JsonNode verified = ended(jalons.post("/api/log/verifications", ""));
    report.add(
        fault + ": chain and tags",
        verified.path("state").asString(),
        verified.path("state").asString().equals("VALID"));
    JsonNode rebuilt = ended(jalons.post("/api/read-models/all/rebuilds", ""));
    report.add(
        fault + ": rows unlike a full replay",
        rebuilt.path("changedRows"),
        rebuilt.path("state").asString().equals("DONE")
            && rebuilt.path("changedRows").asInt() == 0);
    report.none(fault + ": events parked", jalons.get("/api/parked-events").json().size());
  }

  /** Follows work to its end. */
  JsonNode ended(JalonsProcess.Answer accepted) throws IOException {
    String location = accepted.expect(202).header("Location");
    while (true) {
      JsonNode state = jalons.get(location).expect(200).json();
      if (!state.path("state").asString().equals("RUNNING")) {
        return state;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  Connection connect() throws IOException, SQLException {
    Properties env = jalons.connection();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                env.getProperty("PGHOST"),
                env.getProperty("PGPORT"),
                env.getProperty("PGDATABASE")),
        env.getProperty("PGUSER"),
        env.getProperty("PGPASSWORD"));
  }

  private static long number(Connection connection, String sql, Collection<UUID> needs)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("uuid", needs.toArray()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
