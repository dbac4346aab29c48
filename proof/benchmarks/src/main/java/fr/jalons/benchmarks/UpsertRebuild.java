package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The yardstick of a rebuild: what each student's events say, put into one row for each student as
 * it is, by upserts of a page at a time, without reading any of it.
 */
final class UpsertRebuild {
  private static final int PAGE = 5_000;

  private UpsertRebuild() {}

  /** Returns the number of events of the log; those of no student cost it nothing. */
  static long run(HikariDataSource pool) throws SQLException {
    Bench.sql(
        pool,
        "drop table if exists public.upserted",
        "create table public.upserted (student text primary key, position bigint not null, state jsonb not null)");
    try (Connection reading = pool.getConnection();
        Connection writing = pool.getConnection();
        Statement log = reading.createStatement();
        PreparedStatement upsert =
            writing.prepareStatement(
                """
                insert into public.upserted
                select * from unnest(?::text[], ?::bigint[], ?::jsonb[])
                on conflict (student) do update
                set position = excluded.position, state = upserted.state || excluded.state
                """)) {
      reading.setAutoCommit(false);
      writing.setAutoCommit(false);
      log.setFetchSize(PAGE);
      Page page = new Page();
      long seen = 0;
      try (ResultSet rows =
          log.executeQuery(
              """
              select e.position, e.payload::text, t.tags from eventlog.event e
              join (
                select position, array_agg(tag) as tags from eventlog.event_tag
                where tag like 'student:%' group by position) t on t.position = e.position
              order by e.position
              """)) {
        while (rows.next()) {
          seen++;
          page.add(rows);
          if (seen % PAGE == 0) {
            page.write(upsert);
          }
        }
      }
      page.write(upsert);
      reading.commit();
      writing.commit();
      reading.setAutoCommit(true);
      writing.setAutoCommit(true);
      return Bench.head(pool);
    }
  }

  private static final class Page {
    private final Map<String, StringJoiner> states = new LinkedHashMap<>();
    private final Map<String, Long> positions = new LinkedHashMap<>();

    void add(ResultSet row) throws SQLException {
      for (String student : (String[]) row.getArray(3).getArray()) {
        states.computeIfAbsent(student, s -> new StringJoiner(",", "[", "]")).add(row.getString(2));
        positions.put(student, row.getLong(1));
      }
    }

    void write(PreparedStatement upsert) throws SQLException {
      Connection connection = upsert.getConnection();
      upsert.setArray(1, connection.createArrayOf("text", positions.keySet().toArray()));
      upsert.setArray(2, connection.createArrayOf("bigint", positions.values().toArray()));
      upsert.setArray(
          3,
          connection.createArrayOf(
              "text", states.values().stream().map(StringJoiner::toString).toArray()));
      upsert.executeUpdate();
      connection.commit();
      states.clear();
      positions.clear();
    }
  }
}
