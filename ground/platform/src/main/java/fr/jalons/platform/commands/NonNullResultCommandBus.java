package fr.jalons.platform.commands;

import java.util.concurrent.CompletableFuture;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives a command without a result an empty one. Axon 5.0.1 fails a command that succeeds at its
 * second try when it has none, although its events are committed.
 */
final class NonNullResultCommandBus implements CommandBus {
  private static final CommandResultMessage NOTHING =
      new GenericCommandResultMessage(new MessageType("platform.Nothing"), "");

  private final CommandBus bus;

  NonNullResultCommandBus(CommandBus bus) {
    this.bus = bus;
  }

  @Override
  public CompletableFuture<CommandResultMessage> dispatch(
      CommandMessage command, @Nullable ProcessingContext context) {
    return bus.dispatch(command, context).thenApply(result -> result == null ? NOTHING : result);
  }

  @Override
  public CommandBus subscribe(QualifiedName name, CommandHandler handler) {
    bus.subscribe(name, handler);
    return this;
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeWrapperOf(bus);
  }
}
