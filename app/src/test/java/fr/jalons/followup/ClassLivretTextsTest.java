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

/** The texts of a class as programs and spreadsheets take them; in a year that no story tells. */
class ClassLivretTextsTest extends OnDemoSchool {
  private static final String QUERY = "/livret-texts?term=S2&year=2001";

  @Test
  void theTextsOfAClassAreReadAsJsonAndAsLines() {
    HttpResponse<String> written =
        new Visitor(port)
            .json(
                "POST",
                "/api/students/" + student + "/livret-texts",
                "{\"year\":2001,\"term\":\"S2\",\"body\":\"=1+1 dit \\\"bien\\\", et mieux\"}",
                "Authorization",
                bearer);
    assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
    List<String> classes =
        JsonPath.read(
            get("/api/students/" + student + "/follow-up").body(),
            "$.memberships[?(@.until==null)].structure");
    String code =
        classes.stream().filter(one -> one.contains(":D:")).findFirst().orElseThrow().split(":")[2];
    String path = "/api/classes/" + code + QUERY;

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(JsonPath.<List<String>>read(get(path).body(), "$[*].studentId"))
                    .containsExactly(student.toString()));
    assertThat(JsonPath.<String>read(get(path).body(), "$[0].body"))
        .isEqualTo("=1+1 dit \"bien\", et mieux");
    HttpResponse<String> lines =
        new Visitor(port).get(path, "Authorization", bearer, "Accept", "text/csv");
    assertThat(lines.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(lines.body())
        .isEqualTo("studentId,body\r\n" + student + ",\"'=1+1 dit \"\"bien\"\", et mieux\"\r\n");
    assertThat(get(path.replace("S2", "S3")).statusCode()).isEqualTo(400);
    assertThat(person("demo-student").get(path, "Accept", "application/json").statusCode())
        .isEqualTo(403);
  }
}
