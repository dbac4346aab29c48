package fr.jalons.platform.sealing;

import fr.jalons.marks.PersonalText;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which components of a record hold texts about a person, and which say whose key seals them. */
public final class MarkedTexts {
  private static final ClassValue<MarkedTexts> KNOWN =
      new ClassValue<>() {
        @Override
        protected MarkedTexts computeValue(Class<?> type) {
          return new MarkedTexts(type);
        }
      };

  private final List<Method> components;
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final @Nullable Constructor<?> constructor;

  private MarkedTexts(Class<?> type) {
    RecordComponent[] all = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    this.components = Arrays.stream(all).map(MarkedTexts::accessor).toList();
    for (RecordComponent component : all) {
      PersonalText mark = component.getAnnotation(PersonalText.class);
      if (mark != null) {
        marks.put(component.getName(), mark(type, mark, component.getName()));
      }
    }
    this.constructor = marks.isEmpty() ? null : constructor(type, all);
  }

  /** Of a class; none unless it is a record that has some. */
  public static MarkedTexts of(Class<?> type) {
    return KNOWN.get(type);
  }

  public boolean isEmpty() {
    return marks.isEmpty();
  }

  /** By the names of the components. */
  public @Nullable Mark get(String component) {
    return marks.get(component);
  }

  /**
   * A component that holds a text, or a list or map of texts.
   *
   * @param field its name
   * @param subjects the components of which the first that is not null is the subject
   * @param clear texts that say nothing about anybody
   */
  public record Mark(String field, List<Method> subjects, @Nullable Pattern clear) {
    /** The text as it is stored in this record. */
    String sealed(Sealing sealing, Object whole, String text) {
      return clear != null && clear.matcher(text).matches()
          ? text
          : sealing.seal(subject(whole), field, text);
    }

    /** The text as its readers see it. */
    public String opened(Sealing sealing, Object whole, String stored) {
      return sealing.open(subject(whole), field, stored);
    }

    private SubjectId subject(Object whole) {
      for (Method component : subjects) {
        Object value = value(component, whole);
        if (value != null) {
          return component.getReturnType() == Object.class
              ? SubjectId.of(value)
              : new SubjectId(
                  SubjectKind.of(component.getReturnType(), component.getName()),
                  UUID.fromString(value.toString()));
        }
      }
      throw new IllegalStateException("no subject is told of " + field);
    }
  }

  /** The same record with its marked texts opened. */
  Object opened(Sealing sealing, Object whole) {
    if (constructor == null) {
      return whole;
    }
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Method component = components.get(i);
      Object value = value(component, whole);
      Mark mark = marks.get(component.getName());
      values[i] = mark == null || value == null ? value : opened(mark, sealing, whole, value);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(whole.getClass() + " cannot be made", e);
    }
  }

  private static Object opened(Mark mark, Sealing sealing, Object whole, Object value) {
    if (value instanceof List<?> all) {
      return all.stream().map(text -> mark.opened(sealing, whole, text.toString())).toList();
    }
    if (!(value instanceof Map<?, ?> texts)) {
      return mark.opened(sealing, whole, value.toString());
    }
    Map<Object, Object> opened = new LinkedHashMap<>();
    texts.forEach((key, text) -> opened.put(key, mark.opened(sealing, whole, text.toString())));
    return opened;
  }

  private Mark mark(Class<?> type, PersonalText mark, String field) {
    return new Mark(
        field,
        Arrays.stream(mark.of()).map(name -> component(type, name)).toList(),
        mark.unless().isEmpty() ? null : Pattern.compile(mark.unless()));
  }

  /** A component, or a method of the record that tells the identifier. */
  private Method component(Class<?> type, String name) {
    for (Method component : components) {
      if (component.getName().equals(name)) {
        return component;
      }
    }
    try {
      Method told = type.getDeclaredMethod(name);
      told.setAccessible(true);
      return told;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no component " + name, e);
    }
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  private static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }

  private static @Nullable Object value(Method component, Object whole) {
    try {
      return component.invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
