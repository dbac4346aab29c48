package fr.jalons.platform.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The last events of the log that this node's writer has appended, without a gap up to the head it
 * knows. A condition whose marker lies within them needs no look at the database: should another
 * node have appended meanwhile, the head is not the expected one, and the batch is not inserted.
 */
final class RecentEvents {
  private static final int CAPACITY = 4_096;

  private final Deque<Batch.Link> events = new ArrayDeque<>();
  private final Map<String, Deque<Batch.Link>> byTag = new HashMap<>();
  private long after;

  /** Knows every event after this position, of which there are none yet. */
  RecentEvents(long head) {
    this.after = head;
  }

  void add(Batch.Link link) {
    events.addLast(link);
    link.event()
        .tags()
        .forEach(tag -> byTag.computeIfAbsent(tag, t -> new ArrayDeque<>(2)).addLast(link));
    if (events.size() > CAPACITY) {
      forget(events.removeFirst());
    }
  }

  private void forget(Batch.Link oldest) {
    after = oldest.position();
    for (String tag : oldest.event().tags()) {
      byTag.computeIfPresent(
          tag,
          (t, carrying) -> {
            carrying.removeFirst();
            return carrying.isEmpty() ? null : carrying;
          });
    }
  }

  /** Whether it holds all that this append's condition asks about. */
  boolean covers(Append append) {
    return append.marker() >= after;
  }

  /** Whether one of the events after the append's marker meets its condition. */
  boolean contradicts(Append append) {
    return append.conditional()
        && append.criteria().stream().anyMatch(one -> anyMatch(one, append.marker()));
  }

  private boolean anyMatch(Criterion criterion, long marker) {
    Deque<Batch.Link> candidates =
        criterion.tags().isEmpty() ? events : byTag.get(criterion.firstTag());
    if (candidates == null) {
      return false;
    }
    for (Iterator<Batch.Link> latest = candidates.descendingIterator(); latest.hasNext(); ) {
      Batch.Link link = latest.next();
      if (link.position() <= marker) {
        return false;
      }
      if (criterion.matches(link.event().type(), link.event().tags())) {
        return true;
      }
    }
    return false;
  }
}
