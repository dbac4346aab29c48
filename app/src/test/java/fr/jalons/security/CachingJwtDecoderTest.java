package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.testing.ToldClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class CachingJwtDecoderTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final ToldClock clock = new ToldClock(NOON);
  private int checked;
  private final CachingJwtDecoder tokens = new CachingJwtDecoder(this::check, clock);

  private Jwt check(String token) {
    checked++;
    if (token.equals("forged") || !clock.instant().isBefore(NOON.plus(Duration.ofHours(1)))) {
      throw new BadJwtException("no");
    }
    return Jwt.withTokenValue(token)
        .header("alg", "ES256")
        .issuedAt(NOON)
        .expiresAt(NOON.plus(Duration.ofHours(1)))
        .subject(token)
        .build();
  }

  @Test
  void aTokenIsCheckedOnce() {
    assertThat(tokens.decode("one").getSubject()).isEqualTo("one");
    assertThat(tokens.decode("one").getSubject()).isEqualTo("one");
    assertThat(tokens.decode("two").getSubject()).isEqualTo("two");
    assertThat(checked).isEqualTo(2);
  }

  @Test
  void aTokenThatHasRunOutIsCheckedAgainAndRefused() {
    tokens.decode("one");
    clock.set(NOON.plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(BadJwtException.class);
    assertThat(checked).isEqualTo(2);
  }

  @Test
  void aForgedTokenIsRefusedEveryTime() {
    assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
  }
}
