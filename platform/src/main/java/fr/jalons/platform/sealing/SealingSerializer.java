package fr.jalons.platform.sealing;

import fr.jalons.personal.PersonalText;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
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
    for (String component : mark.of()) {
      Object value = component(whole, component);
      if (value != null) {
        return value instanceof UUID id ? id : UUID.fromString(value.toString());
      }
    }
    throw new IllegalStateException("nobody is the subject of " + field);
  }

  private static @Nullable Object component(Object whole, String name) {
    try {
      Method accessor = whole.getClass().getMethod(name);
      accessor.setAccessible(true);
      return accessor.invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(whole.getClass() + " has no component " + name, e);
    }
  }
}
