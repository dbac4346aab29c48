package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.security.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metrics count what all schools do. */
class MetricsTest extends HostileServer {
  private static final String METRICS = "/actuator/prometheus";
  private static final String PASSWORD = "quatre vaches bleues au pré";

  @Test
  void theyAreForAdministratorsAndProgramsOfTheWholeInstallation() {
    assertThat(person("boss", "boss-password").get(METRICS).body()).contains("jvm_memory_used");
    assertThat(get(METRICS).statusCode()).isEqualTo(200);
    assertThat(new Visitor(port).get(METRICS).statusCode()).isEqualTo(401);
  }

  @Test
  void andNotForThoseOfOneSchool() {
    invite("m.admin", "ADMINISTRATOR", "0990003Z");
    invite("m.auditor", "AUDITOR", "0990003Z");
    for (String login : new String[] {"m.admin", "m.auditor"}) {
      Visitor person = person(login, PASSWORD);
      assertThat(person.get("/api/classes").statusCode()).as(login).isEqualTo(200);
      assertThat(person.get(METRICS).statusCode()).as(login).isEqualTo(403);
      assertThat(person.get("/actuator/health").statusCode()).as(login).isEqualTo(200);
    }
    String client =
        json(
                "/api/clients",
                "{\"id\":\"of-one-school\",\"scopes\":[\"read\",\"write\",\"operate\"],\"school\":\"0990003Z\"}")
            .body();
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "of-one-school",
            "client_secret",
            JsonPath.read(client, "$.secret"));
    String token = JsonPath.read(program.post("/oauth2/token", form).body(), "$.access_token");
    assertThat(program.get(METRICS, "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(403);
  }

  private Visitor person(String login, String password) {
    Visitor person = new Visitor(port);
    person.signIn(login, password);
    return person;
  }

  private void invite(String login, String role, String school) {
    String invited =
        json(
                "/api/accounts",
                "{\"login\":\"%s\",\"roles\":[\"%s\"],\"scope\":{\"school\":\"%s\"}}"
                    .formatted(login, role, school))
            .body();
    String link = JsonPath.read(invited, "$.link");
    String path = link.substring(link.indexOf("/invitations/"));
    Visitor person = new Visitor(port);
    String mark = Visitor.csrf(person.page(path).body());
    person.post(path, Map.of("password", PASSWORD, "repeated", PASSWORD, "_csrf", mark));
  }
}
