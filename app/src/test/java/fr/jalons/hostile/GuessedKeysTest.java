package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A reader of the log who guesses an idempotency key cannot tell whether it was sent. */
class GuessedKeysTest extends HostileServer {
  private static final String KEY = "need-2026-09-15";

  @Autowired JdbcTemplate jdbc;

  @Test
  void neitherTheTagNorTheIdThatAKeyLeadsToCanBeComputedFromIt() throws Exception {
    String student = JsonPath.read(get("/api/students?class=1CAPPSR").body(), "$[0].id");
    String id = need(student);
    assertThat(need(student)).as("the same request again").isEqualTo(id);

    long position =
        jdbc.queryForObject(
            "select position from eventlog.event_tag where tag = ?", Long.class, "need:" + id);
    String actor =
        jdbc.queryForObject(
            "select metadata ->> 'actor' from eventlog.event where position = ?",
            String.class,
            position);
    String plain =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest((actor + ':' + KEY).getBytes(StandardCharsets.UTF_8)));
    assertThat(
            jdbc.queryForList(
                "select tag from eventlog.event_tag where position = ? and tag like 'idempotency:%'",
                String.class,
                position))
        .hasSize(1)
        .doesNotContain("idempotency:" + plain);
    assertThat(id)
        .isNotEqualTo(
            UUID.nameUUIDFromBytes(("id:" + actor + ':' + KEY).getBytes(StandardCharsets.UTF_8))
                .toString());
    assertThat(UUID.fromString(id).version()).isEqualTo(8);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }

  private String need(String student) {
    HttpResponse<String> answer =
        post(
            "/api/students/" + student + "/needs",
            "application/json",
            "{\"area\":\"AUTONOMY\",\"description\":\"d\",\"diagnosedOn\":\"2025-09-15\"}",
            "Idempotency-Key",
            KEY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }
}
