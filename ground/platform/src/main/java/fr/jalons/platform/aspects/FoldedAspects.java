package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.Fold.Entry;
import fr.jalons.platform.json.EventJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Aspects folded in memory, with the same methods as those of the rows: for any past moment. */
public final class FoldedAspects {
  private final Folds folds;
  private final Map<String, Map<Fold, Map<Entry, Object>>> subjects = new LinkedHashMap<>();

  public FoldedAspects(Folds folds) {
    this.folds = folds;
  }

  /** Goes on after an event. */
  public void evolve(Object event) {
    for (Fold fold : folds.evolvingFrom(event.getClass())) {
      for (String subject : fold.subjects(event)) {
        Map<Entry, Object> states =
            subjects
                .computeIfAbsent(subject, s -> new HashMap<>())
                .computeIfAbsent(fold, f -> new LinkedHashMap<>());
        for (Entry entry : fold.entries(event)) {
          Object before = states.get(entry);
          Object after = fold.evolve(before == null ? fold.none() : before, event, subject);
          if (after != null && (before != null || !after.equals(fold.none()))) {
            states.put(entry, after);
          }
        }
      }
    }
  }

  /** All whom an event was about. */
  public Set<String> subjects() {
    return Set.copyOf(subjects.keySet());
  }

  /** A subject as it stands now: what comes later does not change it. */
  public Aspects of(Object subject) {
    Map<Fold, Map<Entry, Object>> states = new HashMap<>();
    subjects
        .getOrDefault(subject.toString(), Map.of())
        .forEach((fold, entries) -> states.put(fold, new LinkedHashMap<>(entries)));
    return new Aspects(subject.toString(), folds, states);
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
                      opened.put(
                          entry,
                          States.opened(
                              json.asStored().write(state),
                              fold,
                              subject.toString(),
                              entry,
                              json)));
              states.put(fold, opened);
            });
    return new Aspects(subject.toString(), folds, states);
  }
}
