package fr.jalons.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.marks.Post;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FormBodyTest {
  private static final JsonMapper JSON = new JsonMapper();

  private record Id(UUID value) {}

  /** A line that is written. */
  private record Line(String text, String more) {}

  /** A line about somebody who was chosen. */
  private record About(Id student, String status) {}

  /** With both. */
  @Post("/api/form-body-tests")
  private record Noted(Id noted, List<Line> lines, List<About> abouts) {}

  @Test
  void aWrittenLineNeedsOneTextAndALineAboutSomebodyASecondOne() {
    Map<String, List<String>> entered =
        Map.of(
            "lines[0].text", List.of("Explique"),
            "lines[1].text", List.of(" "),
            "abouts[0].student", List.of("a"),
            "abouts[0].status", List.of(""),
            "abouts[1].student", List.of("b"),
            "abouts[1].status", List.of("PRESENT"));

    String body = FormBody.of(CommandShape.of(Noted.class), entered, List.of(), JSON).toString();

    assertThat(JSON.readTree(body))
        .isEqualTo(
            JSON.readTree(
                """
                {"lines": [{"text": "Explique"}], "abouts": [{"student": "b", "status": "PRESENT"}]}
                """));
  }
}
