package fr.jalons.security;

import fr.jalons.events.AccountEvent.PasswordSet;
import fr.jalons.events.AccountEvent.Way;
import fr.jalons.events.OperatingEvent.ClientRegistered;
import fr.jalons.events.OperatingEvent.ClientSecretRenewed;
import fr.jalons.marks.Role;
import fr.jalons.platform.commands.Commands;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The administrators that the operator names in the environment, so that somebody can come in, and
 * a second one, so that two people can decide; and a program. They are made once. What became of
 * them since then stays, however often the server starts: a locked-out school gets them back by a
 * word of recovery, which works once, and of which the log tells.
 */
@Component
class NamedAdministrators implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(NamedAdministrators.class);

  /** Who does it, in the log: the one who sets variables of the server. */
  static final String OPERATOR = "system:environment";

  private final BootstrapAccounts.Settings first;
  private final Settings settings;
  private final Accounts accounts;
  private final Clients clients;
  private final PasswordEncoder passwords;
  private final AccountRows rows;
  private final PasswordRules rules;
  private final Commands commands;
  private final Acts acts;
  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile boolean running;

  NamedAdministrators(
      BootstrapAccounts.Settings first,
      Settings settings,
      Accounts accounts,
      Clients clients,
      PasswordEncoder passwords,
      AccountRows rows,
      PasswordRules rules,
      Commands commands,
      Acts acts,
      JdbcClient jdbc,
      Clock clock) {
    this.first = first;
    this.settings = settings;
    this.accounts = accounts;
    this.clients = clients;
    this.passwords = passwords;
    this.rows = rows;
    this.rules = rules;
    this.commands = commands;
    this.acts = acts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * From the environment, besides the first one, {@code JALONS_ADMIN_USER}.
   *
   * @param secondAdmin {@code JALONS_SECOND_ADMIN_USER} and {@code JALONS_SECOND_ADMIN_PASSWORD}
   * @param adminRecovery {@code JALONS_ADMIN_RECOVERY}: any word that was not used before gives
   *     them back what they had
   */
  @ConfigurationProperties("jalons")
  record Settings(
      BootstrapAccounts.Settings.@Nullable Admin secondAdmin, @Nullable String adminRecovery) {}

  /** After the log can be written, and before the first request. */
  @Override
  public void start() {
    rows.oneAtATime(
        () -> {
          boolean recovering = takeWord(settings.adminRecovery);
          establish(first.admin(), "JALONS_ADMIN_PASSWORD", recovering);
          establish(settings.secondAdmin, "JALONS_SECOND_ADMIN_PASSWORD", recovering);
          establish(first.client(), recovering);
          return true;
        });
    if (accounts.isEmpty()) {
      LOG.warn("No account can sign in yet: set JALONS_ADMIN_USER and JALONS_ADMIN_PASSWORD.");
    }
    running = true;
  }

  /**
   * The program that the environment names: made once, and given another secret when the operator
   * changes it. One that an administrator has withdrawn comes back by a word of recovery alone.
   */
  private void establish(BootstrapAccounts.Settings.@Nullable Client named, boolean recovering) {
    String client = named == null ? null : named.id();
    String secret = named == null ? null : named.secret();
    if (client == null || secret == null || client.isBlank() || secret.isBlank()) {
      return;
    }
    RegisteredClient before = clients.findByClientId(client);
    if (before != null && passwords.matches(secret, before.getClientSecret())) {
      return;
    }
    if (before == null && !recovering && clients.isWithdrawn(client)) {
      LOG.warn("The program of JALONS_CLIENT_ID was withdrawn, and stays so.");
      return;
    }
    Set<String> every =
        Arrays.stream(TokenScope.values()).map(TokenScope::word).collect(Collectors.toSet());
    acts.onInstallationAs(
        OPERATOR,
        client,
        by ->
            before == null
                ? new ClientRegistered(client, every, null, false, by)
                : new ClientSecretRenewed(client, by));
    clients.put(client, secret, false);
  }

  private void establish(
      BootstrapAccounts.Settings.@Nullable Admin named, String variable, boolean recovering) {
    String user = named == null ? null : named.user();
    String password = named == null ? null : named.password();
    if (user == null || password == null || user.isBlank() || password.isBlank()) {
      return;
    }
    String id = accounts.byLogin(user).map(Account::id).orElse(null);
    if (id != null && !recovering) {
      return;
    }
    if (rules.fault(password, user) != null) {
      // The operator chooses it, and a start that is refused would shut a school out.
      LOG.warn("{} is weak or known: change it at /account after the first sign-in.", variable);
    }
    give(id == null ? UUID.randomUUID().toString() : id, user, password);
    LOG.warn(
        "An account of the environment is administrator of all schools now, and has the password of {}.",
        variable);
  }

  /** Both are in the log first. */
  private void give(String id, String user, String password) {
    Set<Role> role = Set.of(Role.ADMINISTRATOR);
    commands.sendAs(OPERATOR, GrantRoles.of(id, role, Scope.EVERYTHING, OPERATOR));
    acts.onAccountAs(OPERATOR, by -> new PasswordSet(id, Way.ENVIRONMENT, by));
    accounts.putNamed(id, user);
    rows.give(id, role, Scope.EVERYTHING);
    accounts.choosePassword(id, password);
  }

  /** Whether a word of recovery is there, and was not used before. */
  private boolean takeWord(@Nullable String word) {
    return StringUtils.hasText(word)
        && jdbc.sql(
                    """
                    insert into signin.recovery (word_hash, used_at) values (:hash, :now)
                    on conflict do nothing
                    """)
                .param("hash", Secrets.digest(word.strip()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update()
            == 1;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After Axon, which is 0, and long before the web server. */
  @Override
  public int getPhase() {
    return 1;
  }
}
