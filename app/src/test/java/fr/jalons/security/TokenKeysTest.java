package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.SimpleSecurityContext;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.InstallationSeal;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokenKeysTest {
  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());
  private static final InstallationSeal REVERSING =
      new InstallationSeal() {
        @Override
        public String seal(String purpose, String text) {
          return new StringBuilder(text).reverse() + "|" + purpose;
        }

        @Override
        public Optional<String> open(String purpose, String sealed) {
          String end = "|" + purpose;
          return sealed.endsWith(end)
              ? Optional.of(
                  new StringBuilder(sealed.substring(0, sealed.length() - end.length()))
                      .reverse()
                      .toString())
              : Optional.empty();
        }

        @Override
        public Optional<String> takeOver(UUID subject, String field, String sealed) {
          return Optional.empty();
        }
      };

  private JdbcClient jdbc;
  private Migrations migrated;

  @BeforeEach
  void database() {
    var dataSource = TestDatabase.create();
    migrated = new Migrations(dataSource);
    jdbc = JdbcClient.create(dataSource);
  }

  private TokenKeys at(Instant now) {
    return new TokenKeys(
        jdbc, REVERSING, Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(90), migrated);
  }

  private static List<String> ids(TokenKeys keys) {
    return keys.get(ANY, new SimpleSecurityContext()).stream().map(JWK::getKeyID).toList();
  }

  @Test
  void aRestartAndAnotherNodeKnowTheSameKeyWhichIsStoredSealed() {
    List<String> made = ids(at(START));

    assertThat(made).hasSize(1);
    assertThat(ids(at(START.plusSeconds(60)))).isEqualTo(made);
    assertThat(jdbc.sql("select jwk from security.token_key").query(String.class).single())
        .startsWith("}");
  }

  @Test
  void aKeyIsReplacedWhenItHasServedItsTimeAndForgottenAfterItsTokens() {
    List<String> first = ids(at(START));
    at(START.plus(Duration.ofDays(89))).keepFresh();
    assertThat(ids(at(START.plus(Duration.ofDays(89))))).isEqualTo(first);

    Instant due = START.plus(Duration.ofDays(91));
    at(due).keepFresh();
    List<String> both = ids(at(due));
    assertThat(both).hasSize(2).endsWith(first.getFirst());

    at(due.plus(Duration.ofMinutes(60))).keepFresh();
    assertThat(ids(at(due))).isEqualTo(both);
    at(due.plus(Duration.ofMinutes(66))).keepFresh();
    assertThat(ids(at(due))).containsExactly(both.getFirst());
  }

  @Test
  void aKeyThatCannotBeReadAnyMoreGivesWayToANewOne() {
    List<String> lost = ids(at(START));
    jdbc.sql("update security.token_key set jwk = 'unreadable'").update();

    assertThat(ids(at(START.plusSeconds(60)))).hasSize(1).isNotEqualTo(lost);
  }

  @Test
  void aKeyThatAnotherNodeMadeIsFoundWhenATokenOfItComes() {
    Clock ticking = Clock.tickMillis(ZoneOffset.UTC);
    TokenKeys here = new TokenKeys(jdbc, REVERSING, ticking, Duration.ofDays(90), migrated);
    here.get(ANY, new SimpleSecurityContext());
    String made = at(Instant.now().plusSeconds(1)).rotate(key -> true).kid();
    JWKSelector wanted = new JWKSelector(new JWKMatcher.Builder().keyID(made).build());

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !here.get(wanted, new SimpleSecurityContext()).isEmpty());
  }
}
