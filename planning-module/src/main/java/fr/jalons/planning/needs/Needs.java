package fr.jalons.planning.needs;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Version;
import java.time.LocalDate;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One need as it stands, with the version that a refinement or closure can be based on (S8). */
@RestController
class Needs {
  private final PostgresEventStorageEngine log;
  private final EventJson json;

  Needs(PostgresEventStorageEngine log, EventJson json) {
    this.log = log;
    this.json = json;
  }

  /** A need; {@code closedOn} and {@code outcome} are absent while it calls for support. */
  record Need(
      NeedId id,
      StudentId student,
      NeedArea area,
      String description,
      @Nullable String source,
      LocalDate diagnosedOn,
      @Nullable LocalDate refinedOn,
      @Nullable LocalDate closedOn,
      @Nullable String outcome,
      int version) {

    static @Nullable Need evolve(@Nullable Need need, DomainEvent event) {
      if (event instanceof NeedDiagnosed e) {
        return new Need(
            e.need(),
            e.student(),
            e.area(),
            e.description(),
            e.source(),
            e.diagnosedOn(),
            null,
            null,
            null,
            1);
      }
      if (need == null) {
        return null;
      }
      return switch (event) {
        case NeedRefined e ->
            new Need(
                need.id,
                need.student,
                e.area(),
                e.description(),
                e.source(),
                need.diagnosedOn,
                e.refinedOn(),
                need.closedOn,
                need.outcome,
                need.version + 1);
        case NeedClosed e ->
            new Need(
                need.id,
                need.student,
                need.area,
                need.description,
                need.source,
                need.diagnosedOn,
                need.refinedOn,
                e.closedOn(),
                e.outcome(),
                need.version + 1);
        default -> need;
      };
    }
  }

  @GetMapping("/api/needs/{id}")
  @Allowed(who = Who.READERS, over = Over.NEED)
  ResponseEntity<Need> need(@PathVariable NeedId id) {
    Need need = null;
    EventCriteria ofNeed = EventCriteria.havingTags(Tag.of(Tags.NEED, id.toString()));
    for (StoredEvent stored : log.read(ofNeed, 0, Integer.MAX_VALUE)) {
      DomainEvent event = json.read(stored.payload(), EventTypes.named(stored.type()));
      if (event instanceof RecordWithdrawn) {
        throw Refusal.notFound("school.record-withdrawn");
      }
      need = Need.evolve(need, event);
    }
    if (need == null) {
      throw Refusal.notFound("planning.need-unknown");
    }
    return ResponseEntity.ok().eTag(Version.tag(need.version)).body(need);
  }
}
