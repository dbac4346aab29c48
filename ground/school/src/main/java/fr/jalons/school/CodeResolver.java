package fr.jalons.school;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What people mean who name a class, a group or a school: the one place that decides it. The school
 * is the one they name, or else their own, or else the only one that fits. It is asked once, where
 * a request comes in; from there on the identifier is handed on, and access is checked on it. The
 * answer comes from the log: a class imported a moment ago is known.
 */
@Component
public class CodeResolver {
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final ObjectProvider<OwnSchool> sender;

  CodeResolver(PostgresEventStorageEngine log, EventJson json, ObjectProvider<OwnSchool> sender) {
    this.log = log;
    this.json = json;
    this.sender = sender;
  }

  /** How a place that takes a code says that it means nothing, or several things. */
  public record Refusals(Supplier<Refusal> unknown, Supplier<Refusal> ambiguous) {}

  /** The class or group of a code that is meant on a day, by all that is known. */
  public StructureId structure(
      StructureId.Kind kind,
      String code,
      @Nullable SchoolId named,
      LocalDate day,
      Refusals refusals) {
    return structure(kind, code, named, day, Long.MAX_VALUE, refusals);
  }

  /**
   * As {@link #structure}, by what was known when the log reached a position. A code that meant
   * nothing then means what it means now.
   */
  public StructureId structure(
      StructureId.Kind kind,
      String code,
      @Nullable SchoolId named,
      LocalDate day,
      long until,
      Refusals refusals) {
    List<StructureId> then = meant(kind, code, named, day, until);
    return theOne(
        then.isEmpty() && until < Long.MAX_VALUE
            ? meant(kind, code, named, day, Long.MAX_VALUE)
            : then,
        refusals);
  }

  private List<StructureId> meant(
      StructureId.Kind kind, String code, @Nullable SchoolId named, LocalDate day, long until) {
    SameCodeClasses namesakes = new SameCodeClasses(code);
    for (DomainEvent event : events(Tags.STRUCTURE_CODE, Tags.structureCode(kind, code), until)) {
      namesakes = namesakes.evolve(event);
    }
    return namesakes.meant(or(named), day);
  }

  /** The school that is meant. */
  public SchoolId school(@Nullable SchoolId named, Refusals refusals) {
    SchoolId meant = or(named);
    if (meant != null) {
      return meant;
    }
    return theOne(schools(), refusals);
  }

  /**
   * The school in which a track is meant: one that has a class of it on a day.
   *
   * @param code digits 4 to 8 of the national code of its classes
   */
  public SchoolId schoolOfTrack(
      String code, @Nullable SchoolId named, LocalDate day, Refusals refusals) {
    SchoolId meant = or(named);
    List<SchoolId> candidates = meant == null ? schools() : List.of(meant);
    return theOne(
        candidates.stream().filter(school -> hasTrack(school, code, day)).toList(), refusals);
  }

  private boolean hasTrack(SchoolId school, String code, LocalDate day) {
    Map<StructureId, LocalDate> withdrawn = new HashMap<>();
    Set<StructureId> ofTrack = new LinkedHashSet<>();
    EventCriteria declarations =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(StructureDeclared.class),
                    EventMethods.nameOf(StructureWithdrawn.class)));
    for (DomainEvent event : events(declarations, Long.MAX_VALUE)) {
      switch (event) {
        case StructureDeclared declared -> {
          withdrawn.remove(declared.structure());
          if (code.equals(RecordScope.trackOf(declared.mef()))) {
            ofTrack.add(declared.structure());
          } else {
            ofTrack.remove(declared.structure());
          }
        }
        case StructureWithdrawn gone -> withdrawn.put(gone.structure(), gone.on());
        default -> {}
      }
    }
    return ofTrack.stream()
        .anyMatch(one -> day.isBefore(withdrawn.getOrDefault(one, LocalDate.MAX)));
  }

  /** The schools of the installation. */
  public List<SchoolId> schools() {
    return events(Tags.REGISTER, Tags.REGISTER_OF_SCHOOLS, Long.MAX_VALUE).stream()
        .filter(RosterImported.class::isInstance)
        .map(event -> ((RosterImported) event).school())
        .distinct()
        .toList();
  }

  private @Nullable SchoolId or(@Nullable SchoolId named) {
    if (named != null) {
      return named;
    }
    OwnSchool own = sender.getIfAvailable();
    return own == null ? null : own.school();
  }

  private static <T> T theOne(Collection<T> found, Refusals refusals) {
    if (found.isEmpty()) {
      throw refusals.unknown().get();
    }
    if (found.size() > 1) {
      throw refusals.ambiguous().get();
    }
    return found.iterator().next();
  }

  private List<DomainEvent> events(String key, String value, long until) {
    return events(EventCriteria.havingTags(Tag.of(key, value)), until);
  }

  private List<DomainEvent> events(EventCriteria criteria, long until) {
    return log.read(criteria, 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= until)
        .<DomainEvent>map(event -> json.read(event.payload(), EventTypes.named(event.type())))
        .toList();
  }
}
