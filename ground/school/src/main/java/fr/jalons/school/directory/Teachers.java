package fr.jalons.school.directory;

import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.slices.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who teaches or leads which class or group; and the list of teachers. */
@Projection(name = "planning.assignments", tables = "assignment")
class Teachers {
  private static final String NO_SUBJECT = "";

  private final JdbcClient jdbc;

  Teachers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(TeacherAssigned event) {
    jdbc.sql(
            """
            insert into assignment (teacher, structure, duty, subject, "from")
            values (?, ?, ?, ?, ?)
            on conflict (teacher, structure, duty, subject, "from") do update set until = null
            """)
        .param(event.teacher().value())
        .param(event.structure().value())
        .param(event.duty().name())
        .param(Objects.requireNonNullElse(event.subject(), NO_SUBJECT))
        .param(event.from())
        .update();
  }

  @EventHandler
  void on(TeacherUnassigned event) {
    jdbc.sql(
            """
            update assignment set until = ?
            where teacher = ? and structure = ? and duty = ? and subject = ? and until is null
            """)
        .param(event.until())
        .param(event.teacher().value())
        .param(event.structure().value())
        .param(event.duty().name())
        .param(Objects.requireNonNullElse(event.subject(), NO_SUBJECT))
        .update();
  }

  /**
   * One teacher of the current staff.
   *
   * @param classes codes of the classes taught or led, in order
   * @param groups codes of the groups taught, in order
   */
  record Row(
      TeacherId id, String lastName, String firstName, List<String> classes, List<String> groups) {

    static Row of(ResultSet row, int index) throws SQLException {
      return new Row(
          new TeacherId(row.getObject("id", UUID.class)),
          row.getString("last_name"),
          row.getString("first_name"),
          List.of((String[]) row.getArray("classes").getArray()),
          List.of((String[]) row.getArray("groups").getArray()));
    }
  }

  @RestController
  static class Endpoint {
    private final JdbcClient jdbc;
    private final Clock clock;

    Endpoint(JdbcClient jdbc, Clock clock) {
      this.jdbc = jdbc;
      this.clock = clock;
    }

    @GetMapping("/api/teachers")
    @Allowed(who = Who.STAFF, over = Over.SCHOOL)
    List<Row> teachers(@RequestParam(required = false) @Nullable String school) {
      return jdbc.sql(
              """
              with duty as (
                select distinct a.teacher, s.kind, s.code
                from planning.assignment a join planning.structure s on s.id = a.structure
                where a.until is null or a.until > :today)
              select t.id, coalesce(t.usage_name, t.family_name) as last_name, t.first_name,
                array(select code from duty d where d.teacher = t.id and kind = 'CLASS' order by code) as classes,
                array(select code from duty d where d.teacher = t.id and kind = 'GROUP' order by code) as groups
              from identity.teacher t
              where t.listed and (:school::text is null or t.school = :school)
              order by coalesce(t.usage_name, t.family_name) collate "fr-x-icu", t.first_name collate "fr-x-icu", t.id
              """)
          .param("today", LocalDate.now(clock))
          .param("school", school)
          .query(Row::of)
          .list();
    }
  }
}
