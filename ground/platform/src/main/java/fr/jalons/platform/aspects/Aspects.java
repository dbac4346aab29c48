package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.Fold.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** All aspects of one subject, as they stand or stood. */
public final class Aspects {
  private static final Predicate<Object> EVERY = scope -> true;

  /** Aspects that stay in memory are asked for ever other days: what was made is made again. */
  private static final int SPANS = 10;

  private static final int MADE = 500;

  private final String subject;
  private final Folds folds;
  private final Map<Fold, ? extends Map<Entry, Object>> states;
  private final Others others;
  private final LocalDate first;
  private final LocalDate last;
  private final Predicate<Object> scopes;

  /** Indicators ask for the same again and again; nothing of it changes. */
  private final Map<Class<?>, Map<Entry, Object>> standing = new ConcurrentHashMap<>();

  private final Map<Class<?>, List<?>> lists = new ConcurrentHashMap<>();
  private final Map<Derived<?>, Object> derived = new ConcurrentHashMap<>();
  private final Map<Measuring, Measure> measures = new ConcurrentHashMap<>();
  private final Map<Measuring, List<?>> evidences = new ConcurrentHashMap<>();
  private final Map<List<Object>, Aspects> around = new ConcurrentHashMap<>();
  private final Map<List<LocalDate>, Aspects> spans = new ConcurrentHashMap<>();
  private final Map<List<Aspects>, Together> together = new ConcurrentHashMap<>();

  Aspects(
      String subject, Folds folds, Map<Fold, ? extends Map<Entry, Object>> states, Others others) {
    this(subject, folds, states, others, LocalDate.MIN, LocalDate.MAX, EVERY);
  }

  private Aspects(
      String subject,
      Folds folds,
      Map<Fold, ? extends Map<Entry, Object>> states,
      Others others,
      LocalDate first,
      LocalDate last,
      Predicate<Object> scopes) {
    this.subject = subject;
    this.folds = folds;
    this.states = states;
    this.others = others;
    this.first = first;
    this.last = last;
    this.scopes = scopes;
  }

  /** The same without {@link Dated} entries from before a day, or from after another. */
  public Aspects between(LocalDate from, LocalDate until) {
    if (from.equals(first) && until.equals(last)) {
      return this;
    }
    return kept(spans, SPANS)
        .computeIfAbsent(
            List.of(from, until),
            span ->
                new Aspects(
                    subject,
                    folds,
                    states,
                    (other, aspect) -> others.of(other, aspect).between(from, until),
                    from,
                    until,
                    scopes));
  }

  /** The same without entries of other scopes: see {@link InScope}. */
  public Aspects where(Predicate<Object> wanted) {
    return new Aspects(subject, folds, states, others, first, last, wanted);
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
    List<Object> which = List.of(subject.toString(), aspect);
    Aspects known = around.get(which);
    if (known == null) {
      known = others.of(subject.toString(), aspect);
      around.put(which, known);
    }
    return known;
  }

  /**
   * What several indicators need and make of a subject's aspects, such as the sessions that concern
   * a student. A constant of who makes it.
   *
   * @param <T> immutable
   */
  public static final class Derived<T> {
    private final Function<Aspects, T> made;

    public Derived(Function<Aspects, T> made) {
      this.made = made;
    }
  }

  /** What is made of these aspects, made once. */
  @SuppressWarnings("unchecked") // by who has put it in
  public <T> T derived(Derived<T> what) {
    Object known = derived.get(what);
    if (known == null) {
      known = what.made.apply(this); // which may ask for others
      derived.put(what, known);
    }
    return (T) known;
  }

  record Measuring(Object what, Period period) {}

  /** What an indicator says of this subject, measured once: it belongs to several scopes. */
  Measure measured(Indicator indicator, Period period) {
    Measuring what = new Measuring(indicator, period);
    Measure known = measures.get(what);
    if (known == null) {
      known = indicator.measure(this, period); // which may ask for others
      kept(measures, MADE).put(what, known);
    }
    return known;
  }

  /** What evidence finds of this subject. */
  List<?> found(Evidence evidence, Period period) {
    Measuring what = new Measuring(evidence, period);
    List<?> known = evidences.get(what);
    if (known == null) {
      known = evidence.found(this, period).toList(); // which may ask for others
      kept(evidences, MADE).put(what, known);
    }
    return known;
  }

  /** Among others: those that are the same, not equal ones, are known. */
  Together with(List<Aspects> all) {
    return kept(together, SPANS).computeIfAbsent(all, Together::new);
  }

  static <K, V> Map<K, V> kept(Map<K, V> made, int most) {
    if (made.size() > most) {
      made.clear();
    }
    return made;
  }

  /** The day of a moment at school. */
  public LocalDate day(Instant moment) {
    return moment.atZone(folds.zone()).toLocalDate();
  }

  /** What the operator, or else the program, says of a setting. */
  public <T> T setting(Setting<T> setting) {
    return folds.setting(setting);
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
  @SuppressWarnings("unchecked") // each is cast before it comes in
  public <S> List<S> all(Class<S> aspect) {
    return (List<S>)
        lists.computeIfAbsent(
            aspect, one -> states(one).values().stream().<Object>map(one::cast).toList());
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
    return parts(tag, shown -> true);
  }

  /** As {@link #parts(String)}, some: nothing is made of the others. */
  public List<Part> parts(String tag, Predicate<Shown> wanted) {
    return folds.shown(tag).entrySet().stream()
        .filter(shown -> wanted.test(shown.getValue()))
        .map(shown -> shown.getKey().part(this, shown.getValue()))
        .toList();
  }

  /**
   * As {@link #parts(String)}, those of some aspects: nothing is made of the others.
   *
   * @throws IllegalArgumentException if a name is that of no aspect that is shown
   */
  public List<Part> parts(String tag, Set<String> names) {
    List<Part> parts =
        folds.shown(tag).entrySet().stream()
            .filter(shown -> names.contains(shown.getKey().name()))
            .map(shown -> shown.getKey().part(this, shown.getValue()))
            .toList();
    if (parts.size() < names.size()) {
      throw new IllegalArgumentException("not all of these are shown of a " + tag + ": " + names);
    }
    return parts;
  }

  /** As {@link #parts(String)}, those that have figures. */
  public List<Part> partsWithFigures(String tag) {
    return folds.shown(tag).entrySet().stream()
        .filter(shown -> shown.getKey().hasFigures())
        .map(shown -> shown.getKey().part(this, shown.getValue()))
        .toList();
  }

  private Map<Entry, Object> states(Class<?> aspect) {
    return standing.computeIfAbsent(
        aspect,
        one -> {
          Map<Entry, Object> all = everything(one);
          if (all.values().stream().noneMatch(Withdrawn.class::isInstance)) {
            return all;
          }
          Map<Entry, Object> states = new LinkedHashMap<>(all);
          states.values().removeIf(Withdrawn.class::isInstance);
          return states;
        });
  }

  private Map<Entry, Object> everything(Class<?> aspect) {
    Map<Entry, Object> found = states.get(folds.of(aspect));
    if (found == null) {
      return Map.of();
    }
    if (!leavesOut()) {
      return Collections.unmodifiableMap(found);
    }
    if (found instanceof Unread unread) {
      return unread.without(this::isLeftOut);
    }
    Map<Entry, Object> wanted = new LinkedHashMap<>(found);
    wanted.values().removeIf(this::isLeftOut);
    return wanted;
  }

  private boolean leavesOut() {
    return isOfSomeDays() || scopes != EVERY;
  }

  private boolean isOfSomeDays() {
    return !(first.equals(LocalDate.MIN) && last.equals(LocalDate.MAX));
  }

  private boolean isLeftOut(Object state) {
    Object entry = state instanceof Withdrawn withdrawn ? withdrawn.entry() : state;
    LocalDate day = isOfSomeDays() && entry instanceof Dated dated ? dated.day(folds.zone()) : null;
    return day != null && (day.isBefore(first) || day.isAfter(last))
        || entry instanceof InScope scoped && !scopes.test(scoped.scope());
  }
}
