package fr.jalons.platform.aspects;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.jspecify.annotations.Nullable;

/** The values of an event's tags, as its class declares them: in the order in which they stand. */
public final class TagValues {
  private static final ClassValue<TagValues> KNOWN =
      new ClassValue<>() {
        @Override
        protected TagValues computeValue(Class<?> type) {
          return new TagValues(type);
        }
      };

  private final Map<String, List<MethodHandle>> byKey = new HashMap<>();
  private final List<MethodHandle> maps = new ArrayList<>();

  private TagValues(Class<?> event) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(event, MethodHandles.lookup());
      for (Field field : event.getDeclaredFields()) {
        add(field, field.getName(), field.getType(), lookup.unreflectGetter(field));
      }
      for (Method method : event.getDeclaredMethods()) {
        if (method.isAnnotationPresent(EventTag.class)) {
          add(method, method.getName(), method.getReturnType(), lookup.unreflect(method));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the tags of " + event + " cannot be read", e);
    }
  }

  private void add(AnnotatedElement member, String name, Class<?> type, MethodHandle value) {
    MethodHandle handle =
        value.asType(
            value.type().changeParameterType(0, Object.class).changeReturnType(Object.class));
    for (EventTag tag : member.getAnnotationsByType(EventTag.class)) {
      if (!tag.key().isEmpty()) {
        byKey.computeIfAbsent(tag.key(), key -> new ArrayList<>()).add(handle);
      } else if (Map.class.isAssignableFrom(type)) {
        maps.add(handle); // an entry is a tag
      } else {
        byKey.computeIfAbsent(name, key -> new ArrayList<>()).add(handle);
      }
    }
  }

  /** Whether events of a class may carry a tag of this key. */
  public static boolean has(Class<?> event, String key) {
    TagValues tags = KNOWN.get(event);
    return tags.byKey.containsKey(key) || !tags.maps.isEmpty();
  }

  /** The values under a key; none where the event says nothing. */
  public static Set<String> of(Object event, String key) {
    TagValues tags = KNOWN.get(event.getClass());
    Set<String> values = new LinkedHashSet<>();
    for (MethodHandle member : tags.byKey.getOrDefault(key, List.of())) {
      Object value = value(member, event);
      if (value instanceof Collection<?> many) {
        many.forEach(one -> values.add(one.toString()));
      } else if (value != null) {
        values.add(value.toString());
      }
    }
    for (MethodHandle member : tags.maps) {
      if (value(member, event) instanceof Map<?, ?> map && map.get(key) instanceof Object found) {
        values.add(found.toString());
      }
    }
    return values;
  }

  private static @Nullable Object value(MethodHandle member, Object event) {
    try {
      return member.invokeExact(event);
    } catch (Throwable e) {
      throw new IllegalStateException("a tag of " + event.getClass() + " cannot be read", e);
    }
  }
}
