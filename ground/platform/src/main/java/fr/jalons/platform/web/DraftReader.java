package fr.jalons.platform.web;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads the body of a command: fields that it has not are passed over. */
final class DraftReader extends ValueDeserializer<Draft<?>> {
  private final Function<CommandShape.Part, Type> written;
  private final @Nullable CommandShape shape;
  private final Map<CommandShape.Part, ValueDeserializer<?>> readers;

  /**
   * @param written the type in which a component stands in a body
   */
  DraftReader(Function<CommandShape.Part, Type> written) {
    this(written, null, Map.of());
  }

  private DraftReader(
      Function<CommandShape.Part, Type> written,
      @Nullable CommandShape shape,
      Map<CommandShape.Part, ValueDeserializer<?>> readers) {
    this.written = written;
    this.shape = shape;
    this.readers = readers;
  }

  @Override
  public ValueDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    JavaType command = context.getContextualType().containedType(0);
    CommandShape known = CommandShape.of(command.getRawClass());
    Map<CommandShape.Part, ValueDeserializer<?>> found = new HashMap<>();
    for (CommandShape.Part part : known.parts()) {
      if (part.inBody()) {
        JavaType type = context.getTypeFactory().constructType(written.apply(part));
        found.put(part, context.findRootValueDeserializer(type));
      }
    }
    return new DraftReader(written, known, found);
  }

  @Override
  public Draft<?> deserialize(JsonParser parser, DeserializationContext context) {
    CommandShape known = Objects.requireNonNull(shape);
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      return (Draft<?>) context.handleUnexpectedToken(handledType(), parser);
    }
    Draft<?> draft = new Draft<>(known);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      CommandShape.Part part = known.written(name);
      if (part == null) {
        parser.skipChildren();
      } else {
        draft.put(part, token == JsonToken.VALUE_NULL ? null : value(part, parser, context));
      }
    }
    return draft;
  }

  private Object value(CommandShape.Part part, JsonParser parser, DeserializationContext context) {
    try {
      return Objects.requireNonNull(readers.get(part)).deserialize(parser, context);
    } catch (JacksonException e) {
      throw e.prependPath(Draft.class, part.written());
    }
  }

  @Override
  public Class<?> handledType() {
    return Draft.class;
  }
}
