package fr.jalons.school.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/** The imports of a school, as the log knows them. */
@Component
class ImportLog {
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final QualifiedName imported;

  ImportLog(PostgresEventStorageEngine log, EventJson json, MessageTypeResolver types) {
    this.log = log;
    this.json = json;
    this.imported = types.resolveOrThrow(RosterImported.class).qualifiedName();
  }

  Optional<RosterImported> find(SchoolId school, ImportId importId) {
    return of(school).stream().filter(event -> event.importId().equals(importId)).findFirst();
  }

  Optional<RosterImported> last(SchoolId school) {
    List<RosterImported> all = of(school);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private List<RosterImported> of(SchoolId school) {
    EventCriteria imports =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai())).andBeingOneOfTypes(imported);
    return log.read(imports, 0, Integer.MAX_VALUE).stream()
        .map(event -> json.read(event.payload(), RosterImported.class))
        .toList();
  }
}
