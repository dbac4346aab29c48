package fr.jalons.faults.fuzz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values that fit a schema, made of what exists where its name says what it refers to. */
final class Values {
  private static final int DEEPEST = 6;

  /** A day to come, whenever this is run. */
  static final String NOT_SOON = "2099-06-30";

  private static final List<String> WORDS =
      List.of("S’organiser", "Lire une consigne", "À l’aise à l’oral", "Œuvre", "Stage", "Bilan");

  private final JsonNode schemas;
  private final Pool pool;
  private final RandomGenerator random;

  /** How many of ten optional fields are there: some go well together, others do not. */
  private final int likely;

  Values(JsonNode schemas, Pool pool, RandomGenerator random) {
    this.schemas = schemas;
    this.pool = pool;
    this.random = random;
    this.likely = random.nextBoolean() ? 7 : 2;
  }

  /** A value of text, number, boolean, list or map; null if the schema says nothing. */
  @Nullable Object of(JsonNode schema, String name, int depth) {
    JsonNode meant = resolved(schema);
    if (meant.path("enum").isArray() && !meant.path("enum").isEmpty()) {
      JsonNode choices = meant.path("enum");
      return choices.get(random.nextInt(choices.size())).asString("");
    }
    return switch (type(meant)) {
      case "object" -> object(meant, depth);
      case "array" -> array(meant, name, depth);
      case "integer" ->
          (long) random.nextInt(bound(meant, "minimum", 0), bound(meant, "maximum", 20) + 1);
      case "number" -> name.equals("maximum") ? 20.0 : random.nextInt(0, 40) / 2.0;
      case "boolean" -> random.nextBoolean();
      case "string" -> text(meant, name);
      default -> random.nextInt(1, 6);
    };
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode meant = schema;
    for (int i = 0; i < DEEPEST; i++) {
      JsonNode reference = meant.path("$ref");
      JsonNode choices = meant.has("oneOf") ? meant.path("oneOf") : meant.path("anyOf");
      if (reference.isString()) {
        meant = schemas.path(reference.asString().replaceFirst(".*/", ""));
      } else if (!choices.isEmpty()) {
        meant = choices.get(random.nextInt(choices.size()));
      } else {
        return meant;
      }
    }
    return meant;
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return type.valueStream()
          .map(t -> t.asString(""))
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("");
    }
    return type.isString() ? type.asString() : schema.has("properties") ? "object" : "";
  }

  private static int bound(JsonNode schema, String name, int otherwise) {
    JsonNode bound = schema.path(name);
    return bound.isNumber() ? (int) Math.clamp(bound.asLong(), -1_000_000L, 1_000_000L) : otherwise;
  }

  private Map<String, @Nullable Object> object(JsonNode schema, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    List<String> required =
        schema.path("required").valueStream().map(name -> name.asString("")).toList();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              boolean wanted = required.contains(name) || random.nextInt(10) < likely;
              if (wanted && depth < DEEPEST && !(name.equals("id") && random.nextBoolean())) {
                object.put(name, of(property, name, depth + 1));
              }
            });
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject() && depth < DEEPEST) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        object.put("q" + random.nextInt(3), of(more, "value", depth + 1));
      }
    }
    return object;
  }

  private List<@Nullable Object> array(JsonNode schema, String name, int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    int least = Math.min(bound(schema, "minItems", 0), 5);
    for (int i = random.nextInt(least, least + 3); i > 0 && depth < DEEPEST; i--) {
      array.add(of(schema.path("items"), name, depth + 1));
    }
    return array;
  }

  private String text(JsonNode schema, String name) {
    String format = schema.path("format").asString("");
    String known = random.nextInt(12) == 0 ? null : pool.any(Pool.kind(name), random);
    switch (format) {
      case "uuid" -> {
        return known != null && !name.equals("id") ? known : uuid();
      }
      case "date" -> {
        return name.startsWith("closes") ? NOT_SOON : day();
      }
      case "date-time" -> {
        return day() + "T08:00:00Z";
      }
      default -> {
        if (known != null && !name.equals("name")) {
          return known;
        }
      }
    }
    if (name.endsWith("On") || name.equals("from") || name.equals("to") || name.equals("until")) {
      return day();
    }
    if (name.equals("start")) {
      return day() + "T08:30";
    }
    String words = WORDS.get(random.nextInt(WORDS.size()));
    return name.endsWith("id") || name.endsWith("Id") ? uuid() : words;
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String day() {
    return LocalDate.of(2026, 9, 1).plusDays(random.nextInt(0, 86)).toString();
  }
}
