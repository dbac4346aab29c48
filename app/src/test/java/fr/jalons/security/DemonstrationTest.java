package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** At which starts the demonstration's accounts work, and what ends them for good. */
class DemonstrationTest {
  private static final BootstrapAccounts.Settings DEMO =
      new BootstrapAccounts.Settings(true, null, null);
  private static final BootstrapAccounts.Settings NAMED =
      new BootstrapAccounts.Settings(
          true, new BootstrapAccounts.Settings.Admin("d.martin", "s3cret"), null);

  private final DataSource database = TestDatabase.create();
  private final Migrations migrated = new Migrations(database);
  private final PasswordEncoder passwords = new BCryptPasswordEncoder(4);
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Accounts accounts = new Accounts(jdbc, passwords, migrated);
  private final Clients clients = new Clients(jdbc, passwords, migrated);

  static Demonstration demonstration(
      BootstrapAccounts.Settings settings,
      String address,
      @Nullable String issuer,
      JdbcClient jdbc,
      Accounts accounts,
      Clients clients) {
    return new Demonstration(
        settings,
        new OidcSettings(issuer, null, null, null, null, null, null),
        address,
        jdbc,
        new AccountStatusCache(jdbc),
        new JwtAccountConverter(new Permissions(jdbc, clients, accounts, Clock.systemUTC())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "127.0.0.1", "127.9.9.9", "::1", "localhost"})
  void itWorksForThisMachine(String address) {
    assertThat(start(DEMO, address, null).isOn()).isTrue();
    assertThat(signsIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no.such.name.invalid"})
  void itDoesNotWorkForOtherMachines(String address) {
    start(DEMO, "", null);

    assertThat(start(DEMO, address, null).isOn()).isFalse();
    assertThat(signsIn()).isFalse();
    assertThat(start(DEMO, "", null).isOn()).as("nothing real has happened").isTrue();
  }

  @Test
  void itDoesNotWorkBesideAProviderOfAccounts() {
    assertThat(start(DEMO, "", "https://provider.example").isOn()).isFalse();
    assertThat(signsIn()).isFalse();
  }

  @Test
  void anAdministratorOfTheEnvironmentEndsItForAllStartsToCome() {
    start(DEMO, "", null);
    assertThat(start(NAMED, "", null).isOn()).isFalse();
    assertThat(signsIn()).isFalse();

    jdbc.sql("delete from security.account").update();
    assertThat(start(DEMO, "", null).isOn()).as("even if the administrator is gone").isFalse();
    assertThat(signsIn()).isFalse();
  }

  @Test
  void anAdministratorWhoCanComeInEndsItAtOnce() {
    Demonstration demonstration = start(DEMO, "", null);
    account("invited", "administrator", null, true);
    account("teacher", "teacher", null, false);
    account("plays", "administrator", "0990001X", false);
    demonstration.reconsider();
    assertThat(demonstration.isOn()).isTrue();

    jdbc.sql("update security.account set pending = false").update();
    demonstration.reconsider();

    assertThat(demonstration.isOn()).isFalse();
    assertThat(signsIn()).isFalse();
    assertThat(accounts.byLogin("invited")).isPresent();
  }

  @Test
  void anAdministratorOfAnotherSchoolIsAsReal() {
    account("invited", "administrator", "0990002Y", false);
    assertThat(start(DEMO, "", null).isOn()).isFalse();
  }

  @Test
  void aRosterThatTheDemonstrationBringsIsPartOfIt() {
    Demonstration demonstration = start(DEMO, "", null);
    demonstration.meetsRoster("client:demo");
    demonstration.meetsRoster("user:demo-admin");
    imported("client:demo");
    imported("user:demo-admin");

    assertThat(demonstration.isOn()).isTrue();
    assertThat(start(DEMO, "", null).isOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client:crous", "user:2f1d9a3e-8d1c-4e0e-9d35-0d6a1c1f7a11", "system:jalons"})
  void anyOtherRosterEndsIt(String actor) {
    Demonstration demonstration = start(DEMO, "", null);
    demonstration.meetsRoster(actor);

    assertThat(demonstration.isOn()).isFalse();
    assertThat(signsIn()).isFalse();
    assertThat(start(DEMO, "", null).isOn()).isFalse();
  }

  @Test
  void aRosterOfBeforeThisRuleEndsItToo() {
    imported("client:crous");
    assertThat(start(DEMO, "", null).isOn()).isFalse();
  }

  @Test
  void aProgramThatASchoolCallsDemoIsNotTheDemonstrations() {
    start(new BootstrapAccounts.Settings(false, null, null), "", null);
    clients.put("demo", "a secret of its own", false);
    imported("client:demo");

    assertThat(start(DEMO, "", null).isOn()).isFalse();
    assertThat(clients.findByClientId("demo")).isNotNull();
  }

  private Demonstration start(
      BootstrapAccounts.Settings settings, String address, @Nullable String issuer) {
    Demonstration demonstration = demonstration(settings, address, issuer, jdbc, accounts, clients);
    new BootstrapAccounts(accounts, clients, passwords, demonstration).afterPropertiesSet();
    return demonstration;
  }

  private boolean signsIn() {
    boolean program = clients.findByClientId("demo") != null;
    assertThat(accounts.byLogin("demo-admin").isPresent()).isEqualTo(program);
    return program;
  }

  private void account(String login, String role, @Nullable String school, boolean pending) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, demo, pending)
            values (:login, :login, '', array[:role], :school, false, :pending)
            """)
        .param("login", login)
        .param("role", role)
        .param("school", school)
        .param("pending", pending)
        .update();
  }

  private void imported(String actor) {
    jdbc.sql(
            """
            insert into eventlog.event (position, id, type, revision, payload, metadata, recorded_at, hash)
            select coalesce(max(position), 0) + 1, gen_random_uuid(), 'planning.RosterImported', '1',
              '{"school": "0990002Y"}', json_build_object('actor', ?::text), now(), ''
            from eventlog.event
            """)
        .param(actor)
        .update();
  }
}
