package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What administrators change of accounts. */
@Component
class AccountRows {
  /** Names the lock of the database under which accounts change one after the other. */
  private static final long LOCK = 0x6a61_6c6f_6e73_0015L;

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;
  private final TransactionTemplate together;
  private @Nullable String unknown;

  AccountRows(JdbcClient jdbc, PasswordEncoder passwords, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.together = new TransactionTemplate(transactions);
  }

  /** Two administrators who withdraw each other at once must not both succeed. */
  <T> T oneAtATime(Supplier<T> work) {
    return Objects.requireNonNull(
        together.execute(
            status -> {
              jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
              return work.get();
            }));
  }

  /**
   * Makes an account without roles; false if the login is somebody else's. Its password is one that
   * is random, so that signing in fails as with any other account.
   */
  boolean reserve(String id, String login) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, demo, pending)
            values (:id, :login, :hash, '{}', false, true) on conflict do nothing
            """)
        .param("id", id)
        .param("login", login)
        .param("hash", nobodyKnows())
        .update();
    return jdbc.sql(
            "select exists (select from security.account where id = :id and login = :login and pending)")
        .param("id", id)
        .param("login", login)
        .query(Boolean.class)
        .single();
  }

  /** Whether the log tells of an account, be it there or not. */
  boolean isInLog(String id) {
    return jdbc.sql("select exists (select from eventlog.event_tag where tag = 'account:' || ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Puts roles and scope in place of those before; sessions that count on those end. */
  void give(String id, Set<Role> roles, Scope scope) {
    jdbc.sql(
            """
            update security.account
            set roles = :roles, school = :school, person = :person, classes = :classes, epoch = epoch + 1
            where id = :id
            """)
        .param("id", id)
        .param("roles", roles.stream().map(Role::stored).sorted().toArray(String[]::new))
        .param("school", scope.school() == null ? null : scope.school().uai())
        .param("person", scope.person())
        .param("classes", scope.classes().stream().sorted().toArray(String[]::new))
        .update();
  }

  /**
   * Signing in by the account fails from now on. The row stays: the log names its id, and somebody
   * must be able to tell who that was.
   */
  void close(String id) {
    jdbc.sql(
            """
            update security.account
            set roles = '{}', password_hash = :hash, pending = false, epoch = epoch + 1 where id = :id
            """)
        .param("id", id)
        .param("hash", nobodyKnows())
        .update();
    jdbc.sql("delete from security.consent where account = ?").param(id).update();
    jdbc.sql("delete from signin.invitation where account = ?").param(id).update();
    jdbc.sql("delete from security.mail where account = ?").param(id).update();
    jdbc.sql("delete from signin.second_factor where account = ?").param(id).update();
    jdbc.sql("delete from signin.recovery_code where account = ?").param(id).update();
    jdbc.sql("delete from security.passkey where account = ?").param(id).update();
    jdbc.sql("delete from security.passkey_handle where account = ?").param(id).update();
  }

  /**
   * Whether no other account could administer what this account does: its school, or all of them.
   */
  boolean isLastAdministrator(Account account) {
    SchoolId school = account.scope().school();
    return account.roles().contains(Role.ADMINISTRATOR)
        && !jdbc.sql(
                """
                select exists (
                  select from security.account
                  where 'administrator' = any (roles) and not pending and id <> :id
                    and (school is null or school = :school))
                """)
            .param("id", account.id())
            .param("school", school(school))
            .query(Boolean.class)
            .single();
  }

  private static @Nullable String school(@Nullable SchoolId school) {
    return school == null ? null : school.uai();
  }

  /** Of a password that was forgotten at once; one for all, since a hash takes long to make. */
  private synchronized String nobodyKnows() {
    String hash = unknown;
    if (hash == null) {
      hash = String.valueOf(passwords.encode(Secrets.token()));
      unknown = hash;
    }
    return hash;
  }
}
