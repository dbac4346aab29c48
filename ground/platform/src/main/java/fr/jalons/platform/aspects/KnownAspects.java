package fr.jalons.platform.aspects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Aspects of today that stay in memory with all that was measured of them, for as long as the rows
 * are the same that they were made of: their own, and those of all others that they looked at. Each
 * request asks the database whether they are. Texts stay sealed, and all who ask get the same: what
 * they may see of it is for those to say who show it.
 */
public final class KnownAspects {
  /** In characters of what is stored: with what is made of them, an eighth of the memory. */
  private static final long ROOM = Runtime.getRuntime().maxMemory() / 32;

  /** What is made of a subject takes about as much, whatever is stored of it. */
  private static final int EACH = 4_000;

  private static final String STAMPS =
      """
      select subject, by from followup.written where subject = any (?)
      union all
      select '', sum(xmin::text::bigint)::bigint from followup.fold where live
      union all
      select '!', (1e6 * extract(epoch from pg_stat_get_bgwriter_stat_reset_time()))::bigint
      """;

  /** Under which the stamp of what is folded stands. */
  private static final String FOLDED = "";

  /**
   * Under which the last crash of the database stands: with it, its statistics begin anew. It takes
   * transactions of projections back, and the numbers of those are given again.
   */
  private static final String CRASHED = "!";

  private final Folds folds;
  private final AspectReader reader;
  private final JdbcClient jdbc;
  private final Everything everything;
  private final AtomicLong requests = new AtomicLong();
  private final ThreadLocal<@Nullable Request> current = new ThreadLocal<>();
  private final Cache<Asked, Known> known =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .<Asked, Known>weigher((asked, one) -> EACH + one.characters)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  /**
   * Nothing is known yet.
   *
   * @param everything reads with all rows shown, for any reader
   */
  public KnownAspects(Folds folds, AspectReader reader, JdbcClient jdbc, Everything everything) {
    this.folds = folds;
    this.reader = reader;
    this.jdbc = jdbc;
    this.everything = everything;
  }

  /** Work to which the database shows all rows. */
  public interface Everything {
    <T> T seen(Supplier<T> work);
  }

  /** Work that asks again and again: what it has asked for once is not looked at again. */
  public <T> T atOnce(Supplier<T> work) {
    if (current.get() != null) {
      return work.get();
    }
    current.set(new Request());
    try {
      return work.get();
    } finally {
      current.remove();
    }
  }

  /** Some aspects of some subjects, with texts as the log has them. */
  public Map<String, Aspects> sealed(Collection<?> subjects, Collection<? extends Class<?>> which) {
    Set<Fold> wanted = which.stream().map(folds::of).collect(Collectors.toUnmodifiableSet());
    ZoneId zone = folds.zone();
    Request running = current.get();
    Map<String, Aspects> found = new LinkedHashMap<>();
    (running == null ? new Request() : running)
        .known(
            subjects.stream()
                .map(subject -> new Asked(subject.toString(), wanted, zone))
                .distinct()
                .toList())
        .forEach(one -> found.put(one.asked.subject, one.aspects));
    return found;
  }

  /**
   * What is asked for.
   *
   * @param zone of the school whose clocks the request goes by: days depend on it
   */
  private record Asked(String subject, Set<Fold> folds, ZoneId zone) {}

  /**
   * Tells the rows of a subject from what they were before.
   *
   * @param written the transaction that wrote some of them last: where it is the same, no other has
   * @param folded the sum of those that wrote which aspects are folded: a row that is written again
   *     gets a later one
   * @param crashed when the database crashed last
   */
  private record Stamp(long written, long folded, long crashed) {}

  /** What was made of some rows. */
  private final class Known {
    private final Asked asked;
    private final Stamp stamp;
    private final int characters;
    private final Aspects aspects;
    private final Set<Known> lookedAt = new HashSet<>();
    private Request request;

    /**
     * @param stamp of the rows or, if they have changed meanwhile, of older ones
     */
    Known(Asked asked, Stamp stamp, Map<Fold, Unread> rows, Request request) {
      this.asked = asked;
      this.stamp = stamp;
      this.characters = rows.values().stream().mapToInt(Unread::characters).sum();
      this.request = request;
      this.aspects = new Aspects(asked.subject, folds, rows, this::other);
    }

    /** Through the latest request that uses this, so that each sees no older rows than it asked. */
    private Aspects other(String subject, Class<?> aspect) {
      while (true) {
        Request latest = latest();
        Known other =
            latest
                .known(List.of(new Asked(subject, Set.of(folds.of(aspect)), asked.zone)))
                .getFirst();
        synchronized (KnownAspects.this) {
          if (request == latest) {
            lookedAt.add(other);
            return other.aspects;
          }
        }
      }
    }

    private Request latest() {
      synchronized (KnownAspects.this) {
        return request;
      }
    }
  }

  /** Within one, each subject is looked at once. */
  private final class Request {
    private final long number = requests.incrementAndGet();

    /** For as long as somebody uses them: a request outlives its answer in what it has lent. */
    private final Map<Asked, Known> looked =
        Caffeine.newBuilder().weakValues().<Asked, Known>build().asMap();

    /** In the same order; all are asked for the same aspects. */
    List<Known> known(List<Asked> all) {
      Map<Asked, Known> found = new HashMap<>();
      all.forEach(asked -> found.computeIfAbsent(asked, looked::get));
      List<Asked> rest = without(found, all);
      if (!rest.isEmpty()) {
        found.putAll(everything.seen(() -> look(rest)));
      }
      return all.stream().map(asked -> Objects.requireNonNull(found.get(asked))).toList();
    }

    private static List<Asked> without(Map<Asked, Known> found, List<Asked> all) {
      return all.stream().filter(asked -> !found.containsKey(asked)).toList();
    }

    /** What is not known, or was made of other rows, is read. */
    private Map<Asked, Known> look(List<Asked> rest) {
      Set<Known> before = closure(known.getAllPresent(rest).values());
      Stamps stamps = stamps(Stream.concat(rest.stream(), before.stream().map(one -> one.asked)));
      before.removeIf(one -> !one.stamp.equals(stamps.of(one.asked)));
      Map<Asked, Known> found = borrow(before);
      List<Asked> missing = without(found, rest);
      if (!missing.isEmpty()) {
        Map<String, Map<Fold, Unread>> rows =
            reader.sealedRows(
                missing.stream().map(Asked::subject).toList(), missing.getFirst().folds);
        for (Asked asked : missing) {
          Known one =
              new Known(
                  asked, stamps.of(asked), Objects.requireNonNull(rows.get(asked.subject)), this);
          known.put(asked, one);
          looked.put(asked, one);
          found.put(asked, one);
        }
      }
      return found;
    }

    /**
     * Takes those of some that have all that they looked at among them. Earlier requests that still
     * use them look at others through this one from now on.
     */
    private Map<Asked, Known> borrow(Set<Known> upToDate) {
      Map<Asked, Known> borrowed = new HashMap<>();
      synchronized (KnownAspects.this) {
        for (Known one : upToDate) {
          if (upToDate.containsAll(closure(List.of(one)))) { // which may be more than before
            if (one.request.number < number) {
              one.request = this;
            }
            looked.put(one.asked, one);
            borrowed.put(one.asked, one);
          }
        }
      }
      return borrowed;
    }
  }

  /** Some with all that they looked at, and what that looked at. */
  private synchronized Set<Known> closure(Collection<Known> some) {
    Set<Known> all = new HashSet<>();
    Deque<Known> open = new ArrayDeque<>(some);
    while (!open.isEmpty()) {
      Known one = open.pop();
      if (all.add(one)) {
        open.addAll(one.lookedAt);
      }
    }
    return all;
  }

  private interface Stamps {
    Stamp of(Asked asked);
  }

  private Stamps stamps(Stream<Asked> all) {
    Map<String, Long> written = new HashMap<>();
    jdbc.sql(STAMPS)
        .param(all.map(Asked::subject).distinct().toArray(String[]::new))
        .query(
            row -> {
              written.put(row.getString("subject"), row.getLong("by"));
            });
    long folded = written.getOrDefault(FOLDED, 0L);
    long crashed = written.getOrDefault(CRASHED, 0L);
    return asked -> new Stamp(written.getOrDefault(asked.subject, 0L), folded, crashed);
  }
}
