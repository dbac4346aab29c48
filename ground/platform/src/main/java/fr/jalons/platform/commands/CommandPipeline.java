package fr.jalons.platform.commands;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.MultiTagResolver;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.core.retry.AsyncRetryScheduler;
import org.axonframework.messaging.core.retry.FilteringRetryPolicy;
import org.axonframework.messaging.core.retry.MaxAttemptsPolicy;
import org.axonframework.messaging.core.retry.RetryPolicy;

/** What every command passes: measuring, idempotency, and another try when it lost a race. */
public final class CommandPipeline {
  // Forty rivals for one session leave the last of them beaten forty times.
  private static final int TRIES = 60;
  private static final long LONGEST_PAUSE_MILLIS = 80;

  private CommandPipeline() {}

  /** Adds the pipeline to Axon's configuration. */
  public static void configure(
      EventSourcingConfigurer configurer, AppendedPositions positions, MeterRegistry meters) {
    configurer.registerTagResolver(
        c -> new MultiTagResolver(new AnnotationBasedTagResolver(), Idempotency.TAGS));
    configurer.componentRegistry(
        registry ->
            registry
                .registerComponent(
                    CorrelationDataProviderRegistry.class,
                    c ->
                        new DefaultCorrelationDataProviderRegistry()
                            .registerProvider(inner -> new CommandMetadata()))
                .registerDecorator(
                    CommandBus.class,
                    Integer.MAX_VALUE,
                    (c, name, bus) ->
                        new RetryingCommandBus(new NonNullResultCommandBus(bus), scheduler())));
    configurer.messaging(
        messaging ->
            messaging
                .registerCommandHandlerInterceptor(c -> new CommandTimer(meters))
                .registerCommandHandlerInterceptor(c -> positions)
                .registerCommandHandlerInterceptor(c -> new Idempotency()));
  }

  private static AsyncRetryScheduler scheduler() {
    return new AsyncRetryScheduler(
        new FilteringRetryPolicy(
            new MaxAttemptsPolicy(new Jitter(), TRIES),
            AppendEventsTransactionRejectedException.class::isInstance),
        Executors.newScheduledThreadPool(
            0, Thread.ofVirtual().name("command-retry-", 0).factory()));
  }

  /** Waits a random time that grows with the number of lost races. */
  private static final class Jitter implements RetryPolicy {
    @Override
    public Outcome defineFor(
        Message message, Throwable failure, List<Class<? extends Throwable>[]> earlier) {
      long bound = Math.min(LONGEST_PAUSE_MILLIS, 2L << Math.min(earlier.size(), 6));
      return Outcome.rescheduleIn(
          ThreadLocalRandom.current().nextLong(1, bound), TimeUnit.MILLISECONDS);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
      descriptor.describeProperty("longestPauseMillis", LONGEST_PAUSE_MILLIS);
    }
  }
}
