package fr.jalons.indicators;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/** Aspects at any past moment: the same folds, over the log up to there. */
@Component
public class PastAspects {
  private final Folds folds;
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Clock clock;

  public PastAspects(Folds folds, PostgresEventStorageEngine log, EventJson json, Clock clock) {
    this.folds = folds;
    this.log = log;
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
    Map<List<String>, FoldedAspects> known = new HashMap<>();
    return new FoldedAspects(
        folds,
        complete::contains,
        wanted,
        (fold, subject) ->
            known.computeIfAbsent(
                List.of(fold.name(), subject),
                asked -> at(Set.of(fold), List.of(subject), position)));
  }

  /** What was known of some subjects at a position, from one reading of the log. */
  public FoldedAspects at(String tag, Collection<?> subjects, long position) {
    return at(Set.copyOf(folds.of(tag)), subjects, position);
  }

  /** As {@link #at(String, Collection, long)}, some aspects. */
  FoldedAspects of(Collection<? extends Class<?>> which, Collection<?> subjects, long position) {
    return at(which.stream().map(folds::of).collect(Collectors.toSet()), subjects, position);
  }

  /**
   * Some aspects of some subjects.
   *
   * @param wanted all of one kind of subject
   */
  private FoldedAspects at(Set<Fold> wanted, Collection<?> subjects, long position) {
    FoldedAspects folded = nothing(subjects, wanted::contains, position);
    if (subjects.isEmpty() || wanted.isEmpty()) {
      return folded;
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
    log.read(EventCriteria.either(tagged), 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= position)
        .map(this::domainEvent)
        .forEach(folded::evolve);
    return folded;
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
