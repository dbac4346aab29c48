package fr.jalons.audit;

import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.HashChain;
import fr.jalons.platform.transparency.InclusionProofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a bundle is made of, exactly as it is stored: nothing is opened, upgraded or narrowed. */
final class StudentEvents {
  private static final int FETCH = 10_000;

  private StudentEvents() {}

  /**
   * An event as it stands in the log.
   *
   * @param hash its own, which the bundle leaves to be computed
   */
  record Stored(ExportBundle.Proven event, byte[] hash) {}

  /**
   * A student’s events in the order of the log, their proofs still empty.
   *
   * @param files all identifiers that are read as the student
   */
  static List<Stored> upTo(Connection connection, Collection<UUID> files, long upTo)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select e.position, e.id, e.type, e.revision, e.payload::text, e.metadata::text, e.recorded_at,
              (select array_agg(x.tag order by x.tag) from eventlog.event_tag x where x.position = e.position),
              (select p.hash from eventlog.event p where p.position = e.position - 1),
              e.hash
            from (select distinct position from eventlog.event_tag where tag = any (?)) t
            join eventlog.event e on e.position = t.position
            where e.position <= ? order by e.position
            """)) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text", files.stream().map(file -> Tags.STUDENT + ':' + file).toArray()));
      query.setLong(2, upTo);
      try (ResultSet rows = query.executeQuery()) {
        List<Stored> found = new ArrayList<>();
        while (rows.next()) {
          ExportBundle.Proven event =
              new ExportBundle.Proven(
                  rows.getLong(1),
                  rows.getObject(2, UUID.class),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getObject(7, OffsetDateTime.class).toInstant(),
                  List.of((String[]) rows.getArray(8).getArray()),
                  ExportBundle.BASE64.encodeToString(previous(rows.getBytes(9))),
                  List.of());
          found.add(new Stored(event, rows.getBytes(10)));
        }
        return found;
      }
    }
  }

  private static byte[] previous(byte @Nullable [] hash) {
    return hash == null ? HashChain.genesis() : hash;
  }

  /** The hashes of all events: a million takes about a second. */
  static void addAllHashes(Connection connection, long size, InclusionProofs proofs)
      throws SQLException {
    connection.setAutoCommit(false); // or the driver would fetch all rows at once
    try (PreparedStatement query =
        connection.prepareStatement(
            "select hash from eventlog.event where position <= ? order by position")) {
      query.setFetchSize(FETCH);
      query.setLong(1, size);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          proofs.add(rows.getBytes(1));
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
