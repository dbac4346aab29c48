package fr.jalons.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's converter on Jackson 3, between objects and JSON as text or UTF-8 bytes. Dates are ISO
 * 8601, absent values are left out, unknown fields are ignored: an old program reads newer events.
 */
public final class EventJson implements Converter {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  @Override
  public boolean canConvert(Type sourceType, Type targetType) {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable T convert(@Nullable Object input, Type targetType) {
    JavaType target = mapper.constructType(targetType);
    if (input == null || target.getRawClass().isInstance(input)) {
      return (T) input;
    }
    return (T)
        switch (input) {
          case String json -> fromText(json, target);
          case byte[] utf8 -> fromText(new String(utf8, StandardCharsets.UTF_8), target);
          default -> toText(input, target);
        };
  }

  private Object fromText(String json, JavaType target) {
    return target.hasRawClass(byte[].class)
        ? json.getBytes(StandardCharsets.UTF_8)
        : target.hasRawClass(String.class) ? json : mapper.readValue(json, target);
  }

  private Object toText(Object input, JavaType target) {
    if (target.hasRawClass(byte[].class)) {
      return mapper.writeValueAsBytes(input);
    }
    return target.hasRawClass(String.class)
        ? mapper.writeValueAsString(input)
        : mapper.convertValue(input, target);
  }

  /** Reads JSON text that this class wrote. */
  public <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }

  /** Writes an object as JSON text. */
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("format", "json");
  }
}
