package fr.jalons.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks each token once: a program sends the same one with every request for an hour, and checking
 * its signature costs more than many a command. A token that has run out is never taken from here.
 */
final class CachingJwtDecoder implements JwtDecoder {
  private static final int MOST = 10_000;

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Jwt> known = Caffeine.newBuilder().maximumSize(MOST).build();

  CachingJwtDecoder(JwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public Jwt decode(String token) {
    Jwt before = known.getIfPresent(token);
    if (before != null && lives(before)) {
      return before;
    }
    known.invalidate(token);
    Jwt jwt = decoder.decode(token);
    known.put(token, jwt);
    return jwt;
  }

  private boolean lives(Jwt jwt) {
    Instant end = jwt.getExpiresAt();
    return end != null && clock.instant().isBefore(end);
  }
}
