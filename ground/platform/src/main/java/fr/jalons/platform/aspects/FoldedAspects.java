package fr.jalons.platform.aspects;

import fr.jalons.marks.Withdrawal;
import fr.jalons.platform.aspects.Fold.Entry;
import fr.jalons.platform.json.EventJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Aspects folded in memory, with the same methods as those of the rows: for any past moment. */
public final class FoldedAspects {
  private final Folds folds;
  private final Predicate<String> whole;
  private final Predicate<Fold> wanted;
  private final BiFunction<Fold, String, FoldedAspects> others;
  private final Map<String, Map<Fold, Map<Entry, Object>>> subjects = new LinkedHashMap<>();

  /** Those that others asked for, such as the class of each of its students, until an event. */
  private final Map<List<String>, Aspects> sealedOthers = new ConcurrentHashMap<>();

  private final Map<List<String>, Aspects> openedOthers = new ConcurrentHashMap<>();

  public FoldedAspects(Folds folds) {
    this.folds = folds;
    this.whole = subject -> true;
    this.wanted = fold -> true;
    this.others = (fold, subject) -> this;
  }

  /**
   * As the other, where not all events of all subjects are folded: an event of a student tells a
   * part of what became of the class, too.
   *
   * @param whole the subjects that are folded with all their events, and no others
   * @param wanted the aspects that are folded of them
   * @param others finds one aspect of another subject
   */
  public FoldedAspects(
      Folds folds,
      Predicate<String> whole,
      Predicate<Fold> wanted,
      BiFunction<Fold, String, FoldedAspects> others) {
    this.folds = folds;
    this.whole = whole;
    this.wanted = wanted;
    this.others = others;
  }

  private Aspects other(
      String subject,
      Class<?> aspect,
      Map<List<String>, Aspects> known,
      Function<FoldedAspects, Aspects> looked) {
    Fold fold = folds.of(aspect);
    List<String> which = List.of(fold.name(), subject);
    Aspects found = known.get(which);
    if (found == null) {
      found =
          looked.apply(
              whole.test(subject) && wanted.test(fold) ? this : others.apply(fold, subject));
      known.put(which, found);
    }
    return found;
  }

  /** Goes on after an event. */
  public void evolve(Object event) {
    sealedOthers.clear();
    openedOthers.clear();
    for (Fold fold : folds.evolvingFrom(event.getClass())) {
      for (String subject : wanted.test(fold) ? fold.subjects(event) : Set.<String>of()) {
        if (!whole.test(subject)) {
          continue;
        }
        Map<Entry, Object> states =
            subjects
                .computeIfAbsent(subject, s -> new HashMap<>())
                .computeIfAbsent(fold, f -> new LinkedHashMap<>());
        for (Entry entry : fold.entries(event)) {
          Object before = states.get(entry);
          Object after = after(fold, before, event, subject);
          if (after != null && after.equals(fold.none())) {
            states.remove(entry); // a state that says nothing is not kept
          } else if (after != null) {
            states.put(entry, after);
          }
        }
      }
    }
  }

  /** What was taken back stays as it was. */
  private static @Nullable Object after(
      Fold fold, @Nullable Object before, Object event, String subject) {
    Withdrawal withdrawal = fold.withdraws(event);
    if (before == null || before instanceof Withdrawn || withdrawal == null) {
      return before instanceof Withdrawn
          ? before
          : fold.evolve(before == null ? fold.none() : before, event, subject);
    }
    return Withdrawn.of(before, Withdrawn.Why.of(withdrawal));
  }

  /** All subjects of the events. */
  public Set<String> subjects() {
    return Set.copyOf(subjects.keySet());
  }

  /** A subject as it stands now: what comes later does not change it. */
  public Aspects of(Object subject) {
    Map<Fold, Map<Entry, Object>> states = new HashMap<>();
    subjects
        .getOrDefault(subject.toString(), Map.of())
        .forEach((fold, entries) -> states.put(fold, new LinkedHashMap<>(entries)));
    return new Aspects(
        subject.toString(),
        folds,
        states,
        (other, aspect) -> other(other, aspect, sealedOthers, where -> where.of(other)));
  }

  /** As {@link #of}, with texts as their readers see them. */
  public Aspects opened(Object subject, EventJson json) {
    Map<Fold, Map<Entry, Object>> states = new HashMap<>();
    subjects
        .getOrDefault(subject.toString(), Map.of())
        .forEach(
            (fold, entries) -> {
              Map<Entry, Object> opened = new LinkedHashMap<>();
              entries.forEach(
                  (entry, state) ->
                      opened.put(entry, opened(state, fold, subject.toString(), entry, json)));
              states.put(fold, opened);
            });
    return new Aspects(
        subject.toString(),
        folds,
        states,
        (other, aspect) -> other(other, aspect, openedOthers, where -> where.opened(other, json)));
  }

  private static Object opened(
      Object state, Fold fold, String subject, Entry entry, EventJson json) {
    EventJson stored = json.asStored();
    if (!(state instanceof Withdrawn withdrawn)) {
      return States.opened(stored.write(state), fold, subject, entry, json);
    }
    return Withdrawn.of(
        States.opened(stored.write(withdrawn.entry()), fold, subject, entry, json),
        States.why(
            stored.write(new Withdrawn.Why(withdrawn.reason(), withdrawn.withdrawnOn())),
            fold,
            subject,
            entry,
            json));
  }
}
