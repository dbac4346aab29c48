package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.database.Migrations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts of people. */
@Component
public class Accounts implements UserDetailsService, UserDetailsPasswordService {
  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;

  Accounts(JdbcClient jdbc, PasswordEncoder passwords, Migrations migrated) {
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  /** Logins are written small; those that the environment names may have capitals. */
  @Override
  public Account loadUserByUsername(String login) {
    return byLogin(login).orElseThrow(() -> new UsernameNotFoundException("No such account"));
  }

  Optional<Account> byLogin(String login) {
    return jdbc.sql(
            """
            select * from security.account where login in (:login, :small)
            order by login = :login desc limit 1
            """)
        .param("login", login)
        .param("small", login.toLowerCase(Locale.ROOT))
        .query((row, index) -> account(row))
        .optional();
  }

  Optional<Account> byId(String id) {
    return jdbc.sql("select * from security.account where id = :id")
        .param("id", id)
        .query((row, index) -> account(row))
        .optional();
  }

  List<Account> of(Set<UUID> persons) {
    return jdbc.sql("select * from security.account where person = any (?)")
        .param(persons.toArray(UUID[]::new))
        .query((row, index) -> account(row))
        .list();
  }

  /** A better hash of the same password: nothing else changes. */
  @Override
  public UserDetails updatePassword(UserDetails user, @Nullable String hash) {
    Account account = (Account) user;
    jdbc.sql("update security.account set password_hash = :hash where id = :id")
        .param("id", account.id())
        .param("hash", hash)
        .update();
    return byId(account.id()).orElse(account);
  }

  /** Another password, chosen by the owner of the account; its sessions end. */
  void choosePassword(String id, String password) {
    jdbc.sql(
            """
            update security.account
            set password_hash = :hash, pending = false, epoch = epoch + 1 where id = :id
            """)
        .param("id", id)
        .param("hash", passwords.encode(password))
        .update();
  }

  /** Ends all sessions of an account, on every node. */
  void endSessions(String id) {
    jdbc.sql("update security.account set epoch = epoch + 1 where id = ?").param(id).update();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        row.getString("login"),
        row.getString("password_hash"),
        texts(row, "roles").map(Role::stored).collect(Collectors.toSet()),
        scope(row),
        row.getInt("epoch"));
  }

  private static Scope scope(ResultSet row) throws SQLException {
    String school = row.getString("school");
    return new Scope(
        school == null ? null : new SchoolId(school),
        row.getObject("person", UUID.class),
        texts(row, "classes").collect(Collectors.toSet()));
  }

  private static Stream<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }

  /** Makes an account that the environment names, without roles or password yet. */
  void putNamed(String id, String login) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, demo)
            values (:id, :login, '', '{}', false)
            on conflict (id) do update set demo = false
            """)
        .param("id", id)
        .param("login", login)
        .update();
  }

  /** Creates an account of the demonstration, if it is not there yet. */
  void addDemo(String login, String passwordHash, Role role, @Nullable SchoolId school) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, demo)
            values (:login, :login, :hash, array[:role], :school, true)
            on conflict do nothing
            """)
        .param("login", login)
        .param("hash", passwordHash)
        .param("role", role.stored())
        .param("school", school == null ? null : school.uai())
        .update();
  }

  /** Tells whose a demonstration account is, and of which classes; what is known already stays. */
  public void linkDemo(String login, @Nullable UUID person, Set<String> classes) {
    jdbc.sql(
            """
            update security.account set person = :person, classes = :classes
            where login = :login and demo and person is null and classes = '{}'
            """)
        .param("login", login)
        .param("person", person)
        .param("classes", classes.toArray(String[]::new))
        .update();
  }

  void removeDemo() {
    jdbc.sql("delete from security.account where demo").update();
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from security.account)")
        .query(Boolean.class)
        .single();
  }
}
