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
  void sentencesAndRandomCharactersAreFine(String password) {
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
  void whatIsTriedFirstIsRefused(String password) {
    assertThat(key(rules.fault(password, "m.durand"))).isEqualTo("signin.password-common");
  }

  @ParameterizedTest
  @ValueSource(strings = {"L9w3t57855214", "KfsXPELOh1g6o", "kfsxpeloh1g6o", "Lerka30Vishenka"})
  void whatLeakedElsewhereIsRefusedHoweverRandomItLooks(String password) {
    assertThat(key(rules.fault(password, "m.durand"))).isEqualTo("signin.password-leaked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jalons-lycee-jalons", "Pronote0990001X", "0990001x-0990001x"})
  void wordsOfThePlaceDoNotCountAsSecrets(String password) {
    Account account =
        new Account(
            "id", "m.durand", "", Set.of(Role.TEACHER), Scope.of(new SchoolId("0990001X")), 0);
    assertThat(key(rules.fault(password, account))).isEqualTo("signin.password-common");
  }

  @Test
  void lengthIsCountedInCharacters() {
    assertThat(key(rules.fault("élève-bleu!", "x"))).isEqualTo("signin.password-length");
    assertThat(key(rules.fault("x".repeat(129), "x"))).isEqualTo("signin.password-length");
    assertThat(rules.fault("🐄🐖🐓🦆🐑🐐🐎🐇🐕🐈🐁🦔", "x")).isNull();
  }

  @Test
  void theLoginIsNoPasswordNorAPartOfIt() {
    assertThat(key(rules.fault("Marie.Durand-Roussel", "marie.durand-roussel")))
        .isEqualTo("signin.password-login");
    assertThat(key(rules.fault("xx M.DURAND xx 9431", "m.durand")))
        .isEqualTo("signin.password-login");
  }

  private static @Nullable String key(@Nullable Fault fault) {
    return fault == null ? null : fault.key();
  }
}
