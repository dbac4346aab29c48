package fr.jalons.security;

import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.events.StructureId;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
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
            insert into granted
              (account, roles, school, person, classes, granted_by, granted_at, position)
            values (:account, :roles, :school, :person, :classes, :by, :at, :position)
            on conflict (account) do update
            set roles = excluded.roles, school = excluded.school, person = excluded.person,
              classes = excluded.classes, granted_by = excluded.granted_by,
              granted_at = excluded.granted_at, withdrawn_by = null, withdrawn_at = null,
              position = excluded.position
            """)
        .param("account", event.account())
        .param("roles", event.roles().toArray(String[]::new))
        .param("school", event.school() == null ? null : event.school().uai())
        .param("person", event.person())
        .param("classes", classes(event))
        .param("position", recorded.position())
        .param("by", event.grantedBy())
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  @EventHandler
  void on(RoleWithdrawn event, Recorded recorded) {
    jdbc.sql(
            """
            insert into granted (account, roles, school, withdrawn_by, withdrawn_at, position)
            values (:account, '{}', :school, :by, :at, :position)
            on conflict (account) do update
            set roles = '{}', withdrawn_by = excluded.withdrawn_by,
              withdrawn_at = excluded.withdrawn_at, position = excluded.position
            """)
        .param("account", event.account())
        .param("school", event.school() == null ? null : event.school().uai())
        .param("position", recorded.position())
        .param("by", event.withdrawnBy())
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String @Nullable [] classes(RoleGranted event) {
    List<StructureId> classes = event.classes();
    return classes == null ? null : classes.stream().map(StructureId::key).toArray(String[]::new);
  }
}
