package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The accounts within an administrator's reach, by login, with who granted their roles. They come
 * from a view that shows no hashes, and of a school's administrator the school's only.
 */
@Component
class ListAccounts {
  private static final int MOST = 500;

  private final JdbcClient jdbc;

  ListAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether somebody can come in. */
  enum State {
    /** There is no password yet. */
    INVITED,
    ACTIVE,
    /** There are no roles any more. */
    WITHDRAWN
  }

  /**
   * One account.
   *
   * @param grantedBy who granted the roles; null for those of the environment
   * @param linkExpiresAt until when its open link can be used, if it has one
   */
  record Row(
      String id,
      String login,
      List<Role> roles,
      @Nullable SchoolId school,
      @Nullable UUID person,
      Set<String> classes,
      State state,
      boolean secondFactor,
      @Nullable String grantedBy,
      @Nullable Instant grantedAt,
      @Nullable String withdrawnBy,
      @Nullable Instant withdrawnAt,
      @Nullable Instant linkExpiresAt) {}

  /** A page of them; {@code next} is the login after which the next one starts. */
  record Rows(List<Row> accounts, @Nullable String next) {}

  Rows after(@Nullable String login, int limit) {
    List<Row> rows =
        jdbc.sql(
                """
                select a.*, array(
                    select coalesce(s.code, c.key)
                    from unnest(a.classes) c(key)
                    left join planning.structure s on s.id = a.school || ':D:' || c.key) as codes,
                  g.granted_by, g.granted_at, g.withdrawn_by, g.withdrawn_at
                from visibility.account a left join signin.granted g on g.account = a.id
                where a.login > :after order by a.login limit :limit
                """)
            .param("after", login == null ? "" : login)
            .param("limit", limit + 1)
            .query((row, number) -> row(row))
            .list();
    return rows.size() <= limit
        ? new Rows(rows, null)
        : new Rows(rows.subList(0, limit), rows.get(limit - 1).login());
  }

  private static Row row(ResultSet row) throws SQLException {
    List<Role> roles = texts(row, "roles").stream().map(Role::stored).sorted().toList();
    String school = row.getString("school");
    State state =
        roles.isEmpty()
            ? State.WITHDRAWN
            : row.getBoolean("pending") ? State.INVITED : State.ACTIVE;
    return new Row(
        row.getString("id"),
        row.getString("login"),
        roles,
        school == null ? null : new SchoolId(school),
        row.getObject("person", UUID.class),
        new TreeSet<>(texts(row, "codes")),
        state,
        row.getBoolean("second_factor"),
        row.getString("granted_by"),
        at(row, "granted_at"),
        row.getString("withdrawn_by"),
        at(row, "withdrawn_at"),
        at(row, "link_expires_at"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  @RestController
  static class Endpoint {
    private final ListAccounts accounts;

    Endpoint(ListAccounts accounts) {
      this.accounts = accounts;
    }

    @GetMapping("/api/accounts")
    @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
    Rows list(
        @RequestParam(required = false) @Nullable String after,
        @RequestParam(defaultValue = "100") int limit) {
      if (limit < 1 || limit > MOST) {
        throw Refusal.invalid("limit", "signin.limit", MOST);
      }
      return accounts.after(after, limit);
    }
  }
}
