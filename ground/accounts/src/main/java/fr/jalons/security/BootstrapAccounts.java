package fr.jalons.security;

import fr.jalons.marks.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The accounts of the demonstration, which are there from the start, so that anyone can come in.
 * {@link NamedAdministrators} are the others.
 */
@Component
class BootstrapAccounts implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapAccounts.class);
  static final String DEMO = "demo";

  /** In the order in which the page of signing in offers them. */
  private static final SequencedMap<String, Role> DEMO_ACCOUNTS = new LinkedHashMap<>();

  static {
    DEMO_ACCOUNTS.put("demo-lead", Role.CLASS_LEAD);
    DEMO_ACCOUNTS.put("demo-teacher", Role.TEACHER);
    DEMO_ACCOUNTS.put("demo-student", Role.STUDENT);
    DEMO_ACCOUNTS.put("demo-guardian", Role.GUARDIAN);
    DEMO_ACCOUNTS.put("demo-coordinator", Role.COORDINATOR);
    DEMO_ACCOUNTS.put("demo-head", Role.HEAD);
    DEMO_ACCOUNTS.put("demo-cpe", Role.CPE);
    DEMO_ACCOUNTS.put("demo-psyen", Role.PSYEN);
    DEMO_ACCOUNTS.put("demo-partner", Role.PARTNER);
    DEMO_ACCOUNTS.put("demo-auditor", Role.AUDITOR);
    DEMO_ACCOUNTS.put("demo-analyst", Role.ANALYST);
    DEMO_ACCOUNTS.put("demo-admin", Role.ADMINISTRATOR);
  }

  static List<String> logins() {
    return List.copyOf(DEMO_ACCOUNTS.keySet());
  }

  private final Accounts accounts;
  private final Clients clients;
  private final PasswordEncoder passwords;
  private final Demonstration demonstration;

  BootstrapAccounts(
      Accounts accounts, Clients clients, PasswordEncoder passwords, Demonstration demonstration) {
    this.accounts = accounts;
    this.clients = clients;
    this.passwords = passwords;
    this.demonstration = demonstration;
  }

  /**
   * From the environment.
   *
   * @param demo whether everyone may come in with the demonstration's passwords ({@code
   *     JALONS_DEMO}), as long as {@link Demonstration} lets them
   * @param admin {@code JALONS_ADMIN_USER} and {@code JALONS_ADMIN_PASSWORD}
   * @param client {@code JALONS_CLIENT_ID} and {@code JALONS_CLIENT_SECRET}
   */
  @ConfigurationProperties("jalons")
  record Settings(boolean demo, @Nullable Admin admin, @Nullable Client client) {
    record Admin(@Nullable String user, @Nullable String password) {}

    record Client(@Nullable String id, @Nullable String secret) {}

    boolean namesAdministrator() {
      return admin != null
          && StringUtils.hasText(admin.user)
          && StringUtils.hasText(admin.password);
    }
  }

  /** Before the first request: the server starts when all beans are ready. */
  @Override
  public void afterPropertiesSet() {
    if (demonstration.isOn()) {
      LOG.warn(
          "Demonstration: anyone on this machine can sign in. A school names JALONS_ADMIN_USER.");
      addDemo();
    } else {
      accounts.removeDemo();
      clients.removeDemo();
    }
  }

  private void addDemo() {
    String hash = String.valueOf(passwords.encode(DEMO));
    DEMO_ACCOUNTS.forEach(
        (login, role) ->
            accounts.addDemo(
                login, hash, role, role == Role.ADMINISTRATOR ? null : Demonstration.SCHOOL));
    clients.put(DEMO, DEMO, true);
  }
}
