package fr.jalons.delivery.sessions;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.time.SchoolTime;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the tables that {@link Sessions} reads. */
@Projection(
    name = "delivery.sessions",
    tables = {"session", "attendance"})
class SessionTables {
  private final JdbcClient jdbc;
  private final Clock clock;

  SessionTables(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @EventHandler
  void on(SessionScheduled event) {
    jdbc.sql(
            """
            insert into session
              (id, school, kind, code, title, day, start, minutes, status, teachers, natures, needs,
               action, partners)
            values
              (:id, :school, :kind, :code, :title, :day, :start, :minutes, 'PLANNED',
               :teachers::uuid[], :natures, :needs::uuid[], :action, :partners::uuid[])
            on conflict (id) do nothing
            """)
        .param("id", event.session().value())
        .param("school", event.audience().school().uai())
        .param("kind", event.audience().kind().name())
        .param("code", event.audience().key())
        .param("title", event.title())
        .param("day", event.day(SchoolTime.zone(clock, event.audience().school())))
        .param("start", event.start().atOffset(ZoneOffset.UTC))
        .param("minutes", event.minutes())
        .param("teachers", texts(event.teachers()))
        .param("natures", texts(event.natures()))
        .param("needs", texts(event.needs()))
        .param("action", event.action() == null ? null : event.action().value(), Types.OTHER)
        .param("partners", texts(event.partners()))
        .update();
  }

  @EventHandler
  void on(SessionChanged event) {
    jdbc.sql(
            """
            update session set
              title = :title, day = :day, start = :start, minutes = :minutes,
              teachers = :teachers::uuid[], natures = :natures, needs = :needs::uuid[]
            where id = :id
            """)
        .param("id", event.session().value())
        .param("title", event.title())
        .param("day", event.day(SchoolTime.zone(clock, event.audience().school())))
        .param("start", event.start().atOffset(ZoneOffset.UTC))
        .param("minutes", event.minutes())
        .param("teachers", texts(event.teachers()))
        .param("natures", texts(event.natures()))
        .param("needs", texts(event.needs()))
        .update();
  }

  @EventHandler
  void on(SessionHeld event) {
    jdbc.sql(
            """
            update session set status = 'HELD', competencies = :competencies, summary = :summary
            where id = :id
            """)
        .param("id", event.session().value())
        .param("competencies", texts(event.competencies()))
        .param("summary", event.summary())
        .update();
    event.attendance().forEach(line -> write(event.session(), line, false));
  }

  @EventHandler
  void on(AttendanceCorrected event) {
    write(event.session(), event.line(), true);
  }

  private void write(SessionId session, Attendance line, boolean corrected) {
    jdbc.sql(
            """
            insert into attendance (session, student, status, minutes, cause, corrected)
            values (?, ?, ?, ?, ?, ?)
            on conflict (session, student) do update set
              status = excluded.status, minutes = excluded.minutes, cause = excluded.cause,
              corrected = excluded.corrected
            """)
        .param(session.value())
        .param(line.student().value())
        .param(line.status().name())
        .param(line.minutes())
        .param(line.cause() == null ? null : line.cause().name())
        .param(corrected)
        .update();
  }

  @EventHandler
  void on(SessionCancelled event) {
    jdbc.sql("update session set status = 'CANCELLED', cancellation = ? where id = ?")
        .params(event.reason(), event.session().value())
        .update();
  }

  /** What was withdrawn stands in the history, and in no list of sessions. */
  @EventHandler
  void on(RecordWithdrawn event) {
    jdbc.sql("delete from attendance where session = ?").param(event.record()).update();
    jdbc.sql("delete from session where id = ?").param(event.record()).update();
  }

  private static String[] texts(Collection<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }
}
