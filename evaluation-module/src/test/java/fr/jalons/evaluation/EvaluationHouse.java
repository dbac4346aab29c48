package fr.jalons.evaluation;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The platform and this module, without the others: what it takes to run the slices over HTTP. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({"fr.jalons.platform", "fr.jalons.evaluation"})
public class EvaluationHouse {
  public static final String ACTOR = "user:4711";
  public static final LocalDate TODAY = LocalDate.of(2026, 10, 1);

  @Bean
  DataSource dataSource() {
    return TestDatabase.create();
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }

  @Bean
  Calendar clock() {
    return new Calendar();
  }

  /** The account named in the request, for want of sessions. */
  @Bean
  CurrentActor actor() {
    return () -> {
      ServletRequestAttributes request =
          (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
      return Objects.requireNonNullElse(request.getRequest().getHeader("Actor"), ACTOR);
    };
  }

  /** Shows the day it is told. */
  public static final class Calendar extends Clock {
    private volatile LocalDate today = TODAY;

    public void turnTo(LocalDate day) {
      today = day;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return today.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  /** What other modules have recorded. */
  @Command(namespace = "test", name = "Given")
  public record Given(List<Object> events) {

    @Component
    static class Handler {
      @CommandHandler
      void handle(Given given, EventAppender log) {
        log.append(given.events);
      }
    }

    public static void happened(Commands commands, Object... events) {
      commands.sendAs("test", new Given(List.of(events)));
    }
  }
}
