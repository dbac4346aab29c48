package fr.jalons.platform.readmodels;

import fr.jalons.platform.slices.Slices;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.EventTrackerStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the read models have come, on this node or another. */
@Component
public class ReadModels {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final List<String> projections;
  private final AxonConfiguration axon;
  private final JdbcClient jdbc;

  ReadModels(Slices slices, AxonConfiguration axon, JdbcClient jdbc, MeterRegistry meters) {
    this.projections = slices.projectionNames();
    this.axon = axon;
    this.jdbc = jdbc;
    for (String name : projections) {
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

  /** Waits until every read model has reached {@code position}; false if that takes too long. */
  public boolean await(long position, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!projections.stream().allMatch(name -> position(name) >= position)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  /** The position of every projection, by name. */
  public Map<String, Long> positions() {
    return projections.stream().collect(Collectors.toMap(name -> name, this::position));
  }

  /** The last position up to which a projection has seen the log. */
  public long position(String name) {
    Map<Integer, EventTrackerStatus> segments = processor(name).processingStatus();
    if (!segments.isEmpty()) {
      return segments.values().stream()
          .mapToLong(status -> status.getCurrentPosition().orElse(0))
          .min()
          .orElse(0);
    }
    return jdbc.sql(
            """
            select coalesce(min((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint), 0)
            from eventlog.token where processor = ?
            """)
        .param(name)
        .query(Long.class)
        .single();
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
