package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal names the wrong field or parameter, whatever is wrong with it. All calls that the
 * description knows are tried, so a new one cannot be forgotten.
 */
class FieldsAreNamedTest extends HostileServer {
  private static final String ID = "00000000-0000-0000-0000-000000000001";
  private static final String SEALED = " sealed:1:" + ID + ":title:AAAA";
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> unnamed = new TreeMap<>();
  private JsonNode description = JSON.createObjectNode();
  private int tried;

  @BeforeEach
  void readDescription() {
    description = JSON.readTree(get("/v3/api-docs").body());
  }

  @Test
  void fieldsOfWrongTypesAreNamed() {
    for (Command command : commands()) {
      command.schema.path("properties").forEachEntry((name, property) -> wrong(command, name));
    }
    assertThat(tried).isGreaterThan(50);
    assertThat(unnamed).isEmpty();
  }

  private void wrong(Command command, String name) {
    JsonNode property = resolved(command.schema.path("properties").path(name));
    boolean text = property.path("type").asString("").equals("string");
    Object type = text || !property.has("properties") ? List.of(List.of(Map.of())) : 1.5;
    boolean list = property.path("type").asString("").equals("array");
    expectNamed(command, Map.of(name, list ? Map.of("a", 1) : type), Set.of(name));
    if (text && !property.has("enum") && !property.has("format")) {
      expectNamed(command, Map.of(name, "\ud800"), Set.of(name));
      expectNamed(command, Map.of(name, "a\0b"), Set.of(name));
      expectNamed(command, Map.of(name, SEALED), Set.of(name));
    }
    if (property.has("maxLength")) {
      String tooLong = "x".repeat(property.path("maxLength").asInt() + 1);
      expectNamed(command, Map.of(name, tooLong), Set.of(name));
    }
  }

  @Test
  void fieldsThatAreMissingAreNamedAllAtOnce() {
    for (Command command : commands()) {
      Set<String> required =
          command
              .schema
              .path("required")
              .valueStream()
              .map(n -> n.asString())
              .collect(Collectors.toSet());
      if (!required.isEmpty()) {
        expectNamed(command, Map.of(), required);
        Map<String, Object> nulls = new LinkedHashMap<>();
        required.forEach(name -> nulls.put(name, null));
        expectNamed(command, nulls, required);
      }
    }
    assertThat(tried).isGreaterThan(20);
    assertThat(unnamed).isEmpty();
  }

  @Test
  void parametersThatAreNoneAreNamed() {
    description
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods
                    .path("get")
                    .path("parameters")
                    .forEach(parameter -> wrongParameter(path, parameter)));
    assertThat(tried).isGreaterThan(5);
    assertThat(unnamed).isEmpty();
  }

  private void wrongParameter(String path, JsonNode parameter) {
    JsonNode schema = resolved(parameter.path("schema"));
    boolean typed = schema.has("format") || schema.path("type").asString("").equals("integer");
    boolean ofClass =
        path.startsWith("/api/classes/"); // there must be one: ShowIndicatorsTest asks
    if (parameter.path("in").asString("").equals("query") && typed && !ofClass) {
      String name = parameter.path("name").asString();
      judge("GET " + path + "?" + name, get(filled(path) + "?" + name + "=x"), Set.of(name));
    }
  }

  private void expectNamed(Command command, Map<String, ?> body, Set<String> names) {
    String json = JSON.writeValueAsString(body).replace("\ud800", "\\ud800");
    HttpResponse<String> answer =
        program.send(
            command.method,
            filled(command.path),
            "application/json",
            json,
            "Authorization",
            bearer());
    String shown = json.length() > 80 ? json.substring(0, 80) : json;
    judge(command.method + " " + command.path + " " + shown, answer, names);
  }

  private void judge(String request, HttpResponse<String> answer, Set<String> names) {
    tried++;
    List<String> named = new ArrayList<>();
    if (answer.body().startsWith("{")) {
      JSON.readTree(answer.body())
          .path("errors")
          .forEach(error -> named.add(error.path("field").asString("")));
    }
    boolean all =
        names.stream()
            .allMatch(name -> named.stream().anyMatch(f -> f.matches(name + "([.\\[].*)?")));
    if (answer.statusCode() != 400 || !all) {
      unnamed.put(request, answer.statusCode() + " names " + named + " and not " + names);
    }
  }

  /** A call with a body of JSON. */
  private record Command(String method, String path, JsonNode schema) {}

  private List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    description
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> {
                      JsonNode schema =
                          resolved(
                              operation
                                  .path("requestBody")
                                  .path("content")
                                  .path("application/json")
                                  .path("schema"));
                      if (schema.has("properties")) {
                        commands.add(
                            new Command(method.toUpperCase(java.util.Locale.ROOT), path, schema));
                      }
                    }));
    assertThat(commands).hasSizeGreaterThan(15);
    return commands;
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty()
        ? schema
        : description.at(reference.substring(1)); // "#/components/schemas/…"
  }

  private static String filled(String path) {
    return path.replaceAll("\\{code}", "CPS").replaceAll("\\{[^}]+}", ID);
  }
}
