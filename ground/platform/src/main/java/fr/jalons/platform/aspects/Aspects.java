package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.Fold.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All aspects of one subject, as they stand or stood. */
public final class Aspects {
  private final String subject;
  private final Folds folds;
  private final Map<Fold, ? extends Map<Entry, Object>> states;
  private final Others others;
  private final LocalDate first;

  Aspects(
      String subject, Folds folds, Map<Fold, ? extends Map<Entry, Object>> states, Others others) {
    this(subject, folds, states, others, LocalDate.MIN);
  }

  private Aspects(
      String subject,
      Folds folds,
      Map<Fold, ? extends Map<Entry, Object>> states,
      Others others,
      LocalDate first) {
    this.subject = subject;
    this.folds = folds;
    this.states = states;
    this.others = others;
    this.first = first;
  }

  /** The same without {@link Dated} entries from before a day. */
  public Aspects since(LocalDate day) {
    return new Aspects(
        subject, folds, states, (other, aspect) -> others.of(other, aspect).since(day), day);
  }

  /** Finds other subjects, as they stand or stood at the same moment. */
  interface Others {
    Aspects of(String subject, Class<?> aspect);
  }

  /** One aspect of another subject at the same moment, such as the class of a student. */
  public <S> S other(Object subject, Class<S> aspect) {
    return another(subject, aspect).one(aspect);
  }

  /** Another subject at the same moment, of which one aspect is looked at. */
  public Aspects another(Object subject, Class<?> aspect) {
    return others.of(subject.toString(), aspect);
  }

  /** The day of a moment at school. */
  public LocalDate day(Instant moment) {
    return moment.atZone(folds.zone()).toLocalDate();
  }

  /** Whose. */
  public String subject() {
    return subject;
  }

  /** Whether nothing is known of it. */
  public boolean isEmpty() {
    return states.values().stream().allMatch(Map::isEmpty);
  }

  /** The state of an aspect that is one. */
  public <S> S one(Class<S> aspect) {
    Object state = states(aspect).get(Entry.WHOLE);
    return Objects.requireNonNull(aspect.cast(state == null ? folds.of(aspect).none() : state));
  }

  /** The entries of an aspect, in the order of their first events. */
  public <S> List<S> all(Class<S> aspect) {
    return states(aspect).values().stream().map(aspect::cast).toList();
  }

  /** Entries that were taken back, in the same order: {@link #all} is without them. */
  public List<Withdrawn> withdrawn(Class<?> aspect) {
    return everything(aspect).values().stream()
        .filter(Withdrawn.class::isInstance)
        .map(Withdrawn.class::cast)
        .toList();
  }

  /** As {@link #all}, under the values of the tags that tell them. */
  public <S> Map<String, S> byEntry(Class<S> aspect) {
    Map<String, S> found = new LinkedHashMap<>();
    states(aspect).forEach((entry, state) -> found.put(entry.value(), aspect.cast(state)));
    return found;
  }

  /** Whether some aspect has an entry of this kind and value: whose need it is, for one. */
  public boolean has(String tag, String value) {
    Entry wanted = new Entry(tag, value);
    return states.entrySet().stream()
        .anyMatch(
            aspect ->
                aspect.getKey().by().equals(List.of(tag))
                    && aspect.getValue().containsKey(wanted)
                    && !(aspect.getValue().get(wanted) instanceof Withdrawn));
  }

  /** What readers get of it, in the order in which it is shown. */
  public List<Part> parts(String tag) {
    return folds.shown(tag).entrySet().stream()
        .map(shown -> shown.getKey().part(this, shown.getValue()))
        .toList();
  }

  private Map<Entry, Object> states(Class<?> aspect) {
    Map<Entry, Object> standing = new LinkedHashMap<>(everything(aspect));
    standing.values().removeIf(Withdrawn.class::isInstance);
    return standing;
  }

  private Map<Entry, Object> everything(Class<?> aspect) {
    Map<Entry, Object> found = states.get(folds.of(aspect));
    if (found == null || first.equals(LocalDate.MIN)) {
      return found == null ? Map.of() : found;
    }
    Map<Entry, Object> since = new LinkedHashMap<>(found);
    since.values().removeIf(this::isBefore);
    return since;
  }

  private boolean isBefore(Object state) {
    Object entry = state instanceof Withdrawn withdrawn ? withdrawn.entry() : state;
    LocalDate day = entry instanceof Dated dated ? dated.day(folds.zone()) : null;
    return day != null && day.isBefore(first);
  }
}
