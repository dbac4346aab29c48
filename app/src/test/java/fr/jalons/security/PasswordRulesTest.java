package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.refusal.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private final PasswordRules rules = new PasswordRules(new LeakedPasswords());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quatre vaches bleues au pré",
        "kX9$vq2!Lm7zR4",
        "pluie-tuile-brouette-12",
        "une phrase sans rien de remarquable"
      })
  void sentences_and_random_characters_are_fine(String password) {
    assertThat(rules.fault(password, "m.durand")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "password1234",
        "123456789012",
        "qwertyuiop12",
        "azertyuiop12345",
        "aaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "iloveyou2026"
      })
  void what_is_tried_first_is_refused(String password) {
    assertThat(key(rules.fault(password, "m.durand"))).isEqualTo("signin.password-common");
  }

  @ParameterizedTest
  @ValueSource(strings = {"L9w3t57855214", "KfsXPELOh1g6o", "kfsxpeloh1g6o", "Lerka30Vishenka"})
  void what_leaked_elsewhere_is_refused_however_random_it_looks(String password) {
    assertThat(key(rules.fault(password, "m.durand"))).isEqualTo("signin.password-leaked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jalons-lycee-jalons", "Pronote0990001X", "0990001x-0990001x"})
  void words_of_the_place_do_not_count_as_secrets(String password) {
    Account account =
        new Account(
            "id", "m.durand", "", Set.of(Role.TEACHER), Scope.of(new SchoolId("0990001X")), 0);
    assertThat(key(rules.fault(password, account))).isEqualTo("signin.password-common");
  }

  @Test
  void length_is_counted_in_characters() {
    assertThat(key(rules.fault("élève-bleu!", "x"))).isEqualTo("signin.password-length");
    assertThat(key(rules.fault("x".repeat(129), "x"))).isEqualTo("signin.password-length");
    assertThat(rules.fault("🐄🐖🐓🦆🐑🐐🐎🐇🐕🐈🐁🦔", "x")).isNull();
  }

  @Test
  void the_login_is_no_password_nor_a_part_of_it() {
    assertThat(key(rules.fault("Marie.Durand-Roussel", "marie.durand-roussel")))
        .isEqualTo("signin.password-login");
    assertThat(key(rules.fault("xx M.DURAND xx 9431", "m.durand")))
        .isEqualTo("signin.password-login");
  }

  private static @Nullable String key(@Nullable Fault fault) {
    return fault == null ? null : fault.key();
  }
}
