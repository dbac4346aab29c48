package fr.jalons.platform.commands;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.MessageHandlerInterceptor;
import org.axonframework.messaging.core.MessageHandlerInterceptorChain;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** Carries the position a command's events were appended at from its handling to its sender. */
public final class AppendedPositions implements MessageHandlerInterceptor<CommandMessage> {
  private final Map<String, Long> positions = new ConcurrentHashMap<>();

  @Override
  public MessageStream<?> interceptOnHandle(
      CommandMessage command,
      ProcessingContext context,
      MessageHandlerInterceptorChain<CommandMessage> chain) {
    context.runOnAfterCommit(
        committed -> {
          Long position = committed.getResource(PostgresEventStorageEngine.APPENDED);
          if (position != null) {
            positions.put(command.identifier(), position);
          }
        });
    return chain.proceed(command, context);
  }

  /** The position of a command that has completed, once; null if it appended nothing. */
  public @Nullable Long take(String command) {
    return positions.remove(command);
  }
}
