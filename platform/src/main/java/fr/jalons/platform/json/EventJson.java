package fr.jalons.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.platform.sealing.PersonalTexts;
import fr.jalons.platform.sealing.Sealing;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's converter on Jackson 3, between objects and JSON as text or UTF-8 bytes. Dates are ISO
 * 8601, absent values are left out, unknown fields are ignored: an old program reads newer events.
 * Texts about people are sealed when written and opened when read.
 */
public final class EventJson implements Converter {
  // A sealed text holds nothing that JSON would escape.
  private static final Pattern SEALED = Pattern.compile('"' + Sealing.PREFIX + "[^\"\\\\]+\"");

  private final Sealing sealing;
  private final JsonMapper mapper;

  /** Leaves texts about people in the clear, and sealed ones sealed. */
  public EventJson() {
    this(Sealing.NONE);
  }

  public EventJson(Sealing sealing) {
    this.sealing = sealing;
    this.mapper =
        JsonMapper.builder()
            .annotationIntrospector(
                AnnotationIntrospector.pair(
                    new PersonalTexts(sealing), new JacksonAnnotationIntrospector()))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(
                include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
  }

  /**
   * The same, but texts about people pass as they are stored. Projections see events so: what they
   * write down is the very text of the log, which a rebuild finds again, and what no key opens any
   * more is erased in their tables too.
   */
  public EventJson asStored() {
    return new EventJson();
  }

  /** A text as its readers see it; whatever was not sealed, as it is. */
  public String open(String stored) {
    return sealing.open(stored);
  }

  /** As {@link #open}, where there may be no text. */
  public @Nullable String openNullable(@Nullable String stored) {
    return stored == null ? null : sealing.open(stored);
  }

  /** A stored payload as its readers see it: every sealed text in it opened. */
  public String opened(String payload) {
    return SEALED
        .matcher(payload)
        .replaceAll(
            found -> {
              String quoted = found.group();
              String text = sealing.open(quoted.substring(1, quoted.length() - 1));
              return Matcher.quoteReplacement(mapper.writeValueAsString(text));
            });
  }

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
        : target.hasRawClass(String.class)
            ? json
            : unwrapped(() -> mapper.<Object>readValue(json, target));
  }

  private Object toText(Object input, JavaType target) {
    if (target.hasRawClass(byte[].class)) {
      return write(input).getBytes(StandardCharsets.UTF_8);
    }
    return target.hasRawClass(String.class)
        ? write(input)
        : unwrapped(() -> mapper.<Object>convertValue(input, target));
  }

  /** What sealing and opening say stays their own word: a refusal, a database that is away. */
  private static <T> T unwrapped(Supplier<T> work) {
    try {
      return work.get();
    } catch (JacksonException e) {
      throw e.getCause() instanceof RuntimeException cause && !(cause instanceof JacksonException)
          ? cause
          : e;
    }
  }

  /** Reads JSON text that this class wrote. */
  public <T> T read(String json, Class<T> type) {
    return unwrapped(() -> mapper.readValue(json, type));
  }

  /** An object that holds texts alone, such as metadata; read when it is first asked something. */
  public Map<String, String> texts(String json) {
    return new JsonTexts(mapper, json);
  }

  /** Writes an object as JSON text. */
  public String write(Object value) {
    return unwrapped(() -> mapper.writeValueAsString(value));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("format", "json");
  }
}
