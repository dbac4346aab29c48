package fr.jalons.delivery.sessions;

import fr.jalons.platform.eventstore.PayloadUpgrade;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Until version 2, sessions were parts of no action, and no partner took part. */
@Component
final class EarlierSessions implements PayloadUpgrade {
  @Override
  public String type() {
    return "delivery.SessionScheduled";
  }

  @Override
  public String from() {
    return "1";
  }

  @Override
  public String to() {
    return "2";
  }

  @Override
  public ObjectNode upgrade(ObjectNode payload) {
    payload.putArray("partners");
    return payload;
  }
}
