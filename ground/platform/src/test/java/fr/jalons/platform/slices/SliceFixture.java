package fr.jalons.platform.slices;

import fr.jalons.platform.json.EventJson;
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
    EventSourcingConfigurer configurer =
        EventSourcingConfigurer.create()
            .componentRegistry(
                registry ->
                    registry
                        .disableEnhancer(
                            "org.axonframework.update.UpdateCheckerConfigurationEnhancer")
                        .registerComponent(Converter.class, c -> new EventJson()));
    for (Object handler : handlers) {
      configurer.registerCommandHandlingModule(
          CommandHandlingModule.named(handler.getClass().getName())
              .commandHandlers()
              .annotatedCommandHandlingComponent(c -> handler));
    }
    AxonWiring.registerModels(configurer, Slices.decisionModels());
    return AxonTestFixture.with(configurer);
  }
}
