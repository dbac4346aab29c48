package fr.jalons.platform.joining;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Which identifiers of persons stand for others, as far as this node has read the log. Most
 * installations have none, so asking costs nothing there.
 */
@Component
public final class JoinedFiles {
  private static final Known NONE = new Known(Map.of(), Map.of());

  private volatile Known known = NONE;

  /**
   * @param kept what each joined identifier is read as
   * @param files all identifiers of a person by the kept one, which comes first
   */
  private record Known(Map<UUID, UUID> kept, Map<UUID, Set<UUID>> files) {}

  /** Takes note of what each joined identifier is read as. */
  public void are(Map<UUID, UUID> keptOf) {
    Map<UUID, UUID> kept = new HashMap<>();
    Map<UUID, Set<UUID>> files = new HashMap<>();
    new LinkedHashMap<>(keptOf)
        .forEach(
            (joined, by) -> {
              UUID last = by;
              for (UUID next = keptOf.get(last); next != null; next = keptOf.get(last)) {
                last = next;
              }
              UUID one = last;
              kept.put(joined, one);
              files.computeIfAbsent(one, none -> new LinkedHashSet<>(Set.of(one))).add(joined);
            });
    files.replaceAll((one, all) -> Collections.unmodifiableSet(all));
    known = kept.isEmpty() ? NONE : new Known(Map.copyOf(kept), Map.copyOf(files));
  }

  /** Equal for as long as the same identifiers stand for the same others. */
  public Object state() {
    return known;
  }

  /** Whether every identifier stands for itself. */
  public boolean none() {
    return known == NONE;
  }

  /** The identifier under which a person is read. */
  public UUID kept(UUID id) {
    return known.kept.getOrDefault(id, id);
  }

  /** Whether another identifier stands for this one. */
  public boolean isJoined(UUID id) {
    return known.kept.containsKey(id);
  }

  /** All identifiers of whoever has this one, the kept one first. */
  public Set<UUID> files(UUID id) {
    UUID one = kept(id);
    return known.files.getOrDefault(one, Set.of(one));
  }
}
