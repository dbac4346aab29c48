package fr.jalons.platform.slices;

import fr.jalons.platform.json.EventJson;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.test.fixture.AxonTestFixture;

/**
 * Given events, when command, then events: a fixture with the decision models of the class path.
 */
public final class SliceFixture {
  private SliceFixture() {}

  /** A fixture in which these objects handle commands. */
  public static AxonTestFixture of(Object... handlers) {
    EventSourcingConfigurer configurer = configurer();
    for (Object handler : handlers) {
      configurer.registerCommandHandlingModule(
          CommandHandlingModule.named(handler.getClass().getName())
              .commandHandlers()
              .annotatedCommandHandlingComponent(c -> handler));
    }
    return AxonTestFixture.with(configurer);
  }

  /** A fixture in which these commands decide by themselves, at noon of that day. */
  public static AxonTestFixture on(LocalDate today, Class<?>... commands) {
    Instant noon = today.atTime(12, 0).toInstant(ZoneOffset.UTC);
    return at(Clock.fixed(noon, ZoneOffset.UTC), commands);
  }

  /** A fixture in which these commands decide by themselves, by that clock. */
  public static AxonTestFixture at(Clock clock, Class<?>... commands) {
    EventSourcingConfigurer configurer = configurer();
    for (Class<?> command : commands) {
      DecidedCommands.register(configurer, command, () -> clock);
    }
    return AxonTestFixture.with(configurer);
  }

  private static EventSourcingConfigurer configurer() {
    EventSourcingConfigurer configurer =
        EventSourcingConfigurer.create()
            .componentRegistry(
                registry ->
                    registry
                        .disableEnhancer(
                            "org.axonframework.update.UpdateCheckerConfigurationEnhancer")
                        .registerComponent(Converter.class, c -> new EventJson()));
    AxonWiring.registerModels(configurer, Slices.decisionModels());
    return configurer;
  }
}
