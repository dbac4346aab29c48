package fr.jalons.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of records tell what follows for each from others (S5, S37). */
class DerivedFieldsTest extends OnDemoSchool {

  @Test
  void actionsTellHowFarTheyAre() {
    String actions = get("/api/records?kind=ACTION&from=2025-08-01&until=2026-07-31").body();
    List<Map<String, Object>> all = JsonPath.read(actions, "$[*].record");
    assertThat(all)
        .isNotEmpty()
        .allSatisfy(
            record ->
                assertThat(record)
                    .containsKeys("complete", "missing", "status", "minutesHeld", "students"));
    assertThat(JsonPath.<List<?>>read(actions, "$[?(@.record.complete==false)].record.missing[*]"))
        .isNotEmpty();
    Map<String, Object> done =
        JsonPath.<List<Map<String, Object>>>read(actions, "$[?(@.record.status=='CLOSED')].record")
            .getFirst();
    assertThat(done).containsEntry("outcome", "ACHIEVED").containsEntry("complete", true);
    int held = JsonPath.read(done, "$.sessions.held");
    assertThat(held).isPositive();
    assertThat(done).containsEntry("minutesHeld", held * 55);
    assertThat((int) JsonPath.read(done, "$.students")).isPositive();
  }

  @Test
  void atAPastMomentAnActionStandsAsItStoodThen() {
    String actions = get("/api/records?kind=ACTION&asOf=2025-12-01").body();
    assertThat(JsonPath.<List<String>>read(actions, "$[*].record.status"))
        .isNotEmpty()
        .containsOnly("OPEN");
    assertThat(JsonPath.<List<?>>read(actions, "$[*].record.outcome")).isEmpty();
  }

  @Test
  void meetingsTellTheirMinutes() {
    String meetings = get("/api/records?kind=MEETING").body();
    String minutes = get("/api/records?kind=MINUTES").body();
    List<String> told = JsonPath.read(meetings, "$[*].record.minutesId");
    assertThat(told)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(JsonPath.<List<String>>read(minutes, "$[*].id"));
    assertThat(JsonPath.<List<?>>read(meetings, "$[*].record.decisions[*]")).isNotEmpty();
    assertThat(meetings).doesNotContain("sealed:");
  }
}
