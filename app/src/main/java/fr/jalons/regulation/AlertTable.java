package fr.jalons.regulation;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps alerts, decisions and their effects for {@link Alerts}. */
@Projection(
    name = "regulation.alerts",
    tables = {"alert", "decision", "assessment"})
class AlertTable {
  private final JdbcClient jdbc;
  private final EventJson json;

  AlertTable(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json.asStored();
  }

  /** What is said again, corrected, stays somebody's who said it first. */
  @EventHandler
  void on(AlertRaised event, Recorded recorded) {
    StructureId structure = event.structure();
    StudentId student = event.student();
    jdbc.sql(
            """
            insert into alert (id, school, structure, student, raised_on, by, payload)
            values (:id, :school, :structure, :student, :on, :by, :payload)
            on conflict (id) do update set payload = excluded.payload
            """)
        .param("id", event.alert().value())
        .param("school", event.school().uai())
        .param("structure", structure == null ? null : structure.value())
        .param("student", student == null ? null : student.value())
        .param("on", event.raisedOn())
        .param("by", recorded.actor())
        .param("payload", json.write(event))
        .update();
  }

  @EventHandler
  void on(RegulationDecided event, Recorded recorded) {
    jdbc.sql(
            """
            insert into decision (id, alert, body, by, payload) values (?, ?, ?, ?, ?)
            on conflict (id) do update set body = excluded.body, payload = excluded.payload
            """)
        .params(
            event.decision().value(),
            event.alert().value(),
            event.body().name(),
            recorded.actor(),
            json.write(event))
        .update();
  }

  @EventHandler
  void on(RegulationAssessed event, Recorded recorded) {
    jdbc.sql(
            """
            insert into assessment (id, decision, by, payload) values (?, ?, ?, ?)
            on conflict (id) do update set payload = excluded.payload
            """)
        .params(
            event.assessment().value(),
            event.decision().value(),
            recorded.actor(),
            json.write(event))
        .update();
  }

  @EventHandler
  void on(RecordWithdrawn event) {
    for (String table : List.of("alert", "decision", "assessment")) {
      jdbc.sql("update %s set withdrawn = true where id = ?".formatted(table))
          .param(event.record())
          .update();
    }
  }
}
