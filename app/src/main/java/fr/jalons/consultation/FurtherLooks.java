package fr.jalons.consultation;

import fr.jalons.platform.eventstore.PayloadUpgrade;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Until revision 2, each event was one look. */
@Component
class FurtherLooks implements PayloadUpgrade {
  @Override
  public String type() {
    return "privacy.FileConsulted";
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
    return payload.put("further", 0);
  }
}
