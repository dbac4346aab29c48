package fr.jalons.platform.eventstore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All {@link PayloadUpgrade}s: each event goes through those that start where it stands. */
final class Upgrades {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<Revision, PayloadUpgrade> steps = new HashMap<>();

  /** A type at a revision. */
  private record Revision(String type, String revision) {}

  /** The revision an event is read at, and its payload there. */
  record Upgraded(String revision, String payload) {}

  Upgrades(List<PayloadUpgrade> upgrades) {
    for (PayloadUpgrade upgrade : upgrades) {
      Revision from = new Revision(upgrade.type(), upgrade.from());
      if (steps.put(from, upgrade) != null) {
        throw new IllegalStateException("two upgrades start from " + from);
      }
    }
    steps.keySet().forEach(this::mustEnd);
  }

  private void mustEnd(Revision from) {
    Set<Revision> seen = new HashSet<>();
    Revision at = from;
    for (PayloadUpgrade step = steps.get(at); step != null; step = steps.get(at)) {
      if (!seen.add(at)) {
        throw new IllegalStateException("the upgrades of " + from + " lead back to it");
      }
      at = new Revision(step.type(), step.to());
    }
  }

  Upgraded apply(String type, String revision, String payload) {
    @Nullable PayloadUpgrade step = steps.get(new Revision(type, revision));
    if (step == null) {
      return new Upgraded(revision, payload);
    }
    ObjectNode node = (ObjectNode) JSON.readTree(payload);
    String reached = revision;
    while (step != null) {
      node = step.upgrade(node);
      reached = step.to();
      step = steps.get(new Revision(type, reached));
    }
    return new Upgraded(reached, node.toString());
  }
}
