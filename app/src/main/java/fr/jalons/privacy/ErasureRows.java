package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PlanningEvent.MembershipStarted;
import fr.jalons.events.PlanningEvent.StudentLeft;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests, erasures, and those who have left: what administrators see and retention counts on. */
@Projection(
    name = "privacy.erasures",
    tables = {"request", "leaver"})
class ErasureRows {
  private final JdbcClient jdbc;
  private final EventJson json;

  ErasureRows(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * A request, or an erasure at the end of retention, which has no reason of its own.
   *
   * @param erasedAt null while it waits for its approval
   */
  record Row(
      ErasureRequestId id,
      StudentId student,
      SchoolId school,
      @Nullable String reason,
      String requestedBy,
      Instant requestedAt,
      @Nullable ErasureCause cause,
      @Nullable String approvedBy,
      @Nullable Instant erasedAt) {}

  /** A student who has left, and the first day of absence. */
  record Leaver(StudentId student, SchoolId school, LocalDate leftOn) {}

  @EventHandler
  void on(ErasureRequested event, Recorded recorded) {
    jdbc.sql(
            """
            insert into request (id, student, school, reason, requested_by, requested_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """)
        .params(
            event.request().value(),
            event.student().value(),
            event.school().uai(),
            event.reason(),
            event.requestedBy(),
            recorded.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  @EventHandler
  void on(StudentErased event, Recorded recorded) {
    OffsetDateTime at = recorded.at().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into request (id, student, school, requested_by, requested_at, cause, approved_by, erased_at)
            values (:id, :student, :school, :by, :at, :cause, :approved, :at)
            on conflict (id) do update
            set cause = excluded.cause, approved_by = excluded.approved_by, erased_at = excluded.erased_at
            """)
        .param("id", event.request().value())
        .param("student", event.student().value())
        .param("school", event.school().uai())
        .param("by", event.requestedBy())
        .param("at", at)
        .param("cause", event.cause().name())
        .param("approved", event.approvedBy())
        .update();
    jdbc.sql(
            """
            update request set cause = :cause, approved_by = :approved, erased_at = :at
            where student = :student and erased_at is null
            """)
        .param("cause", event.cause().name())
        .param("approved", event.approvedBy())
        .param("at", at)
        .param("student", event.student().value())
        .update();
    forgetLeaver(event.student());
  }

  @EventHandler
  void on(StudentLeft event) {
    jdbc.sql(
            """
            insert into leaver (student, school, left_on)
            select :student, :school, :on
            where not exists (select from request where student = :student and erased_at is not null)
            on conflict (student) do update set left_on = excluded.left_on
            """)
        .param("student", event.student().value())
        .param("school", event.school().uai())
        .param("on", event.on())
        .update();
  }

  @EventHandler
  void on(MembershipStarted event) {
    forgetLeaver(event.student());
  }

  private void forgetLeaver(StudentId student) {
    jdbc.sql("delete from leaver where student = ?").param(student.value()).update();
  }

  /** All of them, those that wait first, then the latest. */
  List<Row> all() {
    return jdbc.sql(
            """
            select * from privacy.request
            order by erased_at is not null, requested_at desc, id
            """)
        .query((row, index) -> row(row))
        .list();
  }

  /** Those who left by a day, the longest gone first. */
  List<Leaver> leavers(LocalDate by) {
    return jdbc.sql("select * from privacy.leaver where left_on <= ? order by left_on, student")
        .param(by)
        .query(
            (row, index) ->
                new Leaver(
                    new StudentId(row.getObject("student", UUID.class)),
                    new SchoolId(row.getString("school")),
                    row.getObject("left_on", LocalDate.class)))
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
    StudentId student = new StudentId(row.getObject("student", UUID.class));
    return new Row(
        new ErasureRequestId(row.getObject("id", UUID.class)),
        student,
        new SchoolId(row.getString("school")),
        json.openNullable(student, "reason", row.getString("reason")),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        cause == null ? null : ErasureCause.valueOf(cause),
        row.getString("approved_by"),
        erasedAt == null ? null : erasedAt.toInstant());
  }

  @RestController
  static class Endpoint {
    private final ErasureRows rows;

    Endpoint(ErasureRows rows) {
      this.rows = rows;
    }

    @GetMapping("/api/erasure-requests")
    List<Row> all() {
      return rows.all();
    }
  }
}
