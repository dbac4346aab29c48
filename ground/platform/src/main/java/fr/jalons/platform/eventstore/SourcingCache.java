package fr.jalons.platform.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.platform.eventstore.LogReader.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What decisions were based on lately, so that the next one about the same subject reads only what
 * has happened since. Events never change: what a criterion has once selected, it selects for ever.
 * The log itself is asked every time.
 */
final class SourcingCache implements AutoCloseable {
  /** About so many characters are kept. */
  private static final long MOST = 16_000_000;

  private static final int OVERHEAD = 300;

  private final LogReader log;
  private final BatchedSourcing many;
  private final Cache<List<Criterion>, Basis> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .<List<Criterion>, Basis>weigher((criteria, basis) -> weight(basis))
          .build();

  /**
   * @param capacity questions that may wait before {@link EventLogOverloaded} is thrown
   */
  SourcingCache(LogReader log, int capacity) {
    this.log = log;
    this.many = new BatchedSourcing(log, capacity);
  }

  private static int weight(Basis basis) {
    return OVERHEAD
        + basis.events().stream().mapToInt(event -> OVERHEAD + event.payload().length()).sum();
  }

  /** All events that match one of {@code criteria}, oldest first. */
  Basis basis(List<Criterion> criteria) {
    Basis before = known.getIfPresent(criteria);
    Basis now = before == null ? read(criteria, 0) : since(before, criteria);
    if (!now.events().isEmpty()) { // an empty answer is not asked for twice
      known.put(criteria, now);
    }
    return now;
  }

  private Basis since(Basis before, List<Criterion> criteria) {
    Basis news = read(criteria, before.head());
    if (news.head() < before.head()) { // another log stands here now: one that was restored
      return read(criteria, 0);
    }
    if (news.events().isEmpty()) {
      return new Basis(before.events(), news.head());
    }
    List<StoredEvent> all = new ArrayList<>(before.events());
    all.addAll(news.events());
    return new Basis(all, news.head());
  }

  private Basis read(List<Criterion> criteria, long after) {
    return BatchedSourcing.canAsk(criteria)
        ? many.basis(criteria.getFirst(), after)
        : log.basis(criteria, after);
  }

  /** Whether one of these selects an event; nothing of it is kept. */
  boolean hasAny(Stream<Criterion> criteria) {
    return many.bases(criteria.toList()).stream().anyMatch(basis -> !basis.events().isEmpty());
  }

  @Override
  public void close() {
    many.close();
  }
}
