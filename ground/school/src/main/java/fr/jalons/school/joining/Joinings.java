package fr.jalons.school.joining;

import fr.jalons.marks.Joining;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which files of a person were joined.
 *
 * @param kept by which one each joined file is kept now
 * @param ever pairs that were joined at some time
 */
record Joinings(Map<UUID, UUID> kept, Set<Map.Entry<UUID, UUID>> ever) {
  static final Joinings NONE = new Joinings(Map.of(), Set.of());

  Joinings after(Joining event) {
    Map<UUID, UUID> next = new HashMap<>(kept);
    Set<Map.Entry<UUID, UUID>> pairs = new HashSet<>(ever);
    if (event.together()) {
      next.put(event.joinedFile(), event.keptFile());
      pairs.add(Map.entry(event.joinedFile(), event.keptFile()));
    } else {
      next.remove(event.joinedFile());
    }
    return new Joinings(Map.copyOf(next), Set.copyOf(pairs));
  }

  /** Whether one stands for the other. */
  boolean together(UUID one, UUID joined) {
    return one.equals(kept.get(joined));
  }

  boolean wereTogether(UUID one, UUID joined) {
    return ever.contains(Map.entry(joined, one));
  }

  /** Whether a file stands for itself and for no other. */
  boolean isAlone(UUID file) {
    return !kept.containsKey(file) && !kept.containsValue(file);
  }
}
