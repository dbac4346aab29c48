package fr.jalons.faults.fuzz;

import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests that would be answered, for calls that chance hardly ever gets right: a roll wants the
 * members of that session, an answer the questions of that survey. Damaged like all others, they
 * reach what lies behind the first refusals.
 */
final class Examples {
  private static final int SESSIONS = 40;
  private static final int SURVEYS = 8;
  private static final int INVITATIONS = 20;
  private static final int ERASURES = 4;
  private static final String CLASS = "1CAPPSR";

  private final JalonsProcess jalons;
  private final Map<String, List<Example>> known = new HashMap<>();
  private final List<String> students;

  /**
   * A request that has a good chance.
   *
   * @param body null if it has none
   */
  record Example(String target, @Nullable Object body) {}

  Examples(JalonsProcess jalons, Visitors visitors) throws IOException {
    this.jalons = jalons;
    this.students =
        jalons
            .get("/api/students?class=" + CLASS)
            .expect(200)
            .json()
            .valueStream()
            .map(student -> student.path("id").asString())
            .toList();
    rolls();
    answers();
    assessments();
    invitations();
    erasures();
  }

  @Nullable Example any(Operation operation, RandomGenerator random) {
    List<Example> all = known.get(operation.method() + " " + operation.path());
    return all == null ? null : all.get(random.nextInt(all.size()));
  }

  private void add(String operation, String target, @Nullable Object body) {
    known.computeIfAbsent(operation, o -> new ArrayList<>()).add(new Example(target, body));
  }

  private void rolls() throws IOException {
    for (int i = 0; i < SESSIONS; i++) {
      String session =
          created(
              "/api/sessions",
              Map.of(
                  "title",
                  "Séance " + i,
                  "audience",
                  Map.of("class", CLASS),
                  "start",
                  "2026-11-%02dT%02d:00".formatted(2 + i % 20, 8 + i / 20),
                  "minutes",
                  55));
      String target = "/api/sessions/" + session;
      String student = students.get(i % students.size());
      List<Map<String, String>> roll =
          students.stream().map(id -> Map.of("studentId", id, "status", "PRESENT")).toList();
      add(
          "POST /api/sessions/{session}/held",
          target + "/held",
          Map.of("attendance", roll, "summary", "Ateliers", "competencies", List.of("CT-01")));
      add(
          "POST /api/sessions/{session}/attendance-corrections",
          target + "/attendance-corrections",
          Map.of("studentId", student, "status", "EXCUSED", "reason", "Certificat"));
    }
  }

  private void answers() throws IOException {
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

  private void assessments() throws IOException {
    for (JsonNode framework : jalons.get("/api/frameworks").expect(200).json()) {
      for (JsonNode competency : framework.path("competencies")) {
        String student = students.get(competency.path("code").asString().length() % 10);
        add(
            "POST /api/students/{student}/assessments",
            "/api/students/" + student + "/assessments",
            Map.of(
                "framework",
                framework.path("code").asString(),
                "competency",
                competency.path("code").asString(),
                "level",
                framework.path("rubric").path(0).path("level").asInt(1),
                "context",
                "AP",
                "discipline",
                "Français",
                "observedOn",
                "2026-10-12"));
      }
    }
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
  private void erasures() throws IOException {
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
