package fr.jalons.access;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordKind;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/** What the log says of one record, of whatever kind. Read models may not have heard of it yet. */
@Component
public class RecordsInLog {
  private static final Set<QualifiedName> ENDINGS =
      EventMethods.leaves(RecordEvent.class).stream()
          .map(EventMethods::nameOf)
          .collect(Collectors.toUnmodifiableSet());

  private final PostgresEventStorageEngine log;
  private final EventJson json;

  RecordsInLog(PostgresEventStorageEngine log, EventJson json) {
    this.log = log;
    this.json = json.asStored();
  }

  /**
   * One event of a record.
   *
   * @param event with texts as they are stored
   */
  public record Step(StoredEvent stored, DomainEvent event) {}

  /** Which events tell of a record, by the key of the tag that names it. */
  private static final class TypesByTag {
    private static final Map<String, Set<QualifiedName>> ALL = new LinkedHashMap<>();

    static {
      for (RecordKind kind : RecordKind.all()) {
        ALL.computeIfAbsent(kind.tag(), tag -> new HashSet<>(ENDINGS)).addAll(names(kind.events()));
      }
    }
  }

  /** Its creation and corrections, its withdrawal and its end, in the order of the log. */
  public List<Step> of(UUID record) {
    List<EventCriteria> tagged =
        TypesByTag.ALL.entrySet().stream()
            .<EventCriteria>map(
                one ->
                    EventCriteria.havingTags(Tag.of(one.getKey(), record.toString()))
                        .andBeingOneOfTypes(one.getValue()))
            .toList();
    return log.read(EventCriteria.either(tagged), 0, Integer.MAX_VALUE).stream()
        .map(this::step)
        .toList();
  }

  private Step step(StoredEvent stored) {
    return new Step(stored, json.read(stored.payload(), EventTypes.named(stored.type())));
  }

  /** What others say that name it: sessions of a need, completions of a task. */
  public List<OnRecord> naming(OnRecord record) {
    Set<QualifiedName> types = names(RecordKind.allEvents());
    String id = record.record().toString();
    Set<String> tags = new TreeSet<>(Set.of(Tags.OF, record.recordKind().tag()));
    List<EventCriteria> naming =
        tags.stream()
            .<EventCriteria>map(
                tag -> EventCriteria.havingTags(Tag.of(tag, id)).andBeingOneOfTypes(types))
            .toList();
    Map<Long, OnRecord> found = said(naming);
    found.values().removeIf(other -> other.record().equals(record.record()));
    found.keySet().retainAll(latest(found.values()));
    return List.copyOf(found.values());
  }

  /** Positions at which records were last said. One said anew may name other records. */
  private Set<Long> latest(Collection<OnRecord> records) {
    List<EventCriteria> all =
        records.stream()
            .<EventCriteria>map(
                one ->
                    EventCriteria.havingTags(
                            Tag.of(one.recordKind().tag(), one.record().toString()))
                        .andBeingOneOfTypes(names(one.recordKind().events())))
            .distinct()
            .toList();
    Map<RecordId, Long> last = new HashMap<>();
    if (!all.isEmpty()) {
      said(all).forEach((position, said) -> last.put(said.record(), position));
    }
    return new HashSet<>(last.values());
  }

  private Map<Long, OnRecord> said(List<EventCriteria> criteria) {
    Map<Long, OnRecord> said = new LinkedHashMap<>();
    for (StoredEvent stored : log.read(EventCriteria.either(criteria), 0, Integer.MAX_VALUE)) {
      if (step(stored).event() instanceof OnRecord record) {
        said.put(stored.position(), record);
      }
    }
    return said;
  }

  private static Set<QualifiedName> names(Collection<Class<? extends DomainEvent>> events) {
    return events.stream().map(EventMethods::nameOf).collect(Collectors.toUnmodifiableSet());
  }

  /** All records of a kind, by what was known at a position. */
  public Collection<List<Step>> ofKind(RecordKind kind, long at) {
    Set<QualifiedName> types = new HashSet<>(ENDINGS);
    types.addAll(names(kind.events()));
    Map<UUID, List<Step>> found = new LinkedHashMap<>();
    log.read(EventCriteria.havingAnyTag().andBeingOneOfTypes(types), 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= at)
        .map(this::step)
        .forEach(
            step -> {
              if (step.event() instanceof OnRecord said) {
                found.computeIfAbsent(said.record().value(), id -> new ArrayList<>()).add(step);
              } else if (step.event() instanceof RecordEvent told) {
                found.computeIfPresent(
                    told.record(),
                    (id, steps) -> {
                      steps.add(step);
                      return steps;
                    });
              }
            });
    return found.values();
  }

  /** Its first event; none if the log knows no such record. */
  Optional<Step> creation(UUID record) {
    return of(record).stream().filter(step -> step.event() instanceof OnRecord).findFirst();
  }
}
