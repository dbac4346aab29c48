package fr.jalons.consultation;

import fr.jalons.events.ConsultationId;
import fr.jalons.events.PrivacyEvent.FileConsulted;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who looked at whose file, by student. */
@Projection(name = "consultation.looks", tables = "look")
public class Consultations {
  private final JdbcClient jdbc;
  private final EventJson json;

  Consultations(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * One look.
   *
   * @param viewer the account or program, as the log has it
   * @param further 0, or how many looks for yet other reasons it stands for
   */
  public record Row(
      Instant at, String viewer, FileKind what, @Nullable String reason, int further) {}

  @EventHandler
  void on(FileConsulted event) {
    for (StudentId student : event.students()) {
      jdbc.sql(
              """
              insert into look (consultation, student, at, viewer, what, reason, further)
              values (:consultation, :student, :at, :viewer, :what, :reason, :further) on conflict do nothing
              """)
          .param("consultation", event.consultation().value())
          .param("student", student.value())
          .param("at", event.at().atOffset(ZoneOffset.UTC))
          .param("viewer", event.viewer())
          .param("what", event.what().name())
          .param("reason", event.reason())
          .param("further", event.further())
          .update();
    }
  }

  /** The latest looks at a student's file, the last first. */
  public List<Row> of(StudentId student, int limit) {
    return jdbc.sql(
            """
            select consultation, at, viewer, what, reason, further from consultation.look
            where student = ? order by at desc, consultation limit ?
            """)
        .params(student.value(), limit)
        .query(
            (row, number) ->
                new Row(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("viewer"),
                    FileKind.valueOf(row.getString("what")),
                    json.openNullable(
                        new ConsultationId(row.getObject("consultation", UUID.class)),
                        "reason",
                        row.getString("reason")),
                    row.getInt("further")))
        .list();
  }

  /** Whether a student's file was ever there to be looked at. */
  boolean knows(StudentId student) {
    return jdbc.sql(
            "select exists (select from eventlog.event_tag where tag = 'student:' || ?::uuid)")
        .param(student.value())
        .query(Boolean.class)
        .single();
  }
}
