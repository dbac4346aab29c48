package fr.jalons.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The path of a field as the client wrote it. Some names of JSON, such as {@code class}, cannot be
 * names in Java, and validation knows the latter only.
 */
final class WrittenNames {
  private WrittenNames() {}

  /** Of a path such as {@code audience.members[3].classCode} below an object of this type. */
  static String of(@Nullable Object target, String path) {
    StringBuilder written = new StringBuilder();
    Class<?> type = target == null ? Object.class : target.getClass();
    for (String step : path.split("\\.")) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      Field field = field(type, name);
      JsonProperty other = field == null ? null : field.getAnnotation(JsonProperty.class);
      written.append(written.isEmpty() ? "" : ".");
      written.append(other == null || other.value().isEmpty() ? name : other.value());
      written.append(bracket < 0 ? "" : step.substring(bracket));
      type = field == null ? Object.class : element(field.getGenericType());
    }
    return written.toString();
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
