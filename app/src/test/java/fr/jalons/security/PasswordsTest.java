package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What the program keeps of a password. */
class PasswordsTest {
  private final PasswordEncoder passwords = new Passwords().passwordEncoder();

  @Test
  void isArgon2idWithTheMemoryAndPassesThatOwaspAsksFor() {
    String hash = passwords.encode("ça suffit");
    assertThat(hash).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("ça suffit", hash)).isTrue();
    assertThat(passwords.matches("ca suffit", hash)).isFalse();
    assertThat(passwords.upgradeEncoding(hash)).isFalse();
  }

  @Test
  void ofBeforeIsRecognisedAndGivesWay() {
    String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("ancien");
    assertThat(passwords.matches("ancien", hash)).isTrue();
    assertThat(passwords.upgradeEncoding(hash)).isTrue();
  }
}
