package fr.jalons.indicators;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/**
 * Aspects at any past moment: the same folds, over the log up to there. What was folded without
 * opening a text stays known for a while: the past changes only when files turn out to be of one
 * person.
 */
@Component
public class PastAspects {
  /** In characters of the events that were folded: a sixteenth of the memory at most. */
  private static final long ROOM = Runtime.getRuntime().maxMemory() / 64;

  /** What is made of a subject takes about as much, whatever is known of it. */
  private static final int EACH = 4_000;

  private final Folds folds;
  private final PostgresEventStorageEngine log;
  private final JoinedFiles joined;
  private final EventJson json;
  private final Clock clock;
  private final Cache<Asked, Known> known =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .<Asked, Known>weigher((asked, one) -> one.characters)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  public PastAspects(
      Folds folds,
      PostgresEventStorageEngine log,
      JoinedFiles joined,
      EventJson json,
      Clock clock) {
    this.folds = folds;
    this.log = log;
    this.joined = joined;
    this.json = json.asStored(); // as rows hold events: readers open their texts
    this.clock = clock;
  }

  /**
   * Nothing has happened yet.
   *
   * @param whole the subjects of which all events will be folded; others are asked as they stand
   *     today
   */
  public FoldedAspects nothing(Collection<?> whole) {
    return nothing(whole, fold -> true, Long.MAX_VALUE);
  }

  private FoldedAspects nothing(Collection<?> whole, Predicate<Fold> wanted, long position) {
    Set<String> complete = whole.stream().map(Object::toString).collect(Collectors.toSet());
    Map<List<String>, FoldedAspects> others = new ConcurrentHashMap<>();
    return new FoldedAspects(
        folds,
        complete::contains,
        wanted,
        (fold, subject) ->
            others.computeIfAbsent(
                List.of(fold.name(), subject),
                asked -> at(Set.of(fold), List.of(subject), position)));
  }

  /** What was known of some subjects at a position, from one reading of the log. */
  public FoldedAspects at(String tag, Collection<?> subjects, long position) {
    return at(Set.copyOf(folds.of(tag)), subjects, position);
  }

  /**
   * What is asked for.
   *
   * @param zone of the school whose clocks the request goes by: days depend on it
   * @param files which of them are known to be of one person
   */
  private record Asked(
      Set<Fold> folds, List<String> subjects, long position, ZoneId zone, Object files) {}

  /** What was folded, and of how much. */
  private record Known(Map<String, Aspects> aspects, int characters) {}

  /** As {@link #at(String, Collection, long)}, some aspects, with texts as the log has them. */
  Map<String, Aspects> sealed(
      Collection<? extends Class<?>> which, Collection<?> subjects, long position) {
    Asked asked =
        new Asked(
            which.stream().map(folds::of).collect(Collectors.toSet()),
            subjects.stream().map(Object::toString).toList(),
            position,
            clock.getZone(),
            joined.state());
    Known found = known.getIfPresent(asked);
    if (found == null) {
      found = folded(asked);
      known.put(asked, found);
    }
    return found.aspects;
  }

  private Known folded(Asked asked) {
    List<StoredEvent> events = events(asked.folds, asked.subjects, asked.position);
    FoldedAspects then = folded(events, asked.folds, asked.subjects, asked.position);
    Map<String, Aspects> aspects = new HashMap<>();
    asked.subjects.forEach(subject -> aspects.put(subject, then.of(subject)));
    return new Known(
        aspects,
        EACH * aspects.size() + events.stream().mapToInt(event -> event.payload().length()).sum());
  }

  /**
   * Some aspects of some subjects.
   *
   * @param wanted all of one kind of subject
   */
  private FoldedAspects at(Set<Fold> wanted, Collection<?> subjects, long position) {
    return folded(events(wanted, subjects, position), wanted, subjects, position);
  }

  private FoldedAspects folded(
      List<StoredEvent> events, Set<Fold> wanted, Collection<?> subjects, long position) {
    FoldedAspects folded = nothing(subjects, wanted::contains, position);
    events.stream().map(this::domainEvent).forEach(folded::evolve);
    return folded;
  }

  private List<StoredEvent> events(Set<Fold> wanted, Collection<?> subjects, long position) {
    if (subjects.isEmpty() || wanted.isEmpty()) {
      return List.of();
    }
    String tag = wanted.iterator().next().of();
    Set<QualifiedName> told =
        wanted.stream()
            .flatMap(fold -> fold.events().stream())
            .map(EventMethods::nameOf)
            .collect(Collectors.toSet());
    List<EventCriteria> tagged =
        subjects.stream()
            .<EventCriteria>map(
                subject ->
                    EventCriteria.havingTags(Tag.of(tag, subject.toString()))
                        .andBeingOneOfTypes(told))
            .toList();
    return log.read(EventCriteria.either(tagged), 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= position)
        .toList();
  }

  /** The day at school at a moment. */
  public LocalDate day(Instant at) {
    return at.atZone(clock.getZone()).toLocalDate();
  }

  /** What was recorded, with texts as they are stored. */
  public DomainEvent domainEvent(StoredEvent event) {
    return json.read(event.payload(), EventTypes.named(event.type()));
  }
}
