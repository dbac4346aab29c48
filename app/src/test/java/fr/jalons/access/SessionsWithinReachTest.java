package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions stand beside classes and groups, and are seen by those who reach a student of them. */
class SessionsWithinReachTest extends OnDemoSchool {

  @ParameterizedTest
  @ValueSource(strings = {"demo-student", "demo-guardian", "demo-teacher", "demo-cpe"})
  void whoReachesAStudentSeesTheSameSessionsAndHoursAsAProgram(String login) {
    String address = "/api/students/" + student + "/follow-up";
    String whole = get(address).body();
    String own = person(login).get(address).body();
    assertThat(JsonPath.<List<?>>read(own, "$.sessions.list")).hasSizeGreaterThan(10);
    for (String part : List.of("$.sessions", "$.hours")) {
      assertThat(JsonPath.<Map<?, ?>>read(own, part))
          .as(part)
          .isEqualTo(JsonPath.<Map<?, ?>>read(whole, part));
    }
  }
}
