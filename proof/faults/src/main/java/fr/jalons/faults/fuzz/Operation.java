package fr.jalons.faults.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that can be asked for.
 *
 * @param path with variables in braces
 * @param parameters of query and header, as OpenAPI describes them
 * @param type of the body that is expected, empty if none is
 * @param schema of the body
 * @param example of the body, if the description has one
 * @param creates whether it makes something new
 */
record Operation(
    String method,
    String path,
    List<JsonNode> parameters,
    String type,
    JsonNode schema,
    JsonNode example,
    boolean creates) {
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";
  static final String FILES = "multipart/form-data";

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Pattern LINE = Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`?]*)[^`]*`");

  /** Which no description names: Spring's own. */
  private static final List<String> ELSEWHERE =
      List.of(
          "POST /oauth2/token",
          "GET /oauth2/authorize",
          "GET /oauth2/jwks",
          "POST /login",
          "GET /error",
          "GET /actuator/health",
          "GET /.well-known/openid-configuration",
          "GET /nothing",
          "GET /css/jalons.css",
          "GET /webjars/htmx.org/dist/htmx.min.js");

  /**
   * Those that start long work or end sessions: asked for all the time, nothing else would be done.
   */
  boolean heavy() {
    return path.matches(
            ".*(rebuilds|verifications|approval|erasures|rosters|login|revocation.*|token-keys"
                + "|account/sessions|account/password|withdrawal|api/accounts/\\{id})")
        && !method.equals("GET");
  }

  boolean api() {
    return path.startsWith("/api/");
  }

  /**
   * Those of the description of the running program, and the pages, of which no description exists.
   */
  static List<Operation> all(JsonNode description) {
    List<Operation> all = new ArrayList<>();
    Set<String> described = new HashSet<>();
    description
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        all.add(
                            described(method.toUpperCase(java.util.Locale.ROOT), path, operation));
                        described.add(path);
                      }
                    }));
    List<String> lines =
        LINE.matcher(matrix())
            .results()
            .map((MatchResult line) -> line.group(1) + " " + line.group(2))
            .distinct() // a part of a page has a line of its own
            .toList();
    for (List<String> source : List.of(lines, ELSEWHERE)) {
      for (String line : source) {
        String[] words = line.split(" ", 2);
        if (!words[1].startsWith("/api/") || !described.contains(words[1])) {
          all.add(undescribed(words[0], words[1]));
        }
      }
    }
    return all;
  }

  private static Operation described(String method, String path, JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    String type = content.isEmpty() ? "" : content.propertyNames().iterator().next();
    return new Operation(
        method,
        path,
        operation.path("parameters").valueStream().toList(),
        type,
        content.path(type).path("schema"),
        content.path(type).path("example"),
        operation.path("responses").has("201"));
  }

  private static Operation undescribed(String method, String path) {
    return new Operation(
        method,
        path.replaceAll(":[^}]*}", "}"),
        List.of(),
        method.equals("GET") ? "" : FORM,
        JsonMapper.shared().createObjectNode(),
        JsonMapper.shared().missingNode(),
        false);
  }

  /** The table that is generated from the rules names every page. */
  private static String matrix() {
    try {
      for (Path folder = Path.of("").toAbsolutePath();
          folder != null;
          folder = folder.getParent()) {
        Path file = folder.resolve("docs/access-matrix.md");
        if (Files.exists(file)) {
          return Files.readString(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no docs/access-matrix.md above the working directory");
  }
}
