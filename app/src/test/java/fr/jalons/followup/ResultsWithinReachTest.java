package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A list of results is about students of several classes: each reader sees those they reach. */
class ResultsWithinReachTest extends OnDemoSchool {
  private static final String LIST =
      """
      {"kind":"TERM_AVERAGE","label":"Reach of a list","on":"2025-12-01","results":[
        {"studentId":"%s","score":11.5,"maximum":20},{"studentId":"%s","score":7.25,"maximum":20}]}
      """;

  /** Somebody whom the teacher of the demonstration does not reach. */
  private String stranger() {
    List<String> near = JsonPath.read(asked("demo-teacher", "/api/students").body(), "$[*].id");
    List<String> all = JsonPath.read(get("/api/students").body(), "$[*].id");
    return all.stream().filter(one -> !near.contains(one)).findFirst().orElseThrow();
  }

  private HttpResponse<String> asked(String login, String path) {
    return person(login).get(path, "Accept", "application/json");
  }

  @Test
  void nobodyReadsTheLinesOfStudentsOutOfReach() {
    String stranger = stranger();
    HttpResponse<String> sent =
        new Visitor(port)
            .json(
                "POST", "/api/results", LIST.formatted(student, stranger), "Authorization", bearer);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    String record = "/api/records/" + JsonPath.read(sent.body(), "$.id");
    String followUp = "/api/students/" + student + "/follow-up";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(followUp).body().contains("Reach of a list"));

    assertThat(get(record).body()).contains("11.5", "7.25");
    for (String login : List.of("demo-teacher", "demo-student", "demo-guardian")) {
      assertThat(asked(login, record).statusCode()).as(login).isIn(403, 404);
      assertThat(asked(login, followUp).body()).as(login).contains("11.5").doesNotContain("7.25");
      assertThat(asked(login, "/api/students/" + student + "/history?limit=1000").body())
          .as(login)
          .contains("Reach of a list")
          .doesNotContain(stranger);
    }
    assertThat(person("demo-teacher").page("/students/" + student).body()).contains("11,5 / 20");
    assertThat(get("/api/records?kind=RESULTS").statusCode()).isEqualTo(400);
  }
}
