package fr.jalons.platform.commands;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.correlation.CorrelationDataProvider;

/**
 * What an event keeps of the command that caused it: the actor, the command's name and id and, for
 * a command with an idempotency key, the key's tag and the fingerprint of what was asked.
 */
public final class CommandMetadata implements CorrelationDataProvider {
  public static final String ACTOR = "actor";
  public static final String COMMAND = "command";
  public static final String COMMAND_ID = "commandId";
  public static final String IDEMPOTENCY = "idempotency";
  public static final String FINGERPRINT = "fingerprint";
  public static final String CONFIRMED = "confirmed";

  @Override
  public Map<String, String> correlationDataFor(Message message) {
    Map<String, String> data = new HashMap<>();
    data.put(COMMAND, message.type().name());
    data.put(COMMAND_ID, message.identifier());
    for (String key : new String[] {ACTOR, IDEMPOTENCY, FINGERPRINT, CONFIRMED}) {
      String value = message.metadata().get(key);
      if (value != null) {
        data.put(key, value);
      }
    }
    return data;
  }
}
