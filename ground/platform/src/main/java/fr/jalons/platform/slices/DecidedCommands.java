package fr.jalons.platform.slices;

import fr.jalons.platform.actor.Actor;
import fr.jalons.platform.commands.CommandMetadata;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;

/** Registers commands that decide by themselves, each as its own handler. */
final class DecidedCommands {
  private DecidedCommands() {}

  static void register(
      EventSourcingConfigurer configurer, Class<?> command, Supplier<Clock> clock) {
    Decision decision = Decision.of(command);
    configurer.registerCommandHandlingModule(
        CommandHandlingModule.named(command.getName())
            .commandHandlers()
            .commandHandler(
                EventMethods.nameOf(command),
                (message, context) -> handle(decision, message, context, clock.get())));
  }

  private static MessageStream.Single<CommandResultMessage> handle(
      Decision decision, CommandMessage message, ProcessingContext context, Clock clock) {
    try {
      String actor = message.metadata().get(CommandMetadata.ACTOR);
      Decision.Circumstances circumstances =
          new Decision.Circumstances(
              new Models(context.component(StateManager.class), context),
              clock,
              new Actor(actor == null ? "" : actor));
      EventAppender.forContext(context)
          .append(decision.of(Objects.requireNonNull(message.payload()), circumstances));
      return MessageStream.empty().cast();
    } catch (RuntimeException refused) {
      return MessageStream.failed(refused);
    }
  }
}
