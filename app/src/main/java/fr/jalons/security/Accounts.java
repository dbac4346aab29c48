package fr.jalons.security;

import fr.jalons.platform.database.Migrations;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts of people. */
@Component
class Accounts implements UserDetailsService {
  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;

  Accounts(JdbcClient jdbc, PasswordEncoder passwords, Migrations migrated) {
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  @Override
  public Account loadUserByUsername(String login) {
    return jdbc.sql("select * from security.account where login = :login")
        .param("login", login)
        .query((row, index) -> account(row))
        .optional()
        .orElseThrow(() -> new UsernameNotFoundException("No such account"));
  }

  private static Account account(ResultSet row) throws SQLException {
    Array roles = row.getArray("roles");
    return new Account(
        row.getString("id"),
        row.getString("login"),
        row.getString("password_hash"),
        Arrays.stream((String[]) roles.getArray()).map(Role::stored).collect(Collectors.toSet()),
        row.getObject("person", UUID.class));
  }

  /** Creates the administrator, or gives back the role and the password. */
  void putAdministrator(String login, String password) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, demo)
            values (:id, :login, :hash, array[:role], false)
            on conflict (login) do update
            set password_hash = excluded.password_hash, roles = excluded.roles, demo = false
            """)
        .param("id", UUID.randomUUID().toString())
        .param("login", login)
        .param("hash", passwords.encode(password))
        .param("role", Role.ADMINISTRATOR.stored())
        .update();
  }

  /** Creates an account of the demonstration, if it is not there yet. */
  void addDemo(String login, String passwordHash, Role role) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, demo)
            values (:login, :login, :hash, array[:role], true)
            on conflict (login) do nothing
            """)
        .param("login", login)
        .param("hash", passwordHash)
        .param("role", role.stored())
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
