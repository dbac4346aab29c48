package fr.jalons.platform.slices;

import fr.jalons.platform.database.ProjectionTransactions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.core.ConfigurationApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.TransactionalUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.configuration.EventProcessorModule;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorModule;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/** One pooled streaming processor for each projection; all share a few threads. */
final class ProjectionProcessors {
  private static final int BATCH = 500;
  private static final Duration CLAIM_EXTENSION = Duration.ofSeconds(1);

  private final TokenStore tokens;
  private final ProjectionTransactions transactions;
  private final ScheduledExecutorService coordinators =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("projection-coordinator-", 0).factory());
  private final ScheduledExecutorService workers =
      Executors.newScheduledThreadPool(
          4, Thread.ofPlatform().name("projection-worker-", 0).factory());

  ProjectionProcessors(TokenStore tokens, ProjectionTransactions transactions) {
    this.tokens = tokens;
    this.transactions = transactions;
  }

  void register(EventSourcingConfigurer configurer, String name, Supplier<Object> projection) {
    configurer.messaging(
        messaging ->
            messaging.eventProcessing(
                processing ->
                    processing.pooledStreaming(
                        pooled -> pooled.processor(() -> module(name, projection)))));
  }

  private PooledStreamingEventProcessorModule module(String name, Supplier<Object> projection) {
    return EventProcessorModule.pooledStreaming(name)
        .eventHandlingComponents(
            components ->
                components.declarative(
                    c -> ProjectionHandlers.of(projection.get(), c.getComponent(Converter.class))))
        .customized(this::settings)
        .build();
  }

  private PooledStreamingEventProcessorConfiguration settings(
      Configuration axon, PooledStreamingEventProcessorConfiguration settings) {
    settings.unitOfWorkFactory(
        new TransactionalUnitOfWorkFactory(
            transactions, new SimpleUnitOfWorkFactory(new ConfigurationApplicationContext(axon))));
    return settings
        .initialSegmentCount(1)
        .initialToken(source -> source.firstToken(null))
        .batchSize(BATCH)
        .tokenClaimInterval(CLAIM_EXTENSION.toMillis())
        .claimExtensionThreshold(CLAIM_EXTENSION.toMillis())
        .enableCoordinatorClaimExtension()
        .tokenStore(tokens)
        .coordinatorExecutor(coordinators)
        .workerExecutor(workers)
        // Every event passes by, so that a position says how far into the log a read model stands.
        .eventCriteria(supported -> EventCriteria.havingAnyTag());
  }
}
