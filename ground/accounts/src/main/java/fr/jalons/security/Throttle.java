package fr.jalons.security;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.sealing.Sealing;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down who guesses: each attempt beyond a few makes the next one wait, twice as long each
 * time. It counts by login and address together, which stops one who guesses; by login, which slows
 * down many addresses; and by address, which slows down one that tries many logins. The latter two
 * wait a minute at most, and not where the same login has come in from the same address within a
 * month: an attacker cannot lock people out from their own desks.
 *
 * <p>An attempt counts before the password is looked at, so that many at once are not more than
 * many in a row; coming in takes it back. Logins count as they were typed, whether there is such an
 * account or not. The counts stand in the database, for all nodes.
 */
@Component
public class Throttle {
  /** How many attempts are free, and how many seconds the next one waits at most. */
  private record Limit(String key, int free, int longest) {}

  /** In place of an address: attempts wait as long wherever they come from. */
  static final String ANYWHERE = "anywhere";

  /** What the name of a program starts with. */
  static final String PROGRAM = "client:";

  private static final int PAIR_FREE = 5;

  /** Many workers of a program may fetch tokens at once; its secret is no word to be guessed. */
  private static final int PROGRAM_FREE = 100;

  private static final int PAIR_LONGEST = 15 * 60;
  private static final int COARSE_FREE = 100;
  private static final int COARSE_LONGEST = 60;
  private static final int NETWORK_BYTES = 8;

  private final JdbcClient jdbc;
  private final Sealing sealing;
  private final TransactionTemplate together;

  Throttle(JdbcClient jdbc, Sealing sealing, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.sealing = sealing;
    this.together = new TransactionTemplate(transactions);
  }

  /**
   * Lets an attempt through, or not.
   *
   * @param who what is tried: a kind, a colon and what was typed
   * @return seconds to wait before another attempt; 0 if this one may go on
   */
  public long admit(String who, String address) {
    Limit pair = pair(who, address);
    List<Limit> coarse = coarse(who, address);
    return Objects.requireNonNull(
        together.execute(
            status -> {
              boolean known = isKnown(pair);
              if (counted(pair) && (known || coarse.stream().allMatch(this::counted))) {
                return 0L;
              }
              status.setRollbackOnly();
              return wait(pair, coarse);
            }));
  }

  /**
   * The attempt that was let through was right. What counts for others as well is taken back by one
   * at most, and only where it was counted: a success with an attacker's own account does not
   * forgive their guesses at those of others.
   */
  public void succeeded(String who, String address) {
    Limit pair = pair(who, address);
    if (!isKnown(pair)) {
      coarse(who, address).forEach(this::takeBack);
    }
    jdbc.sql(
            """
            update signin.attempt
            set failures = 0, free_at = '-infinity', last_at = now(), succeeded_at = now() where key = ?
            """)
        .param(pair.key())
        .update();
  }

  private void takeBack(Limit limit) {
    jdbc.sql("update signin.attempt set failures = greatest(failures - 1, 0) where key = ?")
        .param(limit.key())
        .update();
  }

  private boolean isKnown(Limit pair) {
    return jdbc.sql(
            """
            select exists (
              select from signin.attempt where key = ? and succeeded_at > now() - interval '30 days')
            """)
        .param(pair.key())
        .query(Boolean.class)
        .single();
  }

  /** Counts, unless it has to wait; an hour without attempts is a new beginning. */
  private boolean counted(Limit limit) {
    return jdbc.sql(
                """
                insert into signin.attempt as a (key, failures, last_at, free_at)
                values (:key, 1, now(), '-infinity')
                on conflict (key) do update
                set (failures, last_at, free_at) = (
                  select n, now(), case when n > :free
                    then clock_timestamp() + make_interval(secs => least(:longest, 2 ^ least(n - :free, 20)))
                    else '-infinity' end
                  from (select case when a.last_at < now() - interval '1 hour' then 1
                    else a.failures + 1 end as n) as counted)
                where a.free_at <= clock_timestamp()
                """)
            .param("key", limit.key())
            .param("free", limit.free())
            .param("longest", limit.longest())
            .update()
        == 1;
  }

  private long wait(Limit pair, List<Limit> coarse) {
    String[] keys =
        Stream.concat(Stream.of(pair), coarse.stream()).map(Limit::key).toArray(String[]::new);
    return jdbc.sql(
            """
            select greatest(1, ceil(extract(epoch from max(free_at) - now())))::bigint
            from signin.attempt where key = any (?)
            """)
        .param(keys)
        .query(Long.class)
        .single();
  }

  private Limit pair(String who, String address) {
    return new Limit(
        sealing.fingerprint("attempt:pair:" + small(who) + '|' + network(address)),
        who.startsWith(PROGRAM) ? PROGRAM_FREE : PAIR_FREE,
        PAIR_LONGEST);
  }

  private List<Limit> coarse(String who, String address) {
    if (address.equals(ANYWHERE)) {
      return List.of();
    }
    return List.of(
        new Limit(sealing.fingerprint("attempt:who:" + small(who)), COARSE_FREE, COARSE_LONGEST),
        new Limit(
            sealing.fingerprint("attempt:address:" + network(address)),
            COARSE_FREE,
            COARSE_LONGEST));
  }

  /** One spelling for all that look the same. */
  private static String small(String who) {
    return Normalizer.normalize(who, Normalizer.Form.NFKC)
        .replaceAll("\\s", "")
        .toLowerCase(Locale.ROOT);
  }

  /** One who has an address of version 6 has 2^64 of them. */
  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  @Bean
  RecurringTask<Void> forgetAttempts() {
    return Recurring.every(Duration.ofHours(1), "forget-attempts", this::forget);
  }

  void forget() {
    jdbc.sql("delete from signin.attempt where last_at < now() - interval '30 days'").update();
  }
}
