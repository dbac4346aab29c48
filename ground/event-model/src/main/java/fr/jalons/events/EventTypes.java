package fr.jalons.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.annotation.Event;

/** The event classes by the names under which they are stored. */
public final class EventTypes {
  private static final Map<String, Class<? extends DomainEvent>> BY_NAME = byName();

  private EventTypes() {}

  /** Every event class, by {@code namespace.name}. */
  public static Map<String, Class<? extends DomainEvent>> all() {
    return BY_NAME;
  }

  /**
   * The class stored as {@code name}; throws {@link IllegalArgumentException} for an unknown one.
   */
  public static Class<? extends DomainEvent> named(String name) {
    Class<? extends DomainEvent> type = BY_NAME.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no event is stored as " + name);
    }
    return type;
  }

  private static Map<String, Class<? extends DomainEvent>> byName() {
    Map<String, Class<? extends DomainEvent>> types = new TreeMap<>();
    for (Class<? extends DomainEvent> type : leaves(DomainEvent.class)) {
      Event event = type.getAnnotation(Event.class);
      types.put(event.namespace() + "." + event.name(), type);
    }
    return Map.copyOf(types);
  }

  private static <T> Collection<Class<? extends T>> leaves(Class<? extends T> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    Collection<Class<? extends T>> found = new ArrayList<>();
    Arrays.stream(type.getPermittedSubclasses())
        .forEach(permitted -> found.addAll(leaves(permitted.asSubclass(type))));
    return found;
  }
}
