package fr.jalons.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's own examples, with what must be there only, about a school of the test. */
public final class LeastBodies {
  private static final JsonMapper JSON = new JsonMapper();

  /** What some things need: a meeting has somebody, a task is due after it was assigned. */
  private static final Set<String> NEEDED_AT_TIMES =
      Set.of("others", "channel", "audiences", "assignedOn");

  private final JsonNode description;
  private final String school;
  private final Map<String, String> known;

  /**
   * From the description of the API.
   *
   * @param known what some fields name, such as a teacher
   */
  public LeastBodies(String description, String school, Map<String, String> known) {
    this.description = JSON.readTree(description);
    this.school = school;
    this.known = known;
  }

  private JsonNode content(String path) {
    return description.path("paths").path(path).at("/post/requestBody/content/application~1json");
  }

  private JsonNode schema(String path) {
    JsonNode content = content(path);
    String reference = content.at("/schema/$ref").asString("");
    return reference.isEmpty() ? content.path("schema") : description.at(reference.substring(1));
  }

  /** Whether a call needs another record, in its address or its body. */
  public boolean needsAnother(String path) {
    JsonNode schema = schema(path);
    return path.replace("{student}", "").contains("{")
        || required(schema).stream()
            .filter(name -> !known.containsKey(name))
            .map(name -> schema.path("properties").path(name).path("format").asString(""))
            .anyMatch("uuid"::equals);
  }

  /** The body of a call without an identifier. */
  public ObjectNode of(String path) {
    JsonNode schema = schema(path);
    Set<String> required = required(schema);
    ObjectNode body = ((ObjectNode) content(path).path("example")).deepCopy();
    List.copyOf(body.propertyNames()).stream()
        .filter(name -> !required.contains(name) && !NEEDED_AT_TIMES.contains(name))
        .forEach(body::remove);
    if (schema.path("properties").has("scope")) {
      JsonNode told = content(path).path("example").path("scope");
      ObjectNode scope = body.putObject("scope").put("school", school);
      if (told.has("class") || told.has("group")) {
        scope.put("class", Objects.requireNonNull(known.get("class")));
      }
    }
    if (schema.path("properties").has("school")) {
      body.put("school", school);
    }
    required.stream().filter(known::containsKey).forEach(name -> body.put(name, known.get(name)));
    required.forEach(name -> firstLine(body.path(name)));
    if (body.path("kind").asString("").equals("PLACEMENT")) {
      body.put("kind", "EXAM"); // of placements, no two may overlap
    }
    if (schema.path("properties").has("year")) {
      body.put("year", 2001); // of which no story tells
    }
    return body;
  }

  /** Of a list of lines the first, about what is known: all others would be about the same. */
  private void firstLine(JsonNode lines) {
    if (lines instanceof ArrayNode list && list.path(0) instanceof ObjectNode line) {
      known.forEach(
          (name, value) -> {
            if (line.has(name)) {
              line.put(name, value);
              list.removeIf(other -> other != line);
            }
          });
    }
  }

  private static Set<String> required(JsonNode schema) {
    return StreamSupport.stream(schema.path("required").spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }
}
