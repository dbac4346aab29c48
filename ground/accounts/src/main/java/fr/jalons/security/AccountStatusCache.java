package fr.jalons.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How accounts stand, looked up at most every other second for each: that is how long a session may
 * outlive the end of its account on another node.
 */
@Component
class AccountStatusCache {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MOST = 10_000;

  private final JdbcClient jdbc;
  private final Cache<String, Optional<Standing>> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  AccountStatusCache(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An account today.
   *
   * @param epoch sessions of an earlier one are over
   * @param secondFactor whether codes of a telephone are set up
   * @param codes how many recovery codes are left
   */
  record Standing(int epoch, boolean secondFactor, int codes) {}

  /** Empty if there is no such account any more. */
  Optional<Standing> of(String account) {
    return known.get(account, this::lookUp);
  }

  /** What was just changed here shows at once here. */
  void forget(String account) {
    known.invalidate(account);
  }

  /** As {@link #forget}, where many accounts may have changed. */
  void forgetAll() {
    known.invalidateAll();
  }

  private Optional<Standing> lookUp(String account) {
    return jdbc.sql(
            """
            select epoch,
              exists (select from signin.second_factor f where f.account = a.id and f.confirmed) as second,
              (select count(*) from signin.recovery_code c where c.account = a.id) as codes
            from security.account a where id = ?
            """)
        .param(account)
        .query(
            (row, number) ->
                new Standing(row.getInt("epoch"), row.getBoolean("second"), row.getInt("codes")))
        .optional();
  }
}
