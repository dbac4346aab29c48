package fr.jalons.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.marks.Named;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The path of a field as the client wrote it. Some names of JSON, such as {@code class}, cannot be
 * names in Java, and validation knows the latter only.
 */
final class JsonPropertyPaths {
  private JsonPropertyPaths() {}

  /** Of a path such as {@code audience.members[3].classCode} below an object of this type. */
  static String of(@Nullable Object target, String path) {
    return below(target == null ? Object.class : target.getClass(), path);
  }

  /** As {@link #of}, below an object that could not be made. */
  static String below(Class<?> top, String path) {
    StringBuilder written = new StringBuilder();
    Class<?> type = top;
    for (String step : path.split("\\.")) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      Field field = field(type, name);
      written.append(written.isEmpty() ? "" : ".");
      written.append(field == null ? name : written(field));
      written.append(bracket < 0 ? "" : step.substring(bracket));
      type = field == null ? Object.class : element(field.getGenericType());
    }
    return written.toString();
  }

  private static String written(Field field) {
    Named named = field.getAnnotation(Named.class);
    JsonProperty other = field.getAnnotation(JsonProperty.class);
    return named != null
        ? named.value()
        : other == null || other.value().isEmpty() ? field.getName() : other.value();
  }

  private static @Nullable Field field(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getName().equals(name))
        .findAny()
        .orElse(null);
  }

  /** What a list or map holds, else the type itself. */
  private static Class<?> element(Type type) {
    Type last =
        type instanceof ParameterizedType generic
            ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
            : type;
    return last instanceof Class<?> known ? known : Object.class;
  }
}
