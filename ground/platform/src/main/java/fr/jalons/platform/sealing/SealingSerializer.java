package fr.jalons.platform.sealing;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a text, or each text of a list or map, under the key of the record's subject. */
final class SealingSerializer extends ValueSerializer<Object> {
  private final String component;
  private final Sealing sealing;

  SealingSerializer(String component, Sealing sealing) {
    this.component = component;
    this.sealing = sealing;
  }

  @Override
  public void serialize(Object value, JsonGenerator json, SerializationContext context) {
    Object whole = json.currentValue();
    MarkedTexts.Mark mark =
        Objects.requireNonNull(MarkedTexts.of(whole.getClass()).get(component), component);
    if (value instanceof Map<?, ?> texts) {
      json.writeStartObject();
      texts.forEach(
          (key, text) -> {
            json.writeName(key.toString());
            json.writeString(mark.sealed(sealing, whole, text.toString()));
          });
      json.writeEndObject();
    } else if (value instanceof Collection<?> texts) {
      json.writeStartArray();
      texts.forEach(text -> json.writeString(mark.sealed(sealing, whole, text.toString())));
      json.writeEndArray();
    } else {
      json.writeString(mark.sealed(sealing, whole, value.toString()));
    }
  }
}
