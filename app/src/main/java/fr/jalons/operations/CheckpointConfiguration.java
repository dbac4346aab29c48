package fr.jalons.operations;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.Checkpoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.util.DigestUtils;

/**
 * Keeps checkpoints of the log in files beside the database, from time to time and at the end of
 * each run, so that a log cut short is noticed even by a school whose auditors keep none.
 */
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {
  /**
   * Checkpoints belong to one log: the embedded one, or the one at an address.
   *
   * @param key file of the key; by default beside the checkpoints
   * @param replaced verifiers of keys that signed this log before, and are lost
   * @param origin name of the log in its checkpoints
   */
  @Bean
  CheckpointFiles checkpointFiles(
      @Value("${jalons.data}") Path data,
      @Value("${spring.datasource.url:}") String url,
      @Value("${jalons.log.key:}") String key,
      @Value("${jalons.log.key-replaces:}") List<String> replaced,
      @Value("${jalons.log.origin}") String origin) {
    String log =
        url.isBlank()
            ? "embedded"
            : DigestUtils.md5DigestAsHex(url.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return new CheckpointFiles(
        data.resolve("checkpoints").resolve(log),
        key.isBlank() ? data.resolve("log.key") : Path.of(key),
        origin,
        replaced);
  }

  @Bean
  @DependsOn("migrations")
  Checkpoints checkpoints(DataSource dataSource, CheckpointFiles files, MeterRegistry meters) {
    Checkpoints checkpoints = new Checkpoints(dataSource, files);
    Gauge.builder("jalons.eventlog.checkpoint", checkpoints, Checkpoints::size)
        .description("events that the last checkpoint of this node stands for")
        .register(meters);
    return checkpoints;
  }

  @Bean(destroyMethod = "close")
  Clerk checkpointClerk(Checkpoints checkpoints, PostgresEventStorageEngine log) {
    return new Clerk(checkpoints, log);
  }

  /** Issues a checkpoint every ten minutes if there is something new, and at the end. */
  static final class Clerk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointConfiguration.class);
    private static final int MINUTES = 10;

    private final Checkpoints checkpoints;
    private final PostgresEventStorageEngine log;
    private final ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkpoints").daemon().factory());
    private @Nullable String refused;

    Clerk(Checkpoints checkpoints, PostgresEventStorageEngine log) {
      this.checkpoints = checkpoints;
      this.log = log;
      executor.scheduleWithFixedDelay(this::tick, 1, MINUTES, TimeUnit.MINUTES);
    }

    private void tick() {
      try {
        if (log.head() > checkpoints.size()) {
          checkpoints.issue();
        }
      } catch (RuntimeException e) {
        if (!e.toString().equals(refused)) {
          LOG.error("No checkpoint: {}", e.toString());
        }
        refused = e.toString();
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
      tick();
    }
  }
}
