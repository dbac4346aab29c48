package fr.jalons.platform.aspects;

import fr.jalons.marks.Withdrawal;
import fr.jalons.platform.slices.EventMethods;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** A class annotated with {@link Aspect}, ready to fold. What it lacks stops the start. */
public final class Fold {
  private static final SingletonSupplier<List<Class<?>>> WITHDRAWALS =
      SingletonSupplier.of(() -> EventMethods.leaves(Withdrawal.class));

  private final Class<?> type;
  private final Aspect description;
  private final List<String> by;
  private final @Nullable Object none;
  private final Map<Class<?>, Evolution> beginnings = new LinkedHashMap<>();
  private final Map<Class<?>, Evolution> evolutions = new LinkedHashMap<>();
  private final Set<Class<?>> events = new LinkedHashSet<>();
  private final View view;

  /**
   * How a state goes on after an event.
   *
   * @param subject reads the identifier that the method also takes; null if it takes none
   */
  private record Evolution(MethodHandle evolve, @Nullable Function<String, Object> subject) {}

  Fold(Class<?> type) {
    this.type = type;
    this.description = type.getAnnotation(Aspect.class);
    this.by = List.of(description.by());
    if (!description.name().matches("[a-zA-Z][a-zA-Z.-]*") || description.version() < 1) {
      throw wrong("needs a name of letters, points and hyphens, and a version from 1");
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("evolve") && !method.isSynthetic()) {
        add(method, false, evolutions);
      } else if (method.getName().equals("begin") && !by.isEmpty()) {
        add(method, true, beginnings);
      }
    }
    this.none = beginnings.isEmpty() ? none(type) : null;
    events.addAll(beginnings.keySet());
    events.addAll(evolutions.keySet());
    if (!by.isEmpty()) {
      events.addAll(WITHDRAWALS.obtain());
    }
    if (beginnings.isEmpty() && evolutions.isEmpty()) {
      throw wrong("evolves from no event: add a method evolve(SomeEvent)");
    }
    this.view = View.of(type, !by.isEmpty());
  }

  private Object none(Class<?> type) {
    try {
      Method none = type.getDeclaredMethod("none");
      if (Modifier.isStatic(none.getModifiers()) && none.getReturnType() == type) {
        none.setAccessible(true);
        return none.invoke(null);
      }
    } catch (NoSuchMethodException e) {
      // said below
    } catch (ReflectiveOperationException e) {
      throw wrong("has a none() that fails: " + e);
    }
    throw wrong("needs a method static " + type.getSimpleName() + " none()");
  }

  private void add(Method method, boolean isStatic, Map<Class<?>, Evolution> found) {
    Class<?>[] parameters = method.getParameterTypes();
    if (Modifier.isStatic(method.getModifiers()) != isStatic
        || parameters.length < 1
        || parameters.length > 2
        || method.getReturnType() != type) {
      throw wrong(
          "has a method that is not %1$s%2$s %3$s(SomeEvent) or %3$s(SomeEvent, subject): %4$s"
              .formatted(
                  isStatic ? "static " : "", type.getSimpleName(), method.getName(), method));
    }
    Evolution evolution =
        new Evolution(
            EventMethods.handle(method),
            parameters.length == 2 ? identifiers(parameters[1]) : null);
    for (Class<?> event : EventMethods.leaves(parameters[0])) {
      EventMethods.nameOf(event);
      if (!TagValues.has(event, of())) {
        throw wrong(
            "evolves from %s, which has no tag %s: take another event or another subject"
                .formatted(event.getSimpleName(), of()));
      }
      if (!by.isEmpty() && by.stream().noneMatch(key -> TagValues.has(event, key))) {
        throw wrong(
            "evolves from %s, which has no tag of its entries (%s)"
                .formatted(event.getSimpleName(), String.join(", ", by)));
      }
      if (found.put(event, evolution) != null) {
        throw wrong("evolves twice from " + event.getSimpleName() + ": one of them must go");
      }
    }
  }

  private Function<String, Object> identifiers(Class<?> identifier) {
    if (identifier == String.class) {
      return text -> text;
    }
    for (Method method : identifier.getDeclaredMethods()) {
      if (method.getName().equals("of")
          && Modifier.isStatic(method.getModifiers())
          && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})) {
        MethodHandle of = EventMethods.handle(method);
        return text -> EventMethods.call(of, text);
      }
    }
    try {
      Constructor<?> constructor = identifier.getDeclaredConstructor(String.class);
      constructor.setAccessible(true);
      return text -> made(constructor, text);
    } catch (NoSuchMethodException e) {
      throw wrong("takes a subject of type " + identifier + ", which is read from no text");
    }
  }

  private static Object made(Constructor<?> constructor, String text) {
    try {
      return constructor.newInstance(text);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not an identifier: " + text, e);
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException("The aspect " + type.getName() + " " + what + ".");
  }

  /** The class of its states. */
  public Class<?> type() {
    return type;
  }

  /** As in {@link Aspect#name()}. */
  public String name() {
    return description.name();
  }

  /** As in {@link Aspect#version()}. */
  public int version() {
    return description.version();
  }

  /** As in {@link Aspect#of()}. */
  public String of() {
    return description.of();
  }

  /** As in {@link Aspect#by()}. */
  public List<String> by() {
    return by;
  }

  /** The state before the first event; null for entries, which begin with one. */
  public @Nullable Object none() {
    return none;
  }

  /** The classes of the events that it evolves from. */
  public Set<Class<?>> events() {
    return events;
  }

  /** The constants of some type that its class declares. */
  <T> List<T> constants(Class<T> of) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getType() == of && Modifier.isStatic(field.getModifiers()))
        .map(field -> of.cast(constant(field)))
        .toList();
  }

  private static Object constant(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the constant " + field + " cannot be read", e);
    }
  }

  /** How readers get it; null if they do not. */
  public @Nullable Shown shown() {
    return type.getAnnotation(Shown.class);
  }

  /** What its {@link Part#view} is. */
  public Type viewType() {
    return view.type();
  }

  /** Whether figures are made of what readers get. */
  boolean hasFigures() {
    return view.hasFigures();
  }

  /** It as readers get it, of one subject. */
  Part part(Aspects all, Shown shown) {
    Object made = view.of(by.isEmpty() ? all.one(type) : all.all(type), all);
    return new Part(
        name(),
        shown.part(),
        shown.template(),
        shown.page(),
        shown.onClasses(),
        made,
        view.figures(made),
        view.withdrawn(type, all));
  }

  /** The subjects that an event is about. */
  Collection<String> subjects(Object event) {
    return TagValues.of(event, of());
  }

  /** The entries that an event is about; one without a name for an aspect that is one state. */
  Collection<Entry> entries(Object event) {
    if (by.isEmpty()) {
      return List.of(Entry.WHOLE);
    }
    if (withdraws(event) instanceof Withdrawal withdrawal) {
      return by.stream()
          .filter(withdrawal.identity()::containsKey)
          .map(key -> new Entry(key, Objects.requireNonNull(withdrawal.identity().get(key))))
          .toList();
    }
    for (String key : by) {
      Set<String> found = TagValues.of(event, key);
      if (!found.isEmpty()) {
        return found.stream().map(value -> new Entry(key, value)).toList();
      }
    }
    return List.of();
  }

  /** The event, if it takes entries back and no method says what becomes of them otherwise. */
  @Nullable Withdrawal withdraws(Object event) {
    return event instanceof Withdrawal withdrawal
            && !by.isEmpty()
            && !evolutions.containsKey(event.getClass())
        ? withdrawal
        : null;
  }

  /**
   * One entry of an aspect.
   *
   * @param tag of which kind it is
   */
  record Entry(String tag, String value) {
    static final Entry WHOLE = new Entry("", "");
  }

  /**
   * The state after one more event; null for an entry that has not begun. An event that begins an
   * entry and comes again, corrected, begins it again in its place.
   */
  @Nullable Object evolve(@Nullable Object state, Object event, String subject) {
    Evolution goesOn = state == null ? null : evolutions.get(event.getClass());
    Evolution evolution = goesOn == null ? beginnings.get(event.getClass()) : goesOn;
    if (evolution == null) {
      return state;
    }
    List<Object> arguments = new ArrayList<>();
    if (state != null && goesOn != null) {
      arguments.add(state);
    }
    arguments.add(event);
    if (evolution.subject() != null) {
      arguments.add(evolution.subject().apply(subject));
    }
    Object next = EventMethods.call(evolution.evolve(), arguments.toArray());
    if (next == null && state != null) {
      throw new IllegalStateException(type.getName() + " has no state after " + event.getClass());
    }
    return next;
  }

  @Override
  public String toString() {
    return name() + " " + version();
  }
}
