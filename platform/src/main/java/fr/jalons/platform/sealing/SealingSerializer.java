package fr.jalons.platform.sealing;

import fr.jalons.personal.PersonalText;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a text, or each text of a map, under the key of whom its record is about. */
final class SealingSerializer extends ValueSerializer<Object> {
  private final PersonalText mark;
  private final String field;
  private final Sealing sealing;
  private final @Nullable Pattern clear;
  private final Map<Class<?>, List<Method>> components = new ConcurrentHashMap<>();

  SealingSerializer(PersonalText mark, String field, Sealing sealing) {
    this.mark = mark;
    this.field = field;
    this.sealing = sealing;
    this.clear = mark.unless().isEmpty() ? null : Pattern.compile(mark.unless());
  }

  @Override
  public void serialize(Object value, JsonGenerator json, SerializationContext context) {
    Object whole = json.currentValue();
    if (value instanceof Map<?, ?> texts) {
      json.writeStartObject();
      texts.forEach(
          (key, text) -> {
            json.writeName(key.toString());
            json.writeString(sealed(text.toString(), whole));
          });
      json.writeEndObject();
    } else {
      json.writeString(sealed(value.toString(), whole));
    }
  }

  private String sealed(String text, Object whole) {
    return clear != null && clear.matcher(text).matches()
        ? text
        : sealing.seal(subject(whole), field, text);
  }

  private UUID subject(Object whole) {
    for (Method component : components.computeIfAbsent(whole.getClass(), this::components)) {
      Object value = value(component, whole);
      if (value != null) {
        return value instanceof UUID id ? id : UUID.fromString(value.toString());
      }
    }
    throw new IllegalStateException("nobody is the subject of " + field);
  }

  private List<Method> components(Class<?> type) {
    return Arrays.stream(mark.of())
        .map(
            name -> {
              try {
                Method accessor = type.getMethod(name);
                accessor.setAccessible(true);
                return accessor;
              } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no component " + name, e);
              }
            })
        .toList();
  }

  private static @Nullable Object value(Method component, Object whole) {
    try {
      return component.invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
