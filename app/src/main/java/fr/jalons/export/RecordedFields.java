package fr.jalons.export;

import fr.jalons.platform.json.EventJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, field by field, in the words of the log; identifiers mean nothing on paper.
 */
final class RecordedFields {
  private static final Pattern IDENTIFIER =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private RecordedFields() {}

  static List<String> of(String payload, EventJson json) {
    List<String> fields = new ArrayList<>();
    add("", json.read(payload, Map.class), fields);
    return fields;
  }

  private static void add(String name, @Nullable Object value, List<String> fields) {
    if (value instanceof Map<?, ?> parts) {
      parts.forEach(
          (part, of) -> add(name.isEmpty() ? part.toString() : name + '.' + part, of, fields));
    } else if (value instanceof Collection<?> many) {
      many.forEach(one -> add(name, one, fields));
    } else if (value != null && !IDENTIFIER.matcher(value.toString()).matches()) {
      fields.add(name + " : " + value);
    }
  }
}
