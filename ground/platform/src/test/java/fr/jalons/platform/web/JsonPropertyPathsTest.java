package fr.jalons.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPropertyPathsTest {
  record Inner(@JsonProperty("class") String classCode, String title) {}

  record Body(
      @JsonProperty("for") Inner audience,
      @JsonProperty("all") List<Inner> many,
      Map<String, Inner> byName,
      @JsonProperty String plain,
      String title) {}

  @ParameterizedTest
  @CsvSource({
    "title, title",
    "plain, plain",
    "audience, for",
    "audience.classCode, for.class",
    "audience.title, for.title",
    "many[3], all[3]",
    "many[3].classCode, all[3].class",
    "byName[x].classCode, byName[x].class",
    "unknown.classCode, unknown.classCode"
  })
  void aFieldIsNamedAsItIsWritten(String known, String written) {
    Inner inner = new Inner("", "");

    assertThat(JsonPropertyPaths.of(new Body(inner, List.of(), Map.of(), "", ""), known))
        .isEqualTo(written);
  }

  @Test
  void whatIsNotThereKeepsItsName() {
    @Nullable Object nothing = null;

    assertThat(JsonPropertyPaths.of(nothing, "classCode")).isEqualTo("classCode");
  }
}
