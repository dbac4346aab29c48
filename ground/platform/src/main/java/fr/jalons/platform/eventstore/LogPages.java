package fr.jalons.platform.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The log page by page, for those who go through all of it. Near its end every one of them wants
 * the same events: those are read once and kept for the others. Further back, the next page is
 * fetched while a reader works on the one it has.
 */
final class LogPages {
  static final int PAGE = 2_000;
  private static final int KEPT = 2 * PAGE;
  private static final Executor AHEAD = task -> Thread.ofVirtual().start(task);

  private final LogReader log;
  private final LongPredicate mayReachBeyond;
  private volatile Tail tail = new Tail(Long.MAX_VALUE, List.of());

  /**
   * @param mayReachBeyond whether there may be events after a position
   */
  LogPages(LogReader log, LongPredicate mayReachBeyond) {
    this.log = log;
    this.mayReachBeyond = mayReachBeyond;
  }

  /** The last events that were seen, one for every position after {@code after}. */
  private record Tail(long after, List<StoredEvent> events) {
    long end() {
      return after + events.size();
    }

    boolean holds(long position) {
      return position >= after && position < end();
    }

    List<StoredEvent> after(long position) {
      int from = (int) (position - after);
      return events.subList(from, Math.min(events.size(), from + PAGE));
    }

    Tail and(List<StoredEvent> news) {
      List<StoredEvent> all = new ArrayList<>(events);
      all.addAll(news);
      int tooMany = Math.max(0, all.size() - KEPT);
      return new Tail(after + tooMany, List.copyOf(all.subList(tooMany, all.size())));
    }
  }

  /** One who goes through the log. */
  final class Reader {
    private @Nullable CompletableFuture<List<StoredEvent>> next;
    private long nextAfter;

    /** Up to {@value #PAGE} events after a position; none at the end of the log. */
    List<StoredEvent> after(long position) {
      List<StoredEvent> page = fetched(position);
      if (page.size() == PAGE) {
        long last = page.getLast().position();
        nextAfter = last;
        next = CompletableFuture.supplyAsync(() -> page(last), AHEAD);
      }
      return page;
    }

    private List<StoredEvent> fetched(long position) {
      CompletableFuture<List<StoredEvent>> ahead = next;
      next = null;
      if (ahead == null || nextAfter != position) {
        return page(position);
      }
      try {
        return ahead.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : e;
      }
    }
  }

  private List<StoredEvent> page(long position) {
    if (!mayReachBeyond.test(position)) {
      return List.of(); // else every reader would ask the database after every event
    }
    Tail known = tail;
    if (known.holds(position)) {
      return known.after(position);
    }
    return position == known.end() ? grow(position) : read(position);
  }

  /** All stand at the end of what is known: the first one reads on, the others find it done. */
  private synchronized List<StoredEvent> grow(long position) {
    Tail known = tail;
    if (known.holds(position)) {
      return known.after(position);
    }
    List<StoredEvent> news = log.page(position, position + PAGE);
    if (position == known.end() && withoutGap(position, news)) {
      tail = known.and(news);
    }
    return news;
  }

  private List<StoredEvent> read(long position) {
    List<StoredEvent> page = log.page(position, position + PAGE);
    if (page.size() < PAGE && withoutGap(position, page)) { // this one has reached the end
      begin(new Tail(position, page));
    }
    return page;
  }

  private synchronized void begin(Tail end) {
    if (tail.events().isEmpty() || end.end() > tail.end()) {
      tail = end;
    }
  }

  /** A log that somebody has cut something out of is read as it is, and not kept. */
  private static boolean withoutGap(long after, List<StoredEvent> events) {
    return events.isEmpty() || events.getLast().position() == after + events.size();
  }
}
