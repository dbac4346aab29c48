package fr.jalons.school.directory;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.platform.slices.Projection;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who belongs to which class or group, and when: as {@link fr.jalons.events.Roll}, in SQL. {@code
 * planning.membership_on} says the same of a day; there, who is nowhere yet counts where they are
 * going to be.
 */
@Projection(name = "planning.memberships", tables = "membership")
class Memberships {
  private final JdbcClient jdbc;

  Memberships(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(MembershipStarted event) {
    jdbc.sql(
            """
            with gone as (
              delete from membership
              where student = :student and structure = :structure
                and (until is null or until >= :from)
                and "from" <> (
                  select least(:from, min(m."from")) from membership m
                  where m.student = :student and m.structure = :structure
                    and (m.until is null or m.until >= :from)))
            insert into membership (student, structure, "from")
            select :student, :structure, least(:from, min(m."from")) from membership m
            where m.student = :student and m.structure = :structure
              and (m.until is null or m.until >= :from)
            on conflict (student, structure, "from") do update set until = null
            """)
        .param("student", event.student().value())
        .param("structure", event.structure().value())
        .param("from", event.from())
        .update();
  }

  @EventHandler
  void on(MembershipEnded event) {
    jdbc.sql(
            """
            update membership set until = :until
            where student = :student and structure = :structure
              and (until is null or until > :until)
            """)
        .param("until", event.until())
        .param("student", event.student().value())
        .param("structure", event.structure().value())
        .update();
    // What ends before it began has never been.
    jdbc.sql(
            """
            delete from membership
            where student = :student and structure = :structure and until <= "from"
            """)
        .param("student", event.student().value())
        .param("structure", event.structure().value())
        .update();
  }
}
