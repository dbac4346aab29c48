package fr.jalons.consultation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The looks of the last minutes, so that the log does not grow with every request. Of what one
 * viewer does with one student's file within ten minutes, the first look and the first reasons are
 * recorded one by one; looks for yet other reasons are counted, and told as a number afterwards.
 */
final class RecentLooks {
  static final Duration ONE_LOOK = Duration.ofMinutes(10);
  static final int REASONS = 3;
  private static final int REMEMBERED = 100_000;

  private final Cache<Seen, Tally> seen;
  private final BiConsumer<Seen, Integer> further;

  /**
   * Starts with none.
   *
   * @param further is told the number of looks that were counted only
   */
  RecentLooks(Ticker ticker, BiConsumer<Seen, Integer> further) {
    this.further = further;
    this.seen =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfterWrite(ONE_LOOK)
            .maximumSize(REMEMBERED)
            .<Seen, Tally>evictionListener(
                (look, tally, cause) -> {
                  if (look != null && tally != null) {
                    tell(look, tally);
                  }
                })
            .build();
  }

  /** What somebody has looked at. */
  record Seen(String viewer, FileKind what, StudentId student) {}

  private static final class Tally {
    private final Set<String> reasons = new HashSet<>();
    private int more;

    synchronized boolean has(String reason) {
      return reasons.contains(reason);
    }

    synchronized boolean admits(String reason) {
      if (reasons.contains(reason)) {
        return false;
      }
      if (reasons.size() == REASONS) {
        more++;
        return false;
      }
      return reasons.add(reason);
    }

    synchronized int takeMore() {
      int counted = more;
      more = 0;
      return counted;
    }
  }

  /** Whether this very look, for this very reason, is in the log already. */
  boolean isRecorded(Seen look, String reason) {
    Tally tally = seen.getIfPresent(look);
    return tally != null && tally.has(reason);
  }

  /** Whether a look is to be recorded by itself. */
  boolean admits(Seen look, String reason) {
    return seen.get(look, none -> new Tally()).admits(reason);
  }

  /** Tells the numbers of those whose ten minutes are over. */
  void tellOver() {
    seen.cleanUp();
  }

  /** Tells all numbers, at the end. */
  void tellAll() {
    seen.asMap().forEach(this::tell);
  }

  private void tell(Seen look, Tally tally) {
    int more = tally.takeMore();
    if (more > 0) {
      further.accept(look, more);
    }
  }
}
