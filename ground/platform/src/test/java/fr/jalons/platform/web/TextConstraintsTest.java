package fr.jalons.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

class TextConstraintsTest {
  private final JsonMapper mapper = mapper();

  enum Colour {
    RED
  }

  record Id(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Id {}
  }

  record Body(
      String text,
      List<String> texts,
      Map<String, String> map,
      Map<String, Object> any,
      LocalDate day,
      Colour c,
      Integer n,
      Id id) {}

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    new TextConstraints().storableBodies().customize(builder);
    return builder.build();
  }

  @Test
  void ordinaryTextAndPairedSurrogatesAreRead() {
    assertThat(read("{'text':'né à L’Haÿ 😀 \\ud83d\\ude00'}").text())
        .isEqualTo("né à L’Haÿ 😀 😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'a\\u0000b'}",
        "{'text':'\\ud83d'}",
        "{'text':'\\ude00\\ud83d'}",
        "{'texts':['fine','\\u0000']}",
        "{'map':{'a':'\\u0000'}}",
        "{'text':'sealed:1:00000000-0000-0000-0000-000000000001:title:AAAA'}",
        "{'texts':['\\n\\t sealed:2:x']}",
        "{'map':{'a':'sealed:'}}",
        "{'map':{'sealed:9:':'a'}}",
        "{'any':{'a':['sealed:1:']}}",
        "{'map':{'\\u0000':'a'}}"
      })
  void textThatPostgresqlRefusesIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(TextConstraints.UnstorableText.class);
  }

  @Test
  void theFieldIsNamed() {
    assertThatThrownBy(() -> read("{'texts':['fine','\\u0000']}"))
        .isInstanceOfSatisfying(
            MismatchedInputException.class,
            refused -> {
              assertThat(refused.getPath()).hasSize(2);
              assertThat(refused.getPath().getFirst().getPropertyName()).isEqualTo("texts");
              assertThat(refused.getPath().getLast().getIndex()).isEqualTo(1);
            });
  }

  @Test
  void textMayBeEmpty() {
    assertThat(read("{'text':''}").text()).isEmpty();
  }

  @Test
  void whatIsAbsentOrNullIsNull() {
    assertThat(read("{'day':null,'id':null}"))
        .extracting(Body::day, Body::id, Body::n)
        .containsOnlyNulls();
  }

  @Test
  void aDateHasAPlausibleYear() {
    assertThat(read("{'day':'2026-09-01'}").day()).isEqualTo(LocalDate.of(2026, 9, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'day':'+999999999-12-31'}",
        "{'day':'-0044-03-15'}",
        "{'day':'0026-10-01'}",
        "{'day':'2026-02-30'}",
        "{'day':'01/09/2026'}",
        "{'day':''}",
        "{'day':20260901}",
        "{'day':[2026,9,1]}",
        "{'day':{}}",
        "{'c':0}",
        "{'id':''}",
        "{'id':' '}",
        "{'c':''}",
        "{'n':''}",
        "{'n':1.5}",
        "{'n':1e40}"
      })
  void nonsenseIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JacksonException.class);
  }

  private Body read(String json) {
    return mapper.readValue(json.replace('\'', '"'), Body.class);
  }
}
