package fr.jalons.platform.aspects;

import fr.jalons.platform.slices.AnnotatedTypes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/** All aspects there are. */
public final class Folds {
  private final List<Fold> all;
  private final ZoneId zone;
  private final SequencedMap<Fold, Shown> shown = new LinkedHashMap<>();
  private final Map<Class<?>, Fold> byType = new HashMap<>();
  private final Map<Class<?>, List<Fold>> byEvent = new LinkedHashMap<>();

  private Folds(Collection<Class<?>> aspects, ZoneId zone) {
    this.zone = zone;
    this.all = aspects.stream().map(Fold::new).sorted(Comparator.comparing(Fold::name)).toList();
    Map<String, Fold> byName = new HashMap<>();
    for (Fold fold : all) {
      Fold namesake = byName.put(fold.name(), fold);
      if (namesake != null) {
        throw new IllegalStateException(
            "The aspects %s and %s have one name, %s: give one of them another."
                .formatted(namesake.type().getName(), fold.type().getName(), fold.name()));
      }
      byType.put(fold.type(), fold);
      fold.events().forEach(e -> byEvent.computeIfAbsent(e, x -> new ArrayList<>()).add(fold));
    }
    all.stream()
        .filter(fold -> fold.shown() != null)
        .sorted(Comparator.comparing(fold -> Objects.requireNonNull(fold.shown()).order()))
        .forEach(fold -> shown.put(fold, Objects.requireNonNull(fold.shown())));
  }

  /**
   * Those of the class path; what one of them lacks stops the start.
   *
   * @param zone where the school is
   */
  public static Folds onClassPath(ZoneId zone) {
    return new Folds(AnnotatedTypes.with(Aspect.class), zone);
  }

  /** Those of these classes, at universal time. */
  public static Folds from(Class<?>... aspects) {
    return new Folds(List.of(aspects), ZoneOffset.UTC);
  }

  /** Where the school is: a moment has its day there. */
  ZoneId zone() {
    return zone;
  }

  /** All, in the order of their names. */
  public List<Fold> all() {
    return all;
  }

  /** The aspects of one kind of subject. */
  public List<Fold> of(String tag) {
    return all.stream().filter(fold -> fold.of().equals(tag)).toList();
  }

  /** Those of one kind of subject that readers get, in the order in which they are shown. */
  public SequencedMap<Fold, Shown> shown(String tag) {
    SequencedMap<Fold, Shown> found = new LinkedHashMap<>();
    shown.forEach(
        (fold, how) -> {
          if (fold.of().equals(tag)) {
            found.put(fold, how);
          }
        });
    return found;
  }

  /** The one whose states are of this class. */
  public Fold of(Class<?> type) {
    Fold fold = byType.get(type);
    if (fold == null) {
      throw new IllegalArgumentException(type.getName() + " is not an aspect");
    }
    return fold;
  }

  /** A subject of which nothing is known. */
  public Aspects nobody() {
    return new Aspects("", this, Map.of(), (subject, aspect) -> nobody());
  }

  /** The classes of all events that some aspect evolves from. */
  public Set<Class<?>> events() {
    return byEvent.keySet();
  }

  /** The aspects that evolve from an event. */
  List<Fold> evolvingFrom(Class<?> event) {
    return byEvent.getOrDefault(event, List.of());
  }
}
