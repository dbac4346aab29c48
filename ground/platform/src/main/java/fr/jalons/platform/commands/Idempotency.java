package fr.jalons.platform.commands;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageHandlerInterceptor;
import org.axonframework.messaging.core.MessageHandlerInterceptorChain;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The same idempotency key leads to one set of events, however often and however concurrently it is
 * sent. Events carry the key as a tag; the command first looks for that tag, which by the same
 * stroke becomes part of its append condition. No side table can disagree with the log.
 */
final class Idempotency implements MessageHandlerInterceptor<CommandMessage> {
  /** In the context of a command that was obeyed before. */
  static final ResourceKey<Boolean> REPEATED = ResourceKey.withLabel("repeated");

  static final TagResolver TAGS =
      event -> {
        String key = event.metadata().get(CommandMetadata.IDEMPOTENCY);
        return key == null ? Set.of() : Set.of(tag(key));
      };

  private static Tag tag(String key) {
    return Tag.of("idempotency", key);
  }

  @Override
  public MessageStream<?> interceptOnHandle(
      CommandMessage command,
      ProcessingContext context,
      MessageHandlerInterceptorChain<CommandMessage> chain) {
    String key = command.metadata().get(CommandMetadata.IDEMPOTENCY);
    if (key == null) {
      return chain.proceed(command, context);
    }
    EventMessage earlier = lastEventOf(key, context);
    return earlier == null
        ? unlessMeanwhile(key, command, context, chain.proceed(command, context))
        : sameAs(earlier, command, context);
  }

  /**
   * A copy of the request may be done between the look at the key and the building of the models.
   * The decision then refuses as a second request what is the first one again.
   */
  private static <M extends Message> MessageStream<M> unlessMeanwhile(
      String key, CommandMessage command, ProcessingContext context, MessageStream<M> result) {
    return result.onErrorContinue(
        refused -> {
          EventMessage earlier = lastEventOf(key, context);
          return earlier == null
              ? MessageStream.failed(refused)
              : sameAs(earlier, command, context).cast();
        });
  }

  private static MessageStream<Message> sameAs(
      EventMessage earlier, CommandMessage command, ProcessingContext context) {
    String asked = command.metadata().get(CommandMetadata.FINGERPRINT);
    if (!Objects.equals(asked, earlier.metadata().get(CommandMetadata.FINGERPRINT))) {
      return MessageStream.failed(
          new Refusal(
              Refusal.Kind.UNPROCESSABLE,
              List.of(Fault.of("Idempotency-Key", "platform.idempotency-key-reused"))));
    }
    context.putResource(REPEATED, true);
    context.putResource(
        PostgresEventStorageEngine.APPENDED, PostgresEventStorageEngine.position(earlier));
    return MessageStream.empty().cast();
  }

  private static @Nullable EventMessage lastEventOf(String key, ProcessingContext context) {
    EventMessage[] last = new EventMessage[1];
    context
        .component(EventStore.class)
        .transaction(context)
        .source(SourcingCondition.conditionFor(EventCriteria.havingTags(tag(key))))
        .reduce(
            last,
            (found, entry) -> {
              found[0] = entry.message();
              return found;
            })
        .join();
    return last[0];
  }
}
