package fr.jalons.security;

import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How passwords and secrets are kept: argon2id with OWASP's parameters of 2025. Hashes of before,
 * by bcrypt, are still recognised and give way to it at the next sign-in.
 */
@Configuration(proxyBeanMethods = false)
class Passwords {
  private static final String NAME = "argon2id";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;

  @Bean
  PasswordEncoder passwordEncoder() {
    return new FewAtATime(
        new DelegatingPasswordEncoder(
            NAME,
            Map.of(
                NAME,
                new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES),
                "bcrypt",
                new BCryptPasswordEncoder())));
  }

  /**
   * Each hash takes 19 MiB and a processor for some hundredths of a second: no more are worked on
   * at a time than there are processors, or a flood of attempts would eat the memory. Characters
   * that look the same are made the same, since keyboards compose accents differently.
   */
  static final class FewAtATime implements PasswordEncoder {
    private final PasswordEncoder encoder;
    private final Semaphore places =
        new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    FewAtATime(PasswordEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence raw) {
      return raw == null ? null : inPlace(() -> String.valueOf(encoder.encode(composed(raw))));
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
      return raw != null && inPlace(() -> encoder.matches(composed(raw), encoded));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
      return encoder.upgradeEncoding(encoded);
    }

    private <T> T inPlace(Supplier<T> work) {
      places.acquireUninterruptibly();
      try {
        return work.get();
      } finally {
        places.release();
      }
    }

    private static String composed(CharSequence raw) {
      return Normalizer.normalize(raw, Normalizer.Form.NFKC);
    }
  }
}
