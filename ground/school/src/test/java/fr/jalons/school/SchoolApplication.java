package fr.jalons.school;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Plan by itself, on a database of its own, on the evening of 1 October 2026. Without a stereotype,
 * lest other scans find it.
 */
@EnableAutoConfiguration
@ComponentScan("fr.jalons")
public class SchoolApplication {

  @Bean
  DataSource dataSource() {
    return TestDatabase.create();
  }

  @Bean
  Clock clock() {
    return Clock.fixed(Instant.parse("2026-10-01T18:00:00Z"), ZoneOffset.UTC);
  }

  @Bean
  CurrentActor currentActor() {
    return () -> "user:secretary";
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }
}
