package fr.jalons.delivery.works;

import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forms about a work bear its title, and offer by name those to whom it was given. */
@Component
class WorkForms implements Choices, FormTitles {
  private static final String WORK = "work";

  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Directory directory;

  WorkForms(PostgresEventStorageEngine log, EventJson json, Directory directory) {
    this.log = log;
    this.json = json;
    this.directory = directory;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == StudentId.class && shape.type() == CompletePersonalWork.class;
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    return work(known)
        .map(
            work ->
                directory.byName(work.students()).entrySet().stream()
                    .map(one -> new Choice(one.getKey().toString(), one.getValue()))
                    .toList())
        .orElse(List.of());
  }

  @Override
  public @Nullable String subject(Map<String, String> address) {
    return work(address).map(PersonalWorkAssigned::title).orElse(null);
  }

  private Optional<PersonalWorkAssigned> work(Map<String, String> address) {
    String named = address.get(WORK);
    if (named == null) {
      return Optional.empty();
    }
    EventCriteria given =
        EventCriteria.havingTags(Tag.of(Tags.RECORD, RecordId.of(named).toString()))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(PersonalWorkAssigned.class)));
    List<StoredEvent> all = log.read(given, 0, Integer.MAX_VALUE);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(json.read(all.getLast().payload(), PersonalWorkAssigned.class));
  }
}
