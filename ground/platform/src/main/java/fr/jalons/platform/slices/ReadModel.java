package fr.jalons.platform.slices;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * What a {@link Projection} keeps, and the way events get into it: all of a batch at once and, when
 * that fails, one after the other, so that only the event that cannot be handled stays behind.
 */
public final class ReadModel {
  /** How often an event is tried before it counts as one that cannot be handled. */
  public static final int TRIES = 3;

  /**
   * Lost connections, lacking resources, deadlocks, a server that stops: not the fault of an event.
   */
  private static final Set<String> CIRCUMSTANCES = Set.of("08", "40", "53", "55", "57", "58", "XX");

  private final String name;
  private final List<String> tables;
  private final Set<QualifiedName> events;
  private final Supplier<ProjectionHandlers> handlers;
  private final JdbcTemplate jdbc;

  ReadModel(
      Class<?> type,
      Set<Class<?>> events,
      Supplier<Object> projection,
      Converter converter,
      JdbcTemplate jdbc) {
    Projection description = type.getAnnotation(Projection.class);
    this.name = description.name();
    this.tables = List.of(description.tables());
    this.events = events.stream().map(EventMethods::nameOf).collect(Collectors.toUnmodifiableSet());
    this.handlers = SingletonSupplier.of(() -> new ProjectionHandlers(projection.get(), converter));
    this.jdbc = jdbc;
  }

  /** As in {@link Projection#name()}. */
  public String name() {
    return name;
  }

  /** The schema of its tables. */
  public String schema() {
    return name.substring(0, name.indexOf('.'));
  }

  /** As in {@link Projection#tables()}. */
  public List<String> tables() {
    return tables;
  }

  /** Whether the log alone determines it. */
  public boolean rebuildable() {
    return !tables.isEmpty();
  }

  /** The stored names of the events it handles. */
  public Set<QualifiedName> events() {
    return events;
  }

  /** Keeps everyone else from changing it until the transaction ends. */
  public void lock() {
    jdbc.execute("select " + lockCall());
  }

  private String lockCall() {
    return "pg_advisory_xact_lock(hashtextextended('" + name + "', 0))";
  }

  /**
   * Brings events into its tables, within the transaction of the caller and under the lock.
   *
   * @param unhandled what becomes of an event that has failed {@link #TRIES} times, and why it did;
   *     the changes it made are undone
   */
  void handle(
      List<? extends EventMessage> batch, BiConsumer<EventMessage, RuntimeException> unhandled) {
    handle(batch, schema(), ", " + lockCall(), unhandled);
  }

  /** As the other, but into tables of the same names in another schema, and without the lock. */
  public void handle(
      List<? extends EventMessage> batch,
      String schema,
      BiConsumer<EventMessage, RuntimeException> unhandled) {
    handle(batch, schema, "", unhandled);
  }

  private void handle(
      List<? extends EventMessage> batch,
      String schema,
      String lock,
      BiConsumer<EventMessage, RuntimeException> unhandled) {
    // One round trip, with the first savepoint. Not "set": the driver would forget its statements.
    jdbc.execute(
        "select set_config('search_path', '%s', true)%s; savepoint attempt"
            .formatted(schema, lock));
    if (attempt(batch) == null) {
      return;
    }
    for (EventMessage event : batch) {
      RuntimeException failure = attempt(List.of(event));
      for (int tries = 1; failure != null && tries < TRIES; tries++) {
        failure = attempt(List.of(event));
      }
      if (failure != null) {
        unhandled.accept(event, failure);
      }
      jdbc.execute("release savepoint attempt; savepoint attempt"); // what is done so far stands
    }
  }

  private @Nullable RuntimeException attempt(List<? extends EventMessage> batch) {
    try {
      handlers.get().handle(batch);
      return null;
    } catch (RuntimeException e) {
      if (isCircumstance(e)) {
        throw e;
      }
      jdbc.execute("rollback to savepoint attempt");
      return e;
    }
  }

  private static boolean isCircumstance(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null || CIRCUMSTANCES.contains(state.substring(0, 2));
      }
    }
    return false;
  }
}
