package fr.jalons.records;

import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the records that are about no single student, for {@link ListRecords}. */
@Projection(name = "records.records", tables = "record")
class RecordTable {
  private final JdbcClient jdbc;
  private final EventJson json;
  private final Clock clock;

  RecordTable(JdbcClient jdbc, EventJson json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json.asStored();
    this.clock = clock;
  }

  @EventHandler
  void on(OnRecord event, Recorded recorded) {
    StructureId structure = event.structure();
    SchoolId school = school(event);
    if (event.student() != null || school == null || event.aboutSeveral()) {
      return;
    }
    jdbc.sql(
            """
            insert into record (id, kind, type, school, structure, day, at, by, payload, version)
            values (:id, :kind, :type, :school, :structure, :day, :at, :by, :payload, 1)
            on conflict (id) do update
            set type = excluded.type, day = excluded.day, payload = excluded.payload, version = record.version + 1
            where record.kind = excluded.kind
            """)
        .param("id", event.record().value())
        .param("kind", event.recordKind().code())
        .param("type", EventMethods.nameOf(event.getClass()).fullName())
        .param("school", school.uai())
        .param("structure", structure == null ? null : structure.value())
        .param("day", day(event, school, recorded))
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .param("by", recorded.actor())
        .param("payload", json.write(event))
        .update();
  }

  static @Nullable SchoolId school(OnRecord event) {
    StructureId structure = event.structure();
    return structure == null ? event.school() : structure.school();
  }

  private LocalDate day(OnRecord event, SchoolId school, Recorded recorded) {
    ZoneId zone = SchoolTime.zone(clock, school);
    LocalDate told = event.day(zone);
    return told == null ? LocalDate.ofInstant(recorded.at(), zone) : told;
  }

  @EventHandler
  void on(RecordWithdrawn event) {
    jdbc.sql("update record set withdrawn = true where id = ?").param(event.record()).update();
  }

  @EventHandler
  void on(RecordEnded event) {
    jdbc.sql("update record set ended_on = ? where id = ?")
        .params(event.endedOn(), event.record())
        .update();
  }
}
