package fr.jalons.platform.eventstore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * What one transaction writes: the appends of a batch that stand, numbered and chained from a given
 * head. An append stands unless the log rejects it or an earlier append of the same batch
 * contradicts it; the writer builds a batch anew whenever the log knew better.
 */
final class Batch {
  /** Fits no log: calling with it takes the lock, checks the conditions and inserts nothing. */
  static final Batch NONE = new Batch(Head.UNKNOWN);

  private final Head head;
  private final Map<String, List<NewEvent>> standingByTag = new HashMap<>();
  private final List<Append> standing = new ArrayList<>();
  private final List<Append> refused = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private byte[] hash;

  /** One event with its place in the log. */
  record Link(long position, NewEvent event, byte[] hash) {}

  private Batch(Head head) {
    this.head = head;
    this.hash = head.hash();
  }

  static Batch after(Head head, List<Append> appends, Collection<Integer> rejectedByLog) {
    Batch batch = new Batch(head);
    for (int i = 0; i < appends.size(); i++) {
      batch.add(appends.get(i), rejectedByLog.contains(i));
    }
    return batch;
  }

  private void add(Append append, boolean rejectedByLog) {
    if (rejectedByLog || contradicted(append)) {
      refused.add(append);
      return;
    }
    standing.add(append);
    for (NewEvent event : append.events()) {
      long position = head.position() + links.size() + 1;
      hash = HashChain.link(hash, position, event.digest());
      links.add(new Link(position, event, hash));
      event
          .tags()
          .forEach(tag -> standingByTag.computeIfAbsent(tag, t -> new ArrayList<>()).add(event));
    }
  }

  private boolean contradicted(Append append) {
    return append.conditional()
        && append.criteria().stream()
            .anyMatch(
                criterion ->
                    candidates(criterion).stream()
                        .anyMatch(event -> criterion.matches(event.type(), event.tags())));
  }

  private Collection<NewEvent> candidates(Criterion criterion) {
    return criterion.tags().isEmpty()
        ? links.stream().map(Link::event).toList()
        : standingByTag.getOrDefault(criterion.firstTag(), List.of());
  }

  List<Link> links() {
    return links;
  }

  List<Append> refused() {
    return refused;
  }

  Head head() {
    return head;
  }

  Head newHead() {
    return new Head(head.position() + links.size(), hash);
  }

  /** Tells every standing append the position of its last event. */
  void forEachStanding(ObjLongConsumer<Append> action) {
    long position = head.position();
    for (Append append : standing) {
      position += append.events().size();
      action.accept(append, position);
    }
  }
}
