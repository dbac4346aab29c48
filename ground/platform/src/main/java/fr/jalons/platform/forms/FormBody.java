package fr.jalons.platform.forms;

import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShape.Part;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a form as the body that a program would send. What is empty is left out. */
final class FormBody {
  private static final Pattern CELL = Pattern.compile("(\\w+)\\[(\\d{1,3})]\\.(\\w+)");

  private FormBody() {}

  /**
   * The body.
   *
   * @param chosen components that were picked by name, which are no part of it
   */
  static ObjectNode of(
      CommandShape shape,
      Map<String, List<String>> entered,
      Collection<Part> chosen,
      JsonMapper json) {
    ObjectNode body = json.createObjectNode();
    for (Part part : shape.parts()) {
      List<String> values =
          entered.getOrDefault(part.written(), List.of()).stream()
              .filter(value -> !value.isBlank())
              .toList();
      if (part.source() != CommandShape.Source.BODY || values.isEmpty() || chosen.contains(part)) {
        continue;
      }
      if (part.many()) {
        ArrayNode list = body.putArray(part.written());
        values.stream().flatMap(String::lines).filter(line -> !line.isBlank()).forEach(list::add);
      } else {
        body.put(
            part.written(), number(part) ? values.getFirst().replace(',', '.') : values.getFirst());
      }
    }
    tables(shape, entered, body);
    return body;
  }

  private static boolean number(Part part) {
    return part.type().isPrimitive() || Number.class.isAssignableFrom(part.type());
  }

  /** Cells such as {@code attendance[3].status}; a line of which nothing was chosen is left out. */
  private static void tables(
      CommandShape shape, Map<String, List<String>> entered, ObjectNode body) {
    Map<String, Map<Integer, ObjectNode>> tables = new TreeMap<>();
    entered.forEach(
        (name, values) -> {
          Matcher cell = CELL.matcher(name);
          if (cell.matches() && !values.getFirst().isBlank()) {
            tables
                .computeIfAbsent(cell.group(1), table -> new TreeMap<>())
                .computeIfAbsent(Integer.valueOf(cell.group(2)), row -> body.objectNode())
                .put(cell.group(3), values.getFirst());
          }
        });
    for (Part part : shape.parts()) {
      Map<Integer, ObjectNode> rows = tables.get(part.written());
      if (rows != null && part.many()) {
        ArrayNode list = body.putArray(part.written());
        int least = isWritten(FormFields.element(part)) ? 1 : 2;
        rows.values().stream().filter(row -> row.size() >= least).forEach(list::add);
      }
    }
  }

  /** Whether lines of this kind begin with a text: nothing has to be chosen for them. */
  static boolean isWritten(Class<?> line) {
    return line.isRecord() && line.getRecordComponents()[0].getType() == String.class;
  }
}
