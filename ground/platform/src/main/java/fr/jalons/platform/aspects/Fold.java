package fr.jalons.platform.aspects;

import fr.jalons.platform.slices.EventMethods;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A class annotated with {@link Aspect}, ready to fold. What it lacks stops the start. */
public final class Fold {
  private final Class<?> type;
  private final Aspect description;
  private final List<String> by;
  private final Object none;
  private final Map<Class<?>, Evolution> evolutions = new LinkedHashMap<>();

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
    this.none = none(type);
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("evolve") && !method.isSynthetic()) {
        add(method);
      }
    }
    if (evolutions.isEmpty()) {
      throw wrong("evolves from no event: add a method evolve(SomeEvent)");
    }
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

  private void add(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    if (Modifier.isStatic(method.getModifiers())
        || parameters.length < 1
        || parameters.length > 2
        || method.getReturnType() != type) {
      throw wrong(
          "has an evolve that is not "
              + type.getSimpleName()
              + " evolve(SomeEvent) or evolve(SomeEvent, subject): "
              + method);
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
      if (evolutions.put(event, evolution) != null) {
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

  /** The state before the first event. */
  public Object none() {
    return none;
  }

  /** The classes of the events that it evolves from. */
  public Set<Class<?>> events() {
    return evolutions.keySet();
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
    for (String key : by) {
      Set<String> found = TagValues.of(event, key);
      if (!found.isEmpty()) {
        return found.stream().map(value -> new Entry(key, value)).toList();
      }
    }
    return List.of();
  }

  /**
   * One entry of an aspect.
   *
   * @param tag of which kind it is
   */
  record Entry(String tag, String value) {
    static final Entry WHOLE = new Entry("", "");
  }

  /** The state after one more event. */
  Object evolve(Object state, Object event, String subject) {
    Evolution evolution = evolutions.get(event.getClass());
    if (evolution == null) {
      return state;
    }
    return evolution.subject() == null
        ? EventMethods.call(evolution.evolve(), state, event)
        : EventMethods.call(evolution.evolve(), state, event, evolution.subject().apply(subject));
  }

  @Override
  public String toString() {
    return name() + " " + version();
  }
}
