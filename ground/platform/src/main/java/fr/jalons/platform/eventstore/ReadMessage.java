package fr.jalons.platform.eventstore;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read, with its position among its metadata: a batch of a processor knows only
 * the token of its last event. They are taken apart when somebody asks for them, because most read
 * models pass over most events.
 */
final class ReadMessage extends GenericMessage {
  private static final String POSITION = "position";

  private final StoredEvent event;
  private volatile @Nullable Metadata known;

  ReadMessage(StoredEvent event, MessageType type) {
    super(event.id().toString(), type, event.payload(), Metadata.emptyInstance());
    this.event = event;
  }

  @Override
  public Metadata metadata() {
    Metadata metadata = known;
    if (metadata == null) {
      Map<String, String> all = new HashMap<>(event.metadata());
      all.put(POSITION, Long.toString(event.position()));
      metadata = Metadata.from(all);
      known = metadata;
    }
    return metadata;
  }

  @Override
  protected Message withMetadata(Metadata metadata) {
    return new GenericMessage(identifier(), type(), payload(), metadata);
  }

  /** The position of an event that was read from the log; 0 for one that was not. */
  static long position(Message message) {
    return Long.parseLong(message.metadata().getOrDefault(POSITION, "0"));
  }
}
