package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import fr.jalons.marks.Post;
import fr.jalons.platform.slices.Slices;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  @Test
  void everyCommandThatDecidesHasABelievableExample() {
    Map<String, Object> described = JsonPath.read(get("/v3/api-docs").body(), "$.paths");
    List<String> without =
        Slices.commands().stream()
            .filter(command -> command.isAnnotationPresent(Post.class))
            .map(CommandShape::of)
            .filter(shape -> shape.parts().stream().anyMatch(CommandShape.Part::inBody))
            .map(shape -> shape.post().value())
            .filter(path -> example(described, path) == null)
            .toList();
    assertThat(without).isEmpty();
  }

  private static @Nullable Object example(Map<String, Object> described, String path) {
    return JsonPath.using(
            Configuration.defaultConfiguration().addOptions(Option.DEFAULT_PATH_LEAF_TO_NULL))
        .parse(described.get(path))
        .read("$.post.requestBody.content['application/json'].example");
  }
}
