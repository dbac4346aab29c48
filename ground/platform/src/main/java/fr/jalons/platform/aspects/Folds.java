package fr.jalons.platform.aspects;

import fr.jalons.platform.slices.AnnotatedTypes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All aspects there are. */
public final class Folds {
  private final List<Fold> all;
  private final Supplier<ZoneId> zone;
  private final SequencedMap<Fold, Shown> shown = new LinkedHashMap<>();
  private final Map<Class<?>, Fold> byType = new HashMap<>();
  private final Map<Class<?>, List<Fold>> byEvent = new LinkedHashMap<>();

  private final Map<Setting<?>, Object> settings = new HashMap<>();
  private final Map<String, Evidence> evidence = new HashMap<>();

  private Folds(
      Collection<Class<?>> aspects,
      Supplier<ZoneId> zone,
      Function<String, @Nullable String> environment) {
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
      for (Setting<?> setting : fold.constants(Setting.class)) {
        settings.put(setting, setting.in(environment));
      }
      for (Evidence one : fold.constants(Evidence.class)) {
        if (evidence.put(one.key(), one) != null) {
          throw new IllegalStateException(
              "The evidence '%s' is counted twice, in %s and elsewhere: one of them must go."
                  .formatted(one.key(), fold.type().getName()));
        }
      }
    }
    all.stream()
        .filter(fold -> fold.shown() != null)
        .sorted(Comparator.comparing(fold -> Objects.requireNonNull(fold.shown()).order()))
        .forEach(fold -> shown.put(fold, Objects.requireNonNull(fold.shown())));
  }

  /** As {@link #onClassPath(Supplier, Function)}, in one place and with nothing set. */
  public static Folds onClassPath(ZoneId zone) {
    return onClassPath(() -> zone, name -> null);
  }

  /**
   * Those of the class path; what one of them lacks stops the start.
   *
   * @param zone where the school is that is asked about
   * @param environment what operators have set, by name
   */
  public static Folds onClassPath(
      Supplier<ZoneId> zone, Function<String, @Nullable String> environment) {
    return new Folds(AnnotatedTypes.with(Aspect.class), zone, environment);
  }

  /** Those of these classes, at universal time and with nothing set. */
  public static Folds from(Class<?>... aspects) {
    return from(Map.of(), aspects);
  }

  /** Those of these classes, at universal time. */
  public static Folds from(Map<String, String> environment, Class<?>... aspects) {
    return new Folds(List.of(aspects), () -> ZoneOffset.UTC, environment::get);
  }

  /** What stands for a setting. */
  <T> T setting(Setting<T> setting) {
    @SuppressWarnings("unchecked") // as it was put
    T value = (T) settings.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("This setting is a constant of none of the aspects.");
    }
    return value;
  }

  /** What is counted as evidence, by key. */
  public Map<String, Evidence> evidence() {
    return Collections.unmodifiableMap(evidence);
  }

  /** Where the school is: a moment has its day there. */
  /** Those of some aspects, where zones differ from request to request. */
  static Folds from(Supplier<ZoneId> zone, Class<?>... aspects) {
    return new Folds(List.of(aspects), zone, name -> null);
  }

  ZoneId zone() {
    return zone.get();
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
