package fr.jalons.security;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.sealing.InstallationSeal;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys that sign and check tokens (ES256: made in no time, which a key of RSA is not): in the
 * database, for all nodes and all restarts, and sealed there. The newest signs. A key is replaced
 * after {@code JALONS_TOKEN_KEY_LIFE}, or when an operator says so, and forgotten once no token
 * that it signed can be alive.
 */
@Component
class TokenKeys implements JWKSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

  /** Longer than any token lives and than any node goes on signing with what it remembers. */
  private static final Duration OVERLAP = Clients.TOKEN_LIFE.plusMinutes(5);

  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** Against one who sends made-up key ids: the database is not asked for each of them. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final InstallationSeal seal;
  private final Clock clock;
  private final Duration life;
  private volatile Known known = new Known(List.of(), Instant.EPOCH);

  TokenKeys(
      JdbcClient jdbc,
      InstallationSeal seal,
      Clock clock,
      @Value("${jalons.token-key-life:P90D}") Duration life,
      Migrations migrated) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
    this.life = life;
  }

  /** What the database held a moment ago, the newest first. */
  private record Known(List<JWK> keys, Instant readAt) {}

  /** A key as operators see it. */
  record TokenKey(String kid, Instant madeAt, boolean signs) {}

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) {
    Instant now = clock.instant();
    if (known.readAt.plus(REMEMBERED).isBefore(now)) {
      read(now);
    }
    List<JWK> found = selector.select(new JWKSet(known.keys));
    if (found.isEmpty() && known.readAt.plus(BETWEEN_LOOKS).isBefore(now)) {
      read(now); // another node may have made it since
      found = selector.select(new JWKSet(known.keys));
    }
    return found;
  }

  private synchronized void read(Instant now) {
    List<JWK> keys = stored();
    if (keys.isEmpty()) {
      make();
      keys = stored();
    }
    known = new Known(keys, now);
  }

  private List<JWK> stored() {
    return jdbc
        .sql("select kid, jwk from security.token_key order by made_at desc, kid")
        .query(
            (row, number) ->
                seal.open(purpose(row.getString(1)), row.getString(2)).flatMap(TokenKeys::parsed))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** One that can be read no more, since the store of keys was lost, signs and checks nothing. */
  private static Optional<JWK> parsed(String jwk) {
    try {
      return Optional.of(ECKey.parse(jwk));
    } catch (ParseException e) {
      LOG.warn("A stored token key cannot be read");
      return Optional.empty();
    }
  }

  /** Without their secrets, the newest first. */
  List<TokenKey> list() {
    return jdbc.sql("select kid, made_at from security.token_key order by made_at desc, kid")
        .query(
            (row, number) ->
                new TokenKey(
                    row.getString("kid"), row.getTimestamp("made_at").toInstant(), number == 0))
        .list();
  }

  /**
   * A new key signs from now on.
   *
   * @param recorded whether the log has it that a key of this identifier takes over
   */
  TokenKey rotate(Predicate<String> recorded) {
    ECKey fresh = generated();
    if (recorded.test(fresh.getKeyID())) {
      keep(fresh);
    }
    read(clock.instant());
    return list().getFirst();
  }

  @Bean
  RecurringTask<Void> keepTokenKeysFresh() {
    return Recurring.every(Duration.ofHours(1), "fresh-token-keys", this::keepFresh);
  }

  /** Replaces a key that has served its time, and forgets those whose tokens have run out. */
  void keepFresh() {
    Instant now = clock.instant();
    if (list().stream().noneMatch(key -> key.madeAt.isAfter(now.minus(life)))) {
      make();
    }
    jdbc.sql(
            """
            delete from security.token_key k where exists (
              select from security.token_key newer
              where newer.made_at > k.made_at and newer.made_at < :before)
            """)
        .param("before", Timestamp.from(now.minus(OVERLAP)))
        .update();
  }

  private void make() {
    keep(generated());
  }

  private void keep(ECKey fresh) {
    jdbc.sql("insert into security.token_key (kid, jwk, made_at) values (:kid, :jwk, :now)")
        .param("kid", fresh.getKeyID())
        .param("jwk", seal.seal(purpose(fresh.getKeyID()), fresh.toJSONString()))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  static String purpose(String kid) {
    return "token-key:" + kid;
  }

  private static ECKey generated() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .algorithm(JWSAlgorithm.ES256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("No token key can be made", e);
    }
  }
}
