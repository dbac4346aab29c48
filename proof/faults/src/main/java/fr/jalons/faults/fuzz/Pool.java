package fr.jalons.faults.fuzz;

import fr.jalons.faults.JalonsProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What exists, learned from answers: ids and codes by the word that stands before them in an
 * address ({@code students}, {@code classes}), and names of fields of forms.
 */
final class Pool {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ENOUGH = 400;
  private static final int LARGEST = 500_000;
  private static final Pattern FIELD =
      Pattern.compile("<(?:input|select|textarea)[^>]* name=\"([^\"]+)\"");
  private static final Pattern HEX = Pattern.compile("[0-9a-f-]{36}");

  /** What some names of fields stand for; for the others a plural is made. */
  private static final Map<String, String> KINDS =
      Map.of(
          "respondent", "students",
          "class", "classes",
          "competency", "competencies",
          "subject", "subjects",
          "structure", "structures");

  /** Fields whose texts are worth keeping. */
  private static final Set<String> CODES = Set.of("id", "code", "name");

  private static final Set<String> NAMES =
      Set.of("school", "class", "group", "framework", "competency", "classes", "groups", "edition");

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** What a field or path variable of this name refers to. */
  static String kind(String name) {
    String bare = name.replaceFirst("Ids?$", "");
    String kind = KINDS.get(bare);
    return kind != null ? kind : bare.endsWith("s") ? bare : bare + "s";
  }

  @Nullable String any(String kind, RandomGenerator random) {
    List<String> values = known.get(kind);
    if (values == null) {
      return null;
    }
    synchronized (values) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /** Not the program that asks: taken away by itself, it would be refused everything else. */
  void add(String kind, String value) {
    if (value.isEmpty() || value.length() > 100 || value.equals(JalonsProcess.DEMO)) {
      return;
    }
    List<String> values = known.computeIfAbsent(kind, k -> new ArrayList<>());
    synchronized (values) {
      if (values.size() < ENOUGH) {
        if (!values.contains(value)) {
          values.add(value);
        }
      } else if (Math.floorMod(value.hashCode(), 4) == 0) { // the old ones stay the majority
        values.set(Math.floorMod(value.hashCode(), ENOUGH), value);
      }
    }
  }

  /** Learns from an answer to a request for this address. */
  void learn(String target, Reply reply) {
    boolean answered = reply.status() >= 200 && reply.status() < 300;
    if (!answered || reply.body().length() > LARGEST || target.startsWith("/v3/")) {
      return;
    }
    add("positions", reply.header("jalons-position"));
    if (reply.header("content-type").startsWith("text/html")) {
      Matcher field = FIELD.matcher(reply.body());
      while (field.find()) {
        add("fields", field.group(1));
      }
    } else if (reply.header("content-type").startsWith("application/json")) {
      try {
        walk(JSON.readTree(reply.body()), lastWord(target));
      } catch (JacksonException e) {
        // Seen by Verdict.
      }
    }
  }

  private void walk(JsonNode node, String kind) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> field(name, value, kind));
    } else if (node.isArray()) {
      node.forEach(
          element -> {
            if (element.isString() && HEX.matcher(element.asString()).matches()) {
              add(kind, element.asString());
            }
            walk(element, kind);
          });
    }
  }

  private void field(String name, JsonNode value, String kind) {
    if (value.isString()) {
      if (CODES.contains(name)) {
        add(kind, value.asString());
      } else if (name.endsWith("Id") || NAMES.contains(name)) {
        add(kind(name), value.asString());
      }
    } else if (NAMES.contains(name) && value.isArray()) {
      value.forEach(code -> add(kind(name), code.asString("")));
    } else {
      walk(value, kind(name));
    }
  }

  /** {@code /api/students/1/needs?x} is about needs. */
  private static String lastWord(String target) {
    String[] segments = target.split("[?;]", 2)[0].split("/");
    for (int i = segments.length - 1; i >= 0; i--) {
      if (segments[i].matches("[a-z-]+")) {
        return segments[i];
      }
    }
    return "";
  }
}
