package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.marks.Role;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/** Who comes in, and as what, after the provider has said who it is. */
class OidcAccountsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  private final DataSource database = TestDatabase.create();
  private final Migrations migrated = new Migrations(database);
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final PasswordEncoder passwords = new BCryptPasswordEncoder(4);
  private final Accounts accounts = new Accounts(jdbc, passwords, migrated);

  @BeforeEach
  void demonstration() {
    BootstrapAccounts.Settings settings = new BootstrapAccounts.Settings(true, null, null);
    Clients clients = new Clients(jdbc, passwords, migrated);
    new BootstrapAccounts(
            accounts,
            clients,
            passwords,
            DemonstrationTest.demonstration(settings, "", null, jdbc, accounts, clients))
        .afterPropertiesSet();
  }

  @Test
  void withoutAClaimForRolesTheAccountsOwnCount() {
    assertThat(rolesOf("demo-teacher", null, List.of("proviseur"))).containsOnly(Role.TEACHER);
  }

  @Test
  void rolesSaidOverThereReplaceTheAccountsButMakeNoAdministrator() {
    assertThat(rolesOf("demo-teacher", "groups", List.of("proviseur", "technicien", "chorale")))
        .containsOnly(Role.HEAD);
    assertThat(rolesOf("demo-admin", "groups", List.of("technicien")))
        .containsOnly(Role.ADMINISTRATOR);
  }

  @Test
  void whoHasNoAccountOrNoRoleOfOursDoesNotComeIn() {
    assertRefused("inconnu", List.of("proviseur"));
    assertRefused("demo-teacher", List.of("chorale"));
  }

  @Test
  void aWithdrawnAccountComesInNoMoreWhateverIsSaidOverThere() {
    jdbc.sql("update security.account set roles = '{}' where login = 'demo-teacher'").update();

    assertRefused("demo-teacher", List.of("proviseur"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ent.example/auth", "http://localhost:8081/x", "http://[::1]/x"})
  void aProviderIsReachedByHttpsOrOnThisMachine(String issuer) {
    assertThat(settings(issuer, null).offered()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ent.example/auth", "http://localhost.example", "ftp://localhost"})
  void anyOtherWayToAProviderKeepsJalonsFromStarting(String issuer) {
    assertThatThrownBy(() -> settings(issuer, null)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProviderTellsASecondFactorByTheWordsThatAreAgreedOn() {
    OidcSettings usual = settings("https://ent.example", null);
    assertThat(usual.tellsSecondFactor(List.of("pwd", "otp"), null)).isTrue();
    assertThat(usual.tellsSecondFactor(List.of("pwd"), "1")).isFalse();
    assertThat(usual.tellsSecondFactor(null, "mfa")).isFalse();
    OidcSettings agreed = settings("https://ent.example", "gold, 2");
    assertThat(agreed.tellsSecondFactor(null, "gold")).isTrue();
    assertThat(agreed.tellsSecondFactor(List.of("otp"), "1")).isFalse();
  }

  private static OidcSettings settings(String issuer, @Nullable String secondFactor) {
    return new OidcSettings(issuer, "jalons", "secret", null, null, null, secondFactor);
  }

  private void assertRefused(String login, List<String> groups) {
    assertThatThrownBy(() -> rolesOf(login, "groups", groups))
        .isInstanceOf(OAuth2AuthenticationException.class)
        .extracting(refused -> ((OAuth2AuthenticationException) refused).getError().getErrorCode())
        .isEqualTo(OidcAccounts.UNKNOWN);
  }

  private Iterable<Role> rolesOf(String login, @Nullable String rolesClaim, List<String> groups) {
    OidcSettings settings =
        new OidcSettings(
            "https://provider.example",
            "jalons",
            "secret",
            null,
            rolesClaim,
            "proviseur=HEAD,technicien=ADMINISTRATOR",
            null);
    OidcIdToken token =
        new OidcIdToken(
            "token",
            NOW,
            NOW.plusSeconds(60),
            Map.of("sub", "42", "preferred_username", login, "groups", groups));
    Account account =
        ((Account.Holder) new OidcAccounts(accounts, settings).loadUser(request(token))).account();
    return account.roles();
  }

  private static OidcUserRequest request(OidcIdToken token) {
    ClientRegistration provider =
        ClientRegistration.withRegistrationId("outside")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .clientId("jalons")
            .redirectUri("http://localhost/login/oauth2/code/outside")
            .authorizationUri("https://provider.example/authorize")
            .tokenUri("https://provider.example/token")
            .build();
    OAuth2AccessToken access =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER, "access", NOW, NOW.plusSeconds(60));
    return new OidcUserRequest(provider, access, token);
  }
}
