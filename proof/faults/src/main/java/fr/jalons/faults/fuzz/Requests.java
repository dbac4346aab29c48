package fr.jalons.faults.fuzz;

import fr.jalons.faults.fuzz.Attempt.Header;
import fr.jalons.faults.fuzz.Examples.Example;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Makes the request of a number: with the same seed and the same known ids, the same request. */
final class Requests {
  private static final long STEP = 1_000_003;
  private static final int HEAVY = 15;
  private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{([^}]+)}");
  private static final List<String> METHODS =
      List.of("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "GET", "POST", "FUZZ");
  private static final List<String> QUERY =
      List.of("asOf", "after", "school", "from", "to", "limit", "error", "q");

  private final long seed;
  private final List<Operation> operations;
  private final JsonNode schemas;
  private final Pool pool;
  private final Visitors visitors;
  private final Examples examples;

  Requests(
      long seed,
      List<Operation> operations,
      JsonNode schemas,
      Pool pool,
      Visitors visitors,
      Examples examples) {
    this.seed = seed;
    this.operations = operations;
    this.schemas = schemas;
    this.pool = pool;
    this.visitors = visitors;
    this.examples = examples;
  }

  Attempt number(int number) {
    RandomGenerator random = new SplittableRandom(seed * STEP + number);
    Operation operation = operation(random);
    boolean damaged = random.nextInt(5) < 3;
    String visitor = operation.path().equals("/login") ? "nobody" : visitors.any(random);
    Values values = new Values(schemas, pool, random);
    List<Header> headers = new ArrayList<>(visitors.headers(visitor));
    new Headers(random, pool).add(headers, operation, damaged);
    Example example = random.nextInt(3) == 0 ? null : examples.any(operation, random);
    byte[] body =
        operation.type().isEmpty() && random.nextInt(20) > 0
            ? new byte[0]
            : new Content(random, values, pool)
                .of(operation, headers, damaged, example == null ? null : example.body());
    boolean odd = damaged && random.nextInt(15) == 0;
    return new Attempt(
        number,
        operation.method() + " " + operation.path(),
        visitor,
        odd ? METHODS.get(random.nextInt(METHODS.size())) : operation.method(),
        example == null ? target(operation, damaged, values, random) : example.target(),
        headers,
        body,
        damaged && random.nextInt(60) == 0);
  }

  private Operation operation(RandomGenerator random) {
    Operation operation = operations.get(random.nextInt(operations.size()));
    while (operation.heavy() && random.nextInt(HEAVY) > 0) {
      operation = operations.get(random.nextInt(operations.size()));
    }
    return operation;
  }

  private String target(
      Operation operation, boolean damaged, Values values, RandomGenerator random) {
    String path =
        VARIABLE
            .matcher(operation.path())
            .replaceAll(
                (MatchResult found) ->
                    java.util.regex.Matcher.quoteReplacement(
                        found.group(1) + "/" + variable(found.group(1), damaged, values, random)));
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.path("name").asString("");
      boolean wanted = parameter.path("required").asBoolean(false) || random.nextInt(5) < 2;
      if (parameter.path("in").asString("").equals("query") && wanted) {
        Object value = values.of(parameter.path("schema"), name, 0);
        add(query, name, damaged && random.nextInt(3) == 0 ? Hostile.text(random) : value);
        if (damaged && random.nextInt(20) == 0) {
          add(query, name, value); // twice
        }
      }
    }
    if (operation.parameters().isEmpty() && random.nextInt(4) == 0) {
      String name = QUERY.get(random.nextInt(QUERY.size()));
      add(
          query,
          name,
          random.nextBoolean() ? Hostile.text(random) : String.valueOf(random.nextInt(-5, 2000)));
    }
    String target = path + query;
    return damaged && random.nextInt(12) == 0 ? bent(target, random) : target;
  }

  private static void add(
      StringBuilder query, String name, @org.jspecify.annotations.Nullable Object value) {
    query
        .append(query.isEmpty() ? '?' : '&')
        .append(name)
        .append('=')
        .append(encoded(String.valueOf(value)));
  }

  private String variable(String kind, boolean damaged, Values values, RandomGenerator random) {
    String known = pool.any(kind, random);
    if (damaged && random.nextInt(4) == 0) {
      return encoded(Hostile.text(random));
    }
    return known == null || random.nextInt(15) == 0 ? values.uuid() : encoded(known);
  }

  /** Half of a character goes over the wire as bytes that are no UTF-8. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              String escapes =
                  half
                      ? "%ED%A0%80"
                      : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8);
              encoded.append(escapes.equals("+") ? "%20" : escapes);
            });
    return encoded.toString();
  }

  private static String bent(String target, RandomGenerator random) {
    int at = random.nextInt(1, target.length() + 1);
    String start = target.substring(0, at);
    String end = target.substring(at);
    return switch (random.nextInt(18)) {
      case 0 -> target + "/";
      case 1 -> start + "/" + end;
      case 2 -> start + "%00" + end;
      case 3 -> start + "/../" + end;
      case 4 -> start + "/%2e%2e/" + end;
      case 5 -> start + "%2f" + end;
      case 6 -> start + ";fuzz=1" + end;
      case 7 -> start + "\\" + end;
      case 8 -> start + "%" + end;
      case 9 -> start + "%zz" + end;
      case 10 -> start + "%ff%fe" + end;
      case 11 -> start + "{|}" + end;
      case 12 -> start + "é👻" + end;
      case 13 -> start + " " + end;
      case 14 -> target + "?" + "a=1&".repeat(2000);
      case 15 -> target + "/" + "x".repeat(random.nextInt(9000));
      case 16 -> target + (target.contains("?") ? "&" : "?") + "%00=%ED%A0%80&a&=&a=%";
      default -> target.toUpperCase(java.util.Locale.ROOT).replaceFirst("^/API/", "/api/");
    };
  }
}
