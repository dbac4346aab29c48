package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class BootstrapAccountsTest {
  private final DataSource database = TestDatabase.create();
  private final Migrations migrated = new Migrations(database);
  private final PasswordEncoder passwords = new BCryptPasswordEncoder(4);
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Accounts accounts = new Accounts(jdbc, passwords, migrated);
  private final Clients clients = new Clients(jdbc, passwords, migrated);

  @Test
  void theDemonstrationHasAnAccountForEachRoleAndAClient() {
    start(true, null, null);

    assertThat(accounts.loadUserByUsername("demo-teacher").roles()).containsOnly(Role.TEACHER);
    assertThat(accounts.loadUserByUsername("demo-guardian").scope())
        .isEqualTo(Scope.of(new SchoolId("0990001X")));
    assertThat(accounts.loadUserByUsername("demo-admin").scope()).isEqualTo(Scope.EVERYTHING);
    assertThat(
            jdbc.sql("select distinct unnest(roles) from security.account")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values())
                .filter(role -> role != Role.CLIENT)
                .map(Role::stored)
                .toList());
    assertThat(clients.findByClientId("demo")).isNotNull();
  }

  @Test
  void theDemonstrationsAccountsAreGoneOnceItIsOver() {
    start(true, null, null);
    start(false, null, null);

    assertThatThrownBy(() -> accounts.loadUserByUsername("demo-admin"))
        .isInstanceOf(UsernameNotFoundException.class);
    assertThat(clients.findByClientId("demo")).isNull();
  }

  @Test
  void whatBecameOfADemonstrationsAccountStaysAtTheNextStart() {
    start(true, null, null);
    jdbc.sql("update security.account set roles = '{}' where login = 'demo-head'").update();
    start(true, null, null);

    assertThat(accounts.loadUserByUsername("demo-head").roles()).isEmpty();
  }

  @Test
  void emptyVariablesAreAsGoodAsNone() {
    start(false, new BootstrapAccounts.Settings.Admin("", ""), client("", ""));

    assertThat(accounts.isEmpty()).isTrue();
    assertThat(clients.list()).isEmpty();
  }

  private void start(
      boolean demo,
      BootstrapAccounts.Settings.@Nullable Admin admin,
      BootstrapAccounts.Settings.@Nullable Client client) {
    BootstrapAccounts.Settings settings = new BootstrapAccounts.Settings(demo, admin, client);
    new BootstrapAccounts(
            accounts,
            clients,
            passwords,
            DemonstrationTest.demonstration(settings, "", null, jdbc, accounts, clients))
        .afterPropertiesSet();
  }

  private static BootstrapAccounts.Settings.Client client(String id, String secret) {
    return new BootstrapAccounts.Settings.Client(id, secret);
  }

  private boolean secretMatches(String id, String secret) {
    RegisteredClient client = clients.findByClientId(id);
    return client != null && passwords.matches(secret, client.getClientSecret());
  }
}
