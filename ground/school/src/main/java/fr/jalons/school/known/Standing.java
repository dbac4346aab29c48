package fr.jalons.school.known;

import fr.jalons.events.OnRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Records of one kind that stand: for decision models that compare a new one with the others. */
public record Standing<E extends OnRecord>(Map<UUID, E> records) {
  public Standing() {
    this(Map.of());
  }

  /** As it is recorded, or said anew. */
  public Standing<E> with(E event) {
    Map<UUID, E> more = new HashMap<>(records);
    more.put(event.record().value(), event);
    return new Standing<>(Map.copyOf(more));
  }

  /** Without what was withdrawn. */
  public Standing<E> without(UUID record) {
    Map<UUID, E> fewer = new HashMap<>(records);
    fewer.remove(record);
    return new Standing<>(Map.copyOf(fewer));
  }

  /** Whether a record other than this one is like that. */
  public boolean hasAnother(E wanted, Predicate<E> like) {
    return records.values().stream()
        .anyMatch(one -> !one.record().equals(wanted.record()) && like.test(one));
  }
}
