package fr.jalons.faults.fuzz;

import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests that would be answered, for calls that chance hardly ever gets right: the examples of
 * the description, with what exists here in the place of what they name. Damaged like all others,
 * they reach what lies behind the first refusals.
 */
final class Examples {
  private static final int OF_EACH = 40;
  private static final int VARIANTS = 4;
  private static final int SURVEYS = 8;
  private static final int INVITATIONS = 20;
  private static final int ERASURES = 4;
  private static final int DAYS = 20;
  private static final String CLASS = "1CAPPSR";
  private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{[^}]+}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern DAY = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d");

  private final JalonsProcess jalons;
  private final Map<String, List<Example>> known = new HashMap<>();

  /** Identifiers by the word that stands before them in addresses. */
  private final Map<String, List<String>> things = new HashMap<>();

  /**
   * A request that has a good chance.
   *
   * @param body null if it has none
   */
  record Example(String target, @Nullable Object body) {}

  Examples(JalonsProcess jalons, List<Operation> operations) throws IOException {
    this.jalons = jalons;
    List<String> students =
        jalons
            .get("/api/students?class=" + CLASS)
            .expect(200)
            .json()
            .valueStream()
            .map(student -> student.path("id").asString())
            .toList();
    things.put("students", students);
    for (Operation operation :
        operations.stream().sorted(Comparator.comparing(Examples::depth)).toList()) {
      if (!operation.example().isMissingNode()) {
        examples(operation);
      }
    }
    answers(students);
    invitations();
    erasures(students);
  }

  /** What others are about is made first. */
  private static int depth(Operation operation) {
    return operation.path().length() + (operation.creates() ? 0 : 1000);
  }

  /** Where it makes something new, every second is asked for, so that others may be about it. */
  private void examples(Operation operation) throws IOException {
    for (int i = 0; i < OF_EACH; i++) {
      String target = target(operation.path(), i);
      if (target == null) {
        return;
      }
      for (int variant = 0; variant < VARIANTS; variant++) {
        Object body =
            Objects.requireNonNull(adapted(operation.example(), "", i, new Turn(i + variant)));
        add(operation.method() + " " + operation.path(), target, body);
        if (operation.creates() && variant == 0 && i % 2 == 0) {
          JalonsProcess.Answer answer = jalons.post(target, body);
          if (answer.status() == 201) {
            String id = answer.json().path("id").asString();
            for (String kind : List.of(operation.path().replaceFirst(".*/", ""), "records")) {
              things.computeIfAbsent(kind, first -> new ArrayList<>()).add(id);
            }
          }
        }
      }
    }
  }

  /** The path with a known thing for each variable; null if there is none of a kind. */
  private @Nullable String target(String path, int number) {
    Matcher variables = VARIABLE.matcher(path);
    StringBuilder target = new StringBuilder();
    while (variables.find()) {
      List<String> known = things.getOrDefault(variables.group(1), List.of());
      if (known.isEmpty()) {
        return null;
      }
      variables.appendReplacement(
          target, variables.group(1) + "/" + known.get(number % known.size()));
    }
    return variables.appendTail(target).toString();
  }

  /** Takes the known things of a kind in turns, so that those of one body differ. */
  private static final class Turn {
    private int next;

    Turn(int first) {
      this.next = first;
    }

    String of(List<String> known) {
      return known.get(Math.floorMod(next++, known.size()));
    }
  }

  /** The same with identifiers that exist, the class of the students, and days just past. */
  private @Nullable Object adapted(JsonNode value, String name, int number, Turn turn) {
    if (value.isObject()) {
      Map<String, Object> object = new LinkedHashMap<>();
      value.forEachEntry(
          (field, inner) -> {
            boolean group = field.equals("group");
            Object adapted = group ? CLASS : adapted(inner, field, number, turn);
            if (adapted != null) {
              object.put(group ? "class" : field, adapted);
            }
          });
      return object;
    }
    if (value.isArray()) {
      List<Object> array = new ArrayList<>();
      for (JsonNode element : value) {
        Object adapted = adapted(element, name, number, turn);
        if (adapted != null) {
          array.add(adapted);
        }
      }
      return array;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    return value.isNumber() ? value.numberValue() : text(value.asString(""), name, number, turn);
  }

  /** Null for an identifier of something of which nothing is known here. */
  private @Nullable String text(String text, String name, int number, Turn turn) {
    if (UUID_TEXT.matcher(text).matches()) {
      List<String> known = things.getOrDefault(Pool.kind(name), List.of());
      return known.isEmpty() ? null : turn.of(known);
    }
    if (name.equals("class")) {
      return CLASS;
    }
    Matcher day = DAY.matcher(text);
    if (!day.find()) {
      return text;
    }
    return name.startsWith("closes")
        ? Values.NOT_SOON
        : LocalDate.now(ZoneOffset.UTC).minusDays(1 + number % DAYS) + text.substring(day.end());
  }

  @Nullable Example any(Operation operation, RandomGenerator random) {
    List<Example> all = known.get(operation.method() + " " + operation.path());
    return all == null ? null : all.get(random.nextInt(all.size()));
  }

  private void add(String operation, String target, @Nullable Object body) {
    known.computeIfAbsent(operation, o -> new ArrayList<>()).add(new Example(target, body));
  }

  private void answers(List<String> students) throws IOException {
    for (int i = 0; i < SURVEYS; i++) {
      String survey =
          created(
              "/api/surveys",
              Map.of(
                  "title",
                  "Enquête " + i,
                  "audience",
                  "STUDENTS",
                  "class",
                  CLASS,
                  "anonymous",
                  i % 2 == 0,
                  "closesOn",
                  Values.NOT_SOON,
                  "questions",
                  List.of(
                      Map.of("id", "q1", "text", "Utile ?", "kind", "SCALE_1_5"),
                      Map.of("id", "q2", "text", "Quand ?", "kind", "CHOICE", "choices", halves()),
                      Map.of("id", "q3", "text", "Pourquoi ?", "kind", "TEXT"))));
      for (String student : students) {
        add(
            "POST /api/surveys/{survey}/answers",
            "/api/surveys/" + survey + "/answers",
            Map.of(
                "respondentId", student, "answers", Map.of("q1", 4, "q2", "matin", "q3", "Bien")));
      }
    }
  }

  private static List<String> halves() {
    return List.of("matin", "après-midi");
  }

  private void invitations() throws IOException {
    Map<String, Object> scope = Map.of("school", "0990001X", "classes", List.of(CLASS));
    for (int i = 0; i < INVITATIONS; i++) {
      JsonNode account =
          jalons
              .post(
                  "/api/accounts",
                  Map.of("login", "fuzz." + i, "roles", List.of("CPE"), "scope", scope))
              .expect(201)
              .json();
      add(
          "POST /invitations/{token}",
          account.path("link").asString().replaceFirst(".*/invitations/", "/invitations/"),
          Map.of("password", "trois pommes au grenier", "repeated", "trois pommes au grenier"));
      add(
          "PUT /api/accounts/{id}/roles",
          "/api/accounts/" + account.path("id").asString() + "/roles",
          Map.of("roles", List.of("TEACHER"), "scope", scope));
    }
  }

  /** Asked for by the program, so that a person may approve. */
  private void erasures(List<String> students) throws IOException {
    for (int i = 0; i < ERASURES; i++) {
      String student = students.get(students.size() - 1 - i);
      String request =
          created(
              "/api/students/" + student + "/erasure-requests",
              Map.of("reason", "Demande de la famille"));
      add(
          "POST /api/erasure-requests/{request}/approval",
          "/api/erasure-requests/" + request + "/approval",
          null);
    }
  }

  private String created(String path, Object body) throws IOException {
    return jalons.post(path, body).expect(201).json().path("id").asString();
  }
}
