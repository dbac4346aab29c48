package fr.jalons.platform.slices;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events that a read model could not handle and went on without, until an operator decides. */
@Component
public class ParkedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
  private static final String OURS = "fr.jalons.";

  private final JdbcClient jdbc;

  ParkedEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One event that one read model lacks.
   *
   * @param position of the event in the log
   * @param type stored name of the event
   * @param tries how often it has failed
   * @param error why, without any value: what kind of failure, and where in our code
   */
  public record Parked(
      UUID id,
      String readModel,
      long position,
      String type,
      int tries,
      String error,
      Instant parkedAt) {}

  /** Notes that a read model goes on without an event. */
  public void park(String readModel, EventMessage event, RuntimeException failure) {
    long position = PostgresEventStorageEngine.position(event);
    String error = describe(failure);
    LOG.error("Parked event {} of {}: {}", position, readModel, error);
    jdbc.sql(
            """
            insert into eventlog.parked_event (id, read_model, position, type, tries, error, parked_at)
            values (?, ?, ?, ?, ?, ?, now())
            on conflict (read_model, position) do update
            set tries = parked_event.tries + excluded.tries, error = excluded.error
            """)
        .params(
            UUID.randomUUID(),
            readModel,
            position,
            event.type().qualifiedName().fullName(),
            ReadModel.TRIES,
            error)
        .update();
  }

  /** Those that wait for a decision, in the order of the log. */
  public List<Parked> waiting() {
    return jdbc.sql(
            "select * from eventlog.parked_event where discarded_at is null order by position, read_model")
        .query(ParkedEvents::read)
        .list();
  }

  /** One that waits for a decision. */
  public Optional<Parked> waiting(UUID id) {
    return jdbc.sql("select * from eventlog.parked_event where id = ? and discarded_at is null")
        .param(id)
        .query(ParkedEvents::read)
        .optional();
  }

  /** The positions that a read model is to do without for good. */
  public List<@Nullable Long> discarded(String readModel) {
    return jdbc.sql(
            "select position from eventlog.parked_event where read_model = ? and discarded_at is not null")
        .param(readModel)
        .query(Long.class)
        .list();
  }

  /** Decides that a read model is to do without an event; false if it does not wait. */
  public boolean discard(UUID id, String actor) {
    return jdbc.sql(
                """
                update eventlog.parked_event set discarded_at = now(), discarded_by = ?
                where id = ? and discarded_at is null
                """)
            .params(actor, id)
            .update()
        > 0;
  }

  /** Forgets that an event was parked, as it has now been handled. */
  public void handled(String readModel, long position) {
    jdbc.sql("delete from eventlog.parked_event where read_model = ? and position = ?")
        .params(readModel, position)
        .update();
  }

  private static Parked read(ResultSet row, int number) throws SQLException {
    return new Parked(
        row.getObject("id", UUID.class),
        row.getString("read_model"),
        row.getLong("position"),
        row.getString("type"),
        row.getInt("tries"),
        row.getString("error"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant());
  }

  /** Messages of exceptions quote values, and those may be a student's: they are left out. */
  private static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what =
        root instanceof SQLException sql
            ? root.getClass().getSimpleName() + " " + sql.getSQLState()
            : root.getClass().getSimpleName();
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> what + " at " + frame.getClassName() + ":" + frame.getLineNumber())
        .orElse(what);
  }
}
