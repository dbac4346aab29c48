package fr.jalons.security;

import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.time.ZoneOffset;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who gave an account its roles, or took them away, and when: as the log of {@link PrivacyEvent}s
 * says.
 */
@Projection(name = "signin.grants", tables = "granted")
class Grants {
  private final JdbcClient jdbc;

  Grants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(RoleGranted event, Recorded recorded) {
    jdbc.sql(
            """
            insert into granted (account, roles, school, granted_by, granted_at)
            values (:account, :roles, :school, :by, :at)
            on conflict (account) do update
            set roles = excluded.roles, school = excluded.school, granted_by = excluded.granted_by,
              granted_at = excluded.granted_at, withdrawn_by = null, withdrawn_at = null
            """)
        .param("account", event.account())
        .param("roles", event.roles().toArray(String[]::new))
        .param("school", event.school() == null ? null : event.school().uai())
        .param("by", event.grantedBy())
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  @EventHandler
  void on(RoleWithdrawn event, Recorded recorded) {
    jdbc.sql(
            """
            insert into granted (account, roles, school, withdrawn_by, withdrawn_at)
            values (:account, '{}', :school, :by, :at)
            on conflict (account) do update
            set roles = '{}', withdrawn_by = excluded.withdrawn_by, withdrawn_at = excluded.withdrawn_at
            """)
        .param("account", event.account())
        .param("school", event.school() == null ? null : event.school().uai())
        .param("by", event.withdrawnBy())
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .update();
  }
}
