package fr.jalons.platform.slices;

import fr.jalons.platform.database.ProjectionTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.core.ConfigurationApplicationContext;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.TransactionalUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.configuration.EventProcessorModule;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorModule;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/** One pooled streaming processor for each projection; all share a few threads. */
final class ProjectionProcessors {
  private static final int BATCH_SIZE = 500;
  private static final Duration CLAIM_EXTENSION = Duration.ofSeconds(1);

  private static final ResourceKey<List<EventMessage>> BATCH = ResourceKey.withLabel("batch");

  private final TokenStore tokens;
  private final ProjectionTransactions transactions;
  private final ParkedEvents parked;
  private final ScheduledExecutorService coordinators =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("projection-coordinator-", 0).factory());
  private final ScheduledExecutorService workers =
      Executors.newScheduledThreadPool(
          4, Thread.ofPlatform().name("projection-worker-", 0).factory());

  ProjectionProcessors(
      TokenStore tokens, ProjectionTransactions transactions, ParkedEvents parked) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.parked = parked;
  }

  void register(EventSourcingConfigurer configurer, ReadModel readModel) {
    configurer.messaging(
        messaging ->
            messaging.eventProcessing(
                processing ->
                    processing.pooledStreaming(
                        pooled -> pooled.processor(() -> module(readModel)))));
  }

  private PooledStreamingEventProcessorModule module(ReadModel readModel) {
    return EventProcessorModule.pooledStreaming(readModel.name())
        .eventHandlingComponents(components -> components.declarative(c -> component(readModel)))
        .customized(this::settings)
        .build();
  }

  /** Axon hands over one event after the other; they are kept and handled together at the end. */
  private EventHandlingComponent component(ReadModel readModel) {
    SimpleEventHandlingComponent component = new SimpleEventHandlingComponent();
    component.subscribe(
        readModel.events(),
        (event, context) -> {
          context.computeResourceIfAbsent(BATCH, () -> newBatch(readModel, context)).add(event);
          return MessageStream.empty();
        });
    return component;
  }

  private List<EventMessage> newBatch(ReadModel readModel, ProcessingContext context) {
    List<EventMessage> batch = new ArrayList<>();
    context.runOnPrepareCommit(
        end ->
            readModel.handle(
                batch, (event, failure) -> parked.park(readModel.name(), event, failure)));
    return batch;
  }

  private PooledStreamingEventProcessorConfiguration settings(
      Configuration axon, PooledStreamingEventProcessorConfiguration settings) {
    settings.unitOfWorkFactory(
        new TransactionalUnitOfWorkFactory(
            transactions, new SimpleUnitOfWorkFactory(new ConfigurationApplicationContext(axon))));
    return settings
        .initialSegmentCount(1)
        .initialToken(source -> source.firstToken(null))
        .batchSize(BATCH_SIZE)
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
