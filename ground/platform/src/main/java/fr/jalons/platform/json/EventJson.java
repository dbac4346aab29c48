package fr.jalons.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.platform.sealing.MarkedTexts;
import fr.jalons.platform.sealing.PersonalTexts;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.sealing.SubjectId;
import fr.jalons.platform.sealing.SubjectKind;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's converter on Jackson 3, between objects and JSON as text or UTF-8 bytes. Dates are ISO
 * 8601, absent values are left out, unknown fields are ignored: an old program reads newer events.
 * Texts about people are sealed when written and opened when read.
 */
public final class EventJson implements Converter {
  private final Sealing sealing;
  private final JsonMapper mapper;
  private final EventJson asStored;

  /** Leaves texts about people in the clear, and sealed ones sealed. */
  public EventJson() {
    this.sealing = Sealing.NONE;
    this.mapper = builder().build();
    this.asStored = this;
  }

  public EventJson(Sealing sealing) {
    this.sealing = sealing;
    this.mapper = builder().addModule(PersonalTexts.module(sealing)).build();
    this.asStored = new EventJson();
  }

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder()
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .changeDefaultPropertyInclusion(
            include -> include.withValueInclusion(JsonInclude.Include.NON_NULL));
  }

  /**
   * The same, but texts about people pass as they are stored. Projections see events so: what they
   * write down is the very text of the log, which a rebuild finds again, and what no key opens any
   * more is erased in their tables too.
   */
  public EventJson asStored() {
    return asStored;
  }

  /**
   * A text as its readers see it, if it was sealed as this field of this subject's; anything else,
   * as it is.
   *
   * @param subject an identifier whose class tells what it is of
   */
  public String open(Object subject, String field, String stored) {
    return sealing.open(SubjectId.of(subject), field, stored);
  }

  /** As {@link #open(Object, String, String)}, where there may be no text. */
  public @Nullable String openNullable(Object subject, String field, @Nullable String stored) {
    return stored == null ? null : open(subject, field, stored);
  }

  /** As {@link #open(Object, String, String)}, where texts of all subjects of these kinds stand. */
  public String open(Set<SubjectKind> kinds, String field, String stored) {
    return sealing.open(kinds, field, stored);
  }

  /**
   * JSON of any shape as its readers see it: texts are opened that were sealed for one of these
   * subjects, as a field of the name under which they stand, or under which what holds them stands.
   */
  public String opened(String stored, Collection<SubjectId> subjects) {
    if (!stored.contains(Sealing.PREFIX)) {
      return stored;
    }
    StringWriter opened = new StringWriter();
    try (JsonParser in = mapper.createParser(stored);
        JsonGenerator out = mapper.createGenerator(opened)) {
      in.nextToken();
      copy(in, out, List.of(), subjects);
    }
    return opened.toString();
  }

  private void copy(
      JsonParser in, JsonGenerator out, List<String> names, Collection<SubjectId> subjects) {
    if (in.hasToken(JsonToken.START_OBJECT)) {
      out.writeStartObject();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        out.writeName(name);
        in.nextToken();
        List<String> inner = new ArrayList<>(names);
        inner.add(name);
        copy(in, out, inner, subjects);
      }
      out.writeEndObject();
    } else if (in.hasToken(JsonToken.START_ARRAY)) {
      out.writeStartArray();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        copy(in, out, names, subjects);
      }
      out.writeEndArray();
    } else if (in.hasToken(JsonToken.VALUE_STRING)) {
      out.writeString(opened(in.getString(), names, subjects));
    } else {
      out.copyCurrentStructureExact(in);
    }
  }

  private String opened(String text, List<String> names, Collection<SubjectId> subjects) {
    if (Sealing.looksSealed(text)) {
      for (String name : names) {
        for (SubjectId subject : subjects) {
          String opened = sealing.open(subject, name, text);
          if (!opened.equals(text)) {
            return opened;
          }
        }
      }
    }
    return text;
  }

  /**
   * A stored payload as its readers see it, with the marked texts of its class opened and all else
   * as it was recorded.
   */
  public String opened(String payload, Class<?> type) {
    MarkedTexts marked = MarkedTexts.of(type);
    if (marked.isEmpty()) {
      return payload;
    }
    Object event = asStored.read(payload, type);
    StringWriter opened = new StringWriter();
    try (JsonParser in = mapper.createParser(payload);
        JsonGenerator out = mapper.createGenerator(opened)) {
      in.nextToken();
      out.writeStartObject();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        out.writeName(name);
        in.nextToken();
        MarkedTexts.Mark mark = marked.get(name);
        copy(in, out, mark == null ? null : text -> mark.opened(sealing, event, text));
      }
      out.writeEndObject();
    }
    return opened.toString();
  }

  /**
   * A value as it is; where there is something to open, a text or the texts of a list or map
   * opened.
   */
  private static void copy(
      JsonParser in, JsonGenerator out, @Nullable UnaryOperator<String> opening) {
    if (opening == null) {
      out.copyCurrentStructureExact(in);
    } else if (in.hasToken(JsonToken.VALUE_STRING)) {
      out.writeString(opening.apply(in.getString()));
    } else if (in.hasToken(JsonToken.START_OBJECT)) {
      out.writeStartObject();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        out.writeName(name);
        in.nextToken();
        copy(in, out, in.hasToken(JsonToken.VALUE_STRING) ? opening : null);
      }
      out.writeEndObject();
    } else if (in.hasToken(JsonToken.START_ARRAY)) {
      out.writeStartArray();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        copy(in, out, in.hasToken(JsonToken.VALUE_STRING) ? opening : null);
      }
      out.writeEndArray();
    } else {
      out.copyCurrentStructureExact(in);
    }
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
