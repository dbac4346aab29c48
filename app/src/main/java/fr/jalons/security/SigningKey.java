package fr.jalons.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import fr.jalons.platform.database.Migrations;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The key that signs and checks tokens: in the database, for all nodes and all restarts. */
@Configuration(proxyBeanMethods = false)
class SigningKey {
  private static final int BITS = 2048;

  /** Of several nodes that start at once, one makes the key and all read that one. */
  @Bean
  RSAKey rsaKey(JdbcClient jdbc, Migrations migrated) throws JOSEException, ParseException {
    Optional<String> stored = stored(jdbc);
    if (stored.isEmpty()) {
      RSAKey fresh =
          new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
      jdbc.sql("insert into security.signing_key (jwk) values (:jwk) on conflict do nothing")
          .param("jwk", fresh.toJSONString())
          .update();
      stored = stored(jdbc);
    }
    return RSAKey.parse(stored.orElseThrow());
  }

  private static Optional<String> stored(JdbcClient jdbc) {
    return jdbc.sql("select jwk from security.signing_key").query(String.class).optional();
  }

  @Bean
  JWKSource<SecurityContext> keys(RSAKey key) {
    return new ImmutableJWKSet<>(new JWKSet(key));
  }

  @Bean
  JwtDecoder tokenDecoder(RSAKey key) throws JOSEException {
    return new KnownTokens(
        NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build(), Clock.systemUTC());
  }
}
