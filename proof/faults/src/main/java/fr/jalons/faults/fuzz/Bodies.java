package fr.jalons.faults.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** JSON from values, true to them or damaged on the way. */
final class Bodies {
  private final RandomGenerator random;

  Bodies(RandomGenerator random) {
    this.random = random;
  }

  /** A token as it stands, whether JSON knows it or not. */
  private record Raw(String token) {}

  /** The value as JSON, or with one to three faults. */
  String json(@Nullable Object value, boolean damaged) {
    if (!damaged) {
      return written(value);
    }
    Object body = value;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      body = changed(body, random.nextInt(4) + 1);
    }
    String text = written(body);
    return random.nextInt(4) == 0 ? torn(text) : text;
  }

  /** Changes one place, at most so deep. */
  private @Nullable Object changed(@Nullable Object value, int deep) {
    if (deep > 0 && value instanceof Map<?, ?> object && !object.isEmpty()) {
      return changedObject(object, deep);
    }
    if (deep > 0 && value instanceof List<?> array && !array.isEmpty()) {
      List<@Nullable Object> copy = new ArrayList<>(array);
      int at = random.nextInt(copy.size());
      if (random.nextInt(4) == 0) {
        copy.add(copy.get(at)); // twice
      } else {
        copy.set(at, changed(copy.get(at), deep - 1));
      }
      return copy;
    }
    if (value instanceof List && random.nextInt(3) == 0) {
      List<@Nullable Object> many = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        many.add((long) i);
      }
      return many;
    }
    return random.nextInt(3) < 2 && value instanceof String
        ? Hostile.text(random)
        : new Raw(Hostile.token(random));
  }

  /** Fields as a list, so that one may stand there twice. */
  private Object changedObject(Map<?, ?> object, int deep) {
    List<Map.Entry<String, Object>> fields = new ArrayList<>();
    object.forEach((name, value) -> fields.add(entry(String.valueOf(name), value)));
    int at = random.nextInt(fields.size());
    Map.Entry<String, Object> field = fields.get(at);
    switch (random.nextInt(8)) {
      case 0 -> fields.remove(at);
      case 1 -> fields.add(entry(field.getKey(), new Raw(Hostile.token(random))));
      case 2 -> fields.set(at, entry(Hostile.text(random), field.getValue()));
      case 3 -> fields.set(at, entry(field.getKey(), new Raw("null")));
      default -> fields.set(at, entry(field.getKey(), changed(field.getValue(), deep - 1)));
    }
    return new Fields(fields);
  }

  private record Fields(List<Map.Entry<String, Object>> fields) {}

  private static Map.Entry<String, Object> entry(String name, @Nullable Object value) {
    return Map.entry(name, value == null ? new Raw("null") : value);
  }

  private String torn(String text) {
    int at = text.isEmpty() ? 0 : random.nextInt(text.length());
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> text.substring(0, at);
      case 2 -> text.substring(0, at) + (char) random.nextInt(32) + text.substring(at);
      case 3 -> text + text;
      case 4 -> "\ufeff" + text;
      case 5 -> "[" + text + "]";
      case 6 -> text.replace('"', '\'');
      case 7 -> text + "garbage";
      default -> Hostile.token(random);
    };
  }

  private static String written(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    if (value instanceof Raw raw) {
      json.append(raw.token());
    } else if (value instanceof Map<?, ?> object) {
      List<Map.Entry<String, Object>> fields = new ArrayList<>();
      object.forEach((name, field) -> fields.add(entry(String.valueOf(name), field)));
      write(new Fields(fields), json);
    } else if (value instanceof Fields object) {
      json.append('{');
      String comma = "";
      for (Map.Entry<String, Object> field : object.fields()) {
        json.append(comma);
        quote(field.getKey(), json);
        json.append(':');
        write(field.getValue(), json);
        comma = ",";
      }
      json.append('}');
    } else if (value instanceof List<?> array) {
      json.append('[');
      String comma = "";
      for (Object element : array) {
        json.append(comma);
        write(element, json);
        comma = ",";
      }
      json.append(']');
    } else if (value instanceof String text) {
      quote(text, json);
    } else {
      json.append(value);
    }
  }

  /** Halves of characters can only be written as escapes. */
  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
