package fr.jalons.school.directory;

import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.StudentId;
import fr.jalons.platform.slices.Projection;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has left the school, or is going to: lists say so beside the name. */
@Projection(name = "planning.leavers", tables = "leaver")
class Leavers {
  private final JdbcClient jdbc;

  Leavers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(StudentLeft event) {
    jdbc.sql(
            """
            insert into leaver (student, left_on) values (?, ?)
            on conflict (student) do update set left_on = excluded.left_on
            """)
        .params(event.student().value(), event.on())
        .update();
  }

  @EventHandler
  void on(MembershipStarted event) {
    forget(event.student());
  }

  @EventHandler
  void on(StudentBack event) {
    forget(event.student());
  }

  @EventHandler
  void on(StudentErased event) {
    forget(event.student());
  }

  private void forget(StudentId student) {
    jdbc.sql("delete from leaver where student = ?").param(student.value()).update();
  }
}
