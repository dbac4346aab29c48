package fr.jalons.platform.slices;

import fr.jalons.marks.Joining;
import fr.jalons.platform.commands.AppendedPositions;
import fr.jalons.platform.commands.CommandPipeline;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.database.ProjectionTransactions;
import fr.jalons.platform.eventstore.PayloadUpgrade;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.Sealing;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageDispatchInterceptor;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.TokenSchema;
import org.axonframework.modelling.StateManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon Framework, wired once for all modules. */
@Configuration(proxyBeanMethods = false)
class AxonWiring {
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  EventJson eventJson(Sealing sealing) {
    return new EventJson(sealing);
  }

  @Bean
  AppendedPositions appendedPositions() {
    return new AppendedPositions();
  }

  @Bean
  Migrations migrations(DataSource dataSource) {
    return new Migrations(dataSource);
  }

  @Bean(destroyMethod = "close")
  PostgresEventStorageEngine eventLog(
      DataSource dataSource,
      Migrations migrated,
      EventJson json,
      ObjectProvider<PayloadUpgrade> upgrades,
      JoinedFiles joined,
      MeterRegistry meters,
      @Value("${jalons.event-log.queue:4096}") int queue) {
    Map<String, Class<?>> joinings =
        EventMethods.leaves(Joining.class).stream()
            .collect(Collectors.toMap(type -> EventMethods.nameOf(type).fullName(), type -> type));
    return new PostgresEventStorageEngine(
        dataSource, json, upgrades.orderedStream().toList(), joined, joinings, queue, meters);
  }

  @Bean
  Slices slices(ConfigurableListableBeanFactory beans, EventJson json, JdbcTemplate jdbc) {
    return new Slices(beans, json.asStored(), jdbc);
  }

  @Bean
  TokenStore tokenStore(DataSource dataSource, EventJson json, JdbcClient jdbc) {
    TokenSchema schema =
        TokenSchema.builder()
            .setTokenTable("eventlog.token")
            .setProcessorNameColumn("processor")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("claimed_at")
            .build();
    return new ProjectionTokens(
        new TransactionAwareDataSourceProxy(dataSource)::getConnection,
        json,
        new JdbcTokenStoreConfiguration(
            schema, CLAIM_TIMEOUT, ManagementFactory.getRuntimeMXBean().getName()),
        jdbc);
  }

  @Bean
  AxonConfiguration axon(
      ConfigurableListableBeanFactory beans,
      Slices slices,
      PostgresEventStorageEngine log,
      EventJson json,
      AppendedPositions positions,
      MeterRegistry meters,
      TokenStore tokens,
      ParkedEvents parked,
      PlatformTransactionManager transactions,
      ObjectProvider<MessageDispatchInterceptor<? super EventMessage>> eventInterceptors) {
    EventSourcingConfigurer configurer =
        EventSourcingConfigurer.create()
            .registerEventStorageEngine(c -> log)
            .componentRegistry(
                registry ->
                    registry
                        .disableEnhancer(
                            "org.axonframework.update.UpdateCheckerConfigurationEnhancer")
                        .registerComponent(Converter.class, c -> json)
                        .registerComponent(TokenStore.class, c -> tokens));
    registerDecisions(configurer, beans, slices);
    CommandPipeline.configure(configurer, positions, meters);
    configurer.messaging(
        messaging ->
            eventInterceptors.forEach(
                interceptor -> messaging.registerEventDispatchInterceptor(c -> interceptor)));
    ProjectionProcessors processors =
        new ProjectionProcessors(tokens, new ProjectionTransactions(transactions), parked);
    slices.readModels().forEach(readModel -> processors.register(configurer, readModel));
    return configurer.build();
  }

  private static void registerDecisions(
      EventSourcingConfigurer configurer, ConfigurableListableBeanFactory beans, Slices slices) {
    for (String bean : slices.commandHandlers()) {
      configurer.registerCommandHandlingModule(
          CommandHandlingModule.named(bean)
              .commandHandlers()
              .annotatedCommandHandlingComponent(c -> beans.getBean(bean)));
    }
    for (Class<?> command : slices.decidedCommands()) {
      DecidedCommands.register(configurer, command, () -> beans.getBean(Clock.class));
    }
    registerModels(configurer, Slices.decisionModels());
  }

  static void registerModels(EventSourcingConfigurer configurer, Iterable<Class<?>> models) {
    configurer.componentRegistry(
        registry ->
            registry.registerDecorator(
                StateManager.class,
                0,
                (config, name, states) -> {
                  for (Class<?> model : models) {
                    states.register(
                        new SourcedModel<>(model)
                            .repository(
                                config.getComponent(EventStore.class),
                                config.getComponent(Converter.class)));
                  }
                  return states;
                }));
  }

  @Bean
  AxonLifecycle axonLifecycle(AxonConfiguration axon) {
    return new AxonLifecycle(axon);
  }

  @Bean
  CommandBus commandBus(AxonConfiguration axon) {
    return axon.getComponent(CommandBus.class);
  }

  @Bean
  MessageTypeResolver messageTypeResolver(AxonConfiguration axon) {
    return axon.getComponent(MessageTypeResolver.class);
  }
}
