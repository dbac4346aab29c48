package fr.jalons.security;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.schedule.Recurring;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings accounts and programs to what the log says of them, where a crash came between the event
 * and the row: roles that were granted are given, and who was withdrawn stays out.
 */
@Component
class AccountsFollowLog {
  private static final Logger LOG = LoggerFactory.getLogger(AccountsFollowLog.class);
  private static final String GRANTS = "signin.grants";

  private final JdbcClient jdbc;
  private final AccountRows rows;
  private final Clients clients;
  private final ReadModels readModels;
  private final PostgresEventStorageEngine log;

  AccountsFollowLog(
      JdbcClient jdbc,
      AccountRows rows,
      Clients clients,
      ReadModels readModels,
      PostgresEventStorageEngine log) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.clients = clients;
    this.readModels = readModels;
    this.log = log;
  }

  /** An account that is not what the log says. */
  private record Astray(String id, Set<Role> roles, Scope scope) {}

  @Bean
  RecurringTask<Void> followLogEveryMinute() {
    return Recurring.every(Duration.ofMinutes(1), "accounts-follow-log", this::follow);
  }

  /** The lock keeps all others from between event and row. A late read model waits a minute. */
  void follow() {
    rows.oneAtATime(
        () -> {
          if (readModels.storedPosition(GRANTS) >= lastGrant()) {
            List<Astray> astray = astray();
            astray.forEach(this::bringBack);
          }
          clients.list().stream()
              .map(Clients.Client::id)
              .filter(clients::isWithdrawn)
              .forEach(clients::remove);
          return true;
        });
  }

  private void bringBack(Astray account) {
    LOG.warn("An account is brought to what the log says: {}", account.id);
    if (account.roles.isEmpty()) {
      rows.close(account.id);
    } else {
      rows.give(account.id, account.roles, account.scope);
    }
  }

  private long lastGrant() {
    return jdbc.sql(
            """
            select coalesce(max(position), 0) from eventlog.event
            where type in ('privacy.RoleGranted', 'privacy.RoleWithdrawn') and position <= :head
            """)
        .param("head", log.head())
        .query(Long.class)
        .single();
  }

  private List<Astray> astray() {
    return jdbc.sql(
            """
            select g.account, g.roles, g.school,
              case when g.classes is null then a.person else g.person end as person,
              coalesce(g.classes, a.classes) as classes
            from signin.granted g join security.account a on a.id = g.account
            where g.position > (select since from signin.follows_log)
              and (g.roles <> a.roles
                or cardinality(g.roles) > 0 and (g.school is distinct from a.school
                  or g.classes is not null
                    and (g.person is distinct from a.person or g.classes <> a.classes)))
            """)
        .query((row, number) -> astray(row))
        .list();
  }

  private static Astray astray(ResultSet row) throws SQLException {
    String school = row.getString("school");
    return new Astray(
        row.getString("account"),
        texts(row, "roles").stream().map(Role::stored).collect(Collectors.toSet()),
        new Scope(
            school == null ? null : new SchoolId(school),
            row.getObject("person", UUID.class),
            Set.copyOf(texts(row, "classes"))));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
