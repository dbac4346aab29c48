package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.database.Cleared;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import fr.jalons.platform.time.SchoolTime;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
  private final Progress progress;
  private final Clock clock;

  ErasureRows(JdbcClient jdbc, EventJson json, Progress progress, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * A request, or an erasure at the end of retention, which has no reason of its own.
   *
   * @param erasedAt null while it waits for its approval
   * @param done whether the erasure is complete, and was seen to be; null before it is decided
   * @param unverified what could not be looked at
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
      @Nullable Instant erasedAt,
      @Nullable Boolean done,
      List<Cleared.Obstacle> waitsFor,
      List<String> unverified) {}

  /**
   * A student who has left.
   *
   * @param leftOn the first day of absence
   * @param knownOn the day on which this leaving was recorded
   */
  record Leaver(StudentId student, SchoolId school, LocalDate leftOn, LocalDate knownOn) {}

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
  void on(StudentLeft event, Recorded recorded) {
    jdbc.sql(
            """
            insert into leaver (student, school, left_on, known_on)
            select :student, :school, :on, :known
            where not exists (select from request where student = :student and erased_at is not null)
            on conflict (student) do update
            set left_on = excluded.left_on, known_on = excluded.known_on
            where leaver.left_on <> excluded.left_on
            """)
        .param("student", event.student().value())
        .param("school", event.school().uai())
        .param("on", event.on())
        .param("known", LocalDate.ofInstant(recorded.at(), SchoolTime.zone(clock, event.school())))
        .update();
  }

  @EventHandler
  void on(MembershipStarted event) {
    forgetLeaver(event.student());
  }

  @EventHandler
  void on(StudentBack event) {
    forgetLeaver(event.student());
  }

  private void forgetLeaver(StudentId student) {
    jdbc.sql("delete from leaver where student = ?").param(student.value()).update();
  }

  /** All of them, those that wait first, then the latest. */
  List<Row> all() {
    List<Cleared.Obstacle> obstacles = progress.obstacles();
    return jdbc.sql(
            """
            select r.*, c.unverified from privacy.request r
            left join privacy.carried_out c on c.student = r.student
            order by erased_at is not null, requested_at desc, id
            """)
        .query((row, index) -> row(row, obstacles))
        .list();
  }

  /** All who have left, the longest gone first. */
  List<Leaver> leavers() {
    return jdbc.sql("select * from privacy.leaver order by left_on, student")
        .query(
            (row, index) ->
                new Leaver(
                    new StudentId(row.getObject("student", UUID.class)),
                    new SchoolId(row.getString("school")),
                    row.getObject("left_on", LocalDate.class),
                    row.getObject("known_on", LocalDate.class)))
        .list();
  }

  private Row row(ResultSet row, List<Cleared.Obstacle> obstacles) throws SQLException {
    String cause = row.getString("cause");
    OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
    StudentId student = new StudentId(row.getObject("student", UUID.class));
    Array unverified = row.getArray("unverified");
    boolean waits = erasedAt != null && unverified == null;
    return new Row(
        new ErasureRequestId(row.getObject("id", UUID.class)),
        student,
        new SchoolId(row.getString("school")),
        json.openNullable(student, "reason", row.getString("reason")),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        cause == null ? null : ErasureCause.valueOf(cause),
        row.getString("approved_by"),
        erasedAt == null ? null : erasedAt.toInstant(),
        erasedAt == null ? null : !waits,
        waits ? obstacles : List.of(),
        unverified == null ? List.of() : List.of((String[]) unverified.getArray()));
  }

  @RestController
  static class Endpoint {
    private final ErasureRows rows;

    Endpoint(ErasureRows rows) {
      this.rows = rows;
    }

    @GetMapping("/api/erasure-requests")
    @Allowed(who = Who.WITNESSES, over = Over.SCHOOL)
    List<Row> all() {
      return rows.all();
    }
  }
}
