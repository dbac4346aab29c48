package fr.jalons.platform.readmodels;

import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.ReadModel;
import fr.jalons.platform.slices.Slices;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.EventTrackerStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the read models have come, on this node or another. */
@Component
public class ReadModels {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final List<ReadModel> readModels;
  private final AxonConfiguration axon;
  private final JdbcClient jdbc;

  ReadModels(Slices slices, AxonConfiguration axon, JdbcClient jdbc, MeterRegistry meters) {
    this.readModels = slices.readModels();
    this.axon = axon;
    this.jdbc = jdbc;
    for (ReadModel readModel : readModels) {
      String name = readModel.name();
      Gauge.builder("jalons.projection.lag", () -> Math.max(0, head() - position(name)))
          .description("events of the log that the projection has not handled yet")
          .tag("projection", name)
          .register(meters);
      Gauge.builder("jalons.projection.healthy", () -> healthy(name) ? 1 : 0)
          .description("1 while the projection runs without an error on this node")
          .tag("projection", name)
          .register(meters);
    }
  }

  /** All of them, in the order of their names. */
  public List<ReadModel> all() {
    return readModels;
  }

  /** The read model of a name; refuses one that there is not. */
  public ReadModel named(String name) {
    return readModels.stream()
        .filter(readModel -> readModel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("platform.read-model-unknown", name));
  }

  /** Waits until every read model has reached {@code position}; false if that takes too long. */
  public boolean await(long position, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!readModels.stream().allMatch(readModel -> hasReached(readModel, position))) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  /**
   * A read model kept by another node stores its position late when it has nothing to handle: it
   * has reached all that follows and is none of its business.
   */
  private boolean hasReached(ReadModel readModel, long position) {
    long reached = position(readModel.name());
    return reached >= position
        || (!isOurs(readModel.name()) && hasNothingToDo(readModel, reached, position));
  }

  private boolean hasNothingToDo(ReadModel readModel, long after, long upTo) {
    return jdbc.sql(
            """
            select (select coalesce(max(position), 0) from eventlog.event) >= :upTo
              and not exists (
                select 1 from eventlog.event
                where position > :after and position <= :upTo and type = any (:types))
            """)
        .param("after", after)
        .param("upTo", upTo)
        .param(
            "types",
            readModel.events().stream().map(QualifiedName::fullName).toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  /** The position of every read model, by name. */
  public Map<String, Long> positions() {
    return readModels.stream().collect(Collectors.toMap(ReadModel::name, r -> position(r.name())));
  }

  /** The last position up to which a read model has seen the log. */
  public long position(String name) {
    return isOurs(name)
        ? processor(name).processingStatus().values().stream()
            .mapToLong(status -> status.getCurrentPosition().orElse(0))
            .min()
            .orElseGet(() -> storedPosition(name))
        : storedPosition(name);
  }

  /** The last position that is stored together with the rows: what a reader of the tables sees. */
  public long storedPosition(String name) {
    return jdbc.sql(
            """
            select coalesce(min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint), 0)
            from eventlog.token where processor = ?
            """)
        .param(name)
        .query(Long.class)
        .single();
  }

  /** Whether this node keeps a read model, rather than another. */
  public boolean isOurs(String name) {
    return !processor(name).processingStatus().isEmpty();
  }

  /** Leaves a read model to another node for a while. */
  void release(String name) {
    PooledStreamingEventProcessor processor = processor(name);
    processor.processingStatus().keySet().forEach(processor::releaseSegment);
  }

  /** Whether a projection runs without an error on this node. */
  public boolean healthy(String name) {
    PooledStreamingEventProcessor processor = processor(name);
    return processor.isRunning()
        && processor.processingStatus().values().stream()
            .noneMatch(EventTrackerStatus::isErrorState);
  }

  private PooledStreamingEventProcessor processor(String name) {
    return axon.getModuleConfiguration(name)
        .orElseThrow(() -> new IllegalArgumentException("no projection " + name))
        .getComponent(PooledStreamingEventProcessor.class, name);
  }

  private long head() {
    return jdbc.sql("select coalesce(max(position), 0) from eventlog.event")
        .query(Long.class)
        .single();
  }
}
