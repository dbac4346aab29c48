package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is attacked, and what programs are written after, must be what is there. */
class ApiDescriptionTest extends HostileServer {
  @Test
  void everyCommandIsDescribedWithItsOwnBody() {
    String description = get("/v3/api-docs").body();

    Map<String, Object> schemas = JsonPath.read(description, "$.components.schemas");
    assertThat(schemas)
        .containsKeys("DiagnoseNeedBody", "OpenSurveyBody")
        .doesNotContainKey("Body");
    List<String> bodies =
        JsonPath.read(
            description, "$.paths.*.post.requestBody.content['application/json'].schema.$ref");
    assertThat(bodies).hasSizeGreaterThan(12).doesNotHaveDuplicates();
  }
}
