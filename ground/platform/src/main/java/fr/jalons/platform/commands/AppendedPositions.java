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
  private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();

  @Override
  public MessageStream<?> interceptOnHandle(
      CommandMessage command,
      ProcessingContext context,
      MessageHandlerInterceptorChain<CommandMessage> chain) {
    context.runOnAfterCommit(
        committed -> {
          Long position = committed.getResource(PostgresEventStorageEngine.APPENDED);
          if (position != null) {
            boolean repeated = committed.containsResource(Idempotency.REPEATED);
            receipts.put(command.identifier(), new Receipt(position, !repeated));
          }
        });
    return chain.proceed(command, context);
  }

  /** What a command that has completed led to, once; null if it found nothing to append. */
  public @Nullable Receipt take(String command) {
    return receipts.remove(command);
  }
}
