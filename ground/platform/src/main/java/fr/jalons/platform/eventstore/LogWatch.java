package fr.jalons.platform.eventstore;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.axonframework.common.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how far the log reaches, and wakes the readers of this node: at once for what its own
 * writer appended, coalesced so that a busy writer does not wake them for every batch; by polling
 * the head for what other nodes append.
 */
final class LogWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration COALESCE = Duration.ofMillis(5);

  private final LongSupplier head;
  private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("event-log-watch").unstarted(this::run);
  private final AtomicLong reach = new AtomicLong(UNKNOWN);
  private volatile boolean woken;
  private volatile boolean closed;

  LogWatch(LongSupplier head) {
    this.head = head;
    thread.start();
  }

  /** Called by the writer after each commit, with the position it has reached. */
  void appended(long position) {
    reaches(position);
    woken = true;
    LockSupport.unpark(thread);
  }

  /**
   * Whether there may be events after a position: a reader that stands at the end need not look.
   */
  boolean mayReachBeyond(long position) {
    return position < reach.get();
  }

  private void reaches(long position) {
    reach.accumulateAndGet(position, (known, now) -> known == UNKNOWN ? now : Math.max(known, now));
  }

  Registration onAppend(Runnable callback) {
    callbacks.add(callback);
    return () -> callbacks.remove(callback);
  }

  private void run() {
    long seen = -1;
    while (!closed) {
      if (!woken) {
        LockSupport.parkNanos(POLL.toNanos());
      }
      try {
        if (woken) {
          woken = false;
          callbacks.forEach(Runnable::run);
          LockSupport.parkNanos(COALESCE.toNanos());
        } else if (!callbacks.isEmpty()) {
          long now = head.getAsLong();
          reaches(now);
          if (now != seen) {
            seen = now;
            callbacks.forEach(Runnable::run);
          }
        }
      } catch (RuntimeException e) {
        LOG.warn("Watching the event log failed; trying again: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
