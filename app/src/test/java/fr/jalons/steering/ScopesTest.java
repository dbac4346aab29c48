package fr.jalons.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What records are about that are about no student: who may say it, and where it is shown. */
class ScopesTest extends OnDemoSchool {
  private static final String OTHER_CLASS = "1CAPEPC";

  private HttpResponse<String> set(String scope, String title) {
    String body =
        "{\"scope\":%s,\"title\":\"%s\",\"startsOn\":\"2026-09-01\"}".formatted(scope, title);
    return new Visitor(port).json("POST", "/api/objectives", body, "Authorization", bearer);
  }

  private String made(String scope, String title) {
    HttpResponse<String> answer = set(scope, title);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/api/records/");
    String position = answer.headers().firstValue("Jalons-Position").orElseThrow();
    new Visitor(port)
        .get("/api/plan", "Authorization", bearer, "Jalons-Position", position); // waits for it
    return JsonPath.read(answer.body(), "$.id");
  }

  private static String field(HttpResponse<String> refused) {
    return JsonPath.read(refused.body(), "$.errors[0].field");
  }

  @Test
  void aScopeThatMeansNothingIsRefusedByTheFieldThatNamesIt() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "{'class':'1CAPPSR','group':'X'}", "scope",
                "{'class':'9NOWHERE'}", "scope.class",
                "{'group':'9NOWHERE'}", "scope.group",
                "{'track':'99999'}", "scope.track",
                "{'school':'0999998Y'}", "scope.school")
            .entrySet()) {
      HttpResponse<String> answer = set(wrong.getKey().replace('\'', '"'), "Nulle part");
      assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(400);
      assertThat(field(answer)).as(answer.body()).isEqualTo(wrong.getValue());
    }
  }

  @Test
  void aListHasWhatOverlapsWithTheScopeThatIsAskedFor() {
    String track =
        jdbc.sql("select substr(mef, 4, 5) from planning.structure where code = '1CAPPSR'")
            .query(String.class)
            .single();
    String group =
        jdbc.sql(
                """
                select code from planning.structure
                where kind = 'GROUP' and '1CAPPSR' = any (classes) and withdrawn_on is null limit 1
                """)
            .query(String.class)
            .single();
    List<String> concerning =
        List.of(
            made("{}", "De l’établissement"),
            made("{\"track\":\"" + track + "\"}", "De la filière"),
            made("{\"class\":\"1CAPPSR\"}", "De la classe"),
            made("{\"group\":\"" + group + "\"}", "Du groupe"));
    String beside = made("{\"class\":\"" + OTHER_CLASS + "\"}", "De l’autre classe");

    assertThat(listed("class=1CAPPSR")).containsAll(concerning).doesNotContain(beside);
    assertThat(listed("group=" + group)).containsAll(concerning).doesNotContain(beside);
    assertThat(listed("track=" + track)).containsAll(concerning).doesNotContain(beside);
    assertThat(listed("class=" + OTHER_CLASS))
        .contains(concerning.getFirst(), beside)
        .doesNotContainAnyElementsOf(concerning.subList(1, 4));
    assertThat(listed("school=0990001X")).containsAll(concerning).contains(beside);
  }

  private List<String> listed(String scope) {
    return JsonPath.read(get("/api/records?kind=OBJECTIVE&" + scope).body(), "$[*].id");
  }

  @Test
  void aClassShowsWhatConcernsItAndThePlanShowsAll() {
    made("{\"class\":\"1CAPPSR\"}", "Visible ici seulement");
    Visitor lead = person("demo-coordinator");

    assertThat(lead.page("/classes/1CAPPSR").body()).contains("Visible ici seulement");
    assertThat(lead.page("/classes/" + OTHER_CLASS).body()).doesNotContain("Visible ici");
    assertThat(lead.page("/plan").body()).contains("Visible ici seulement");
    assertThat(lead.page("/plan?asOf=2025-08-01").body()).doesNotContain("Visible ici");
    assertThat(
            JsonPath.<List<Map<String, Object>>>read(
                get("/api/plan").body(), "$.objectives[?(@.title=='Visible ici seulement')].scope"))
        .containsExactly(Map.of("kind", "CLASS", "code", "1CAPPSR", "school", "0990001X"));
    assertThat(JsonPath.<List<?>>read(get("/api/plan?asOf=2025-08-01").body(), "$.objectives"))
        .isEmpty();
  }

  @Test
  void aScopeOutOfReachIsRefusedToThoseWhoReachAnother() {
    Visitor lead = person("demo-lead");
    String form = lead.page("/objectives/new").body();
    String others = "0990001X:D:" + OTHER_CLASS;
    assertThat(form)
        .contains("value=\"0990001X:D:1CAPPSR\"")
        .doesNotContain(others)
        .doesNotContain("value=\"0990001X\"");

    for (String scope : List.of(others, "0990001X")) {
      HttpResponse<String> answer =
          lead.post(
              "/objectives/new",
              Map.of(
                  "_csrf",
                  Visitor.csrf(form),
                  "scope",
                  scope,
                  "title",
                  "Ailleurs",
                  "key",
                  scope,
                  "startsOn",
                  "2026-09-01"),
              "Accept",
              "text/html");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("pas de votre ressort");
    }
  }

  @Test
  void familiesReadThePlanAndNoOtherPageOfTheSchool() {
    Visitor guardian = person("demo-guardian");
    assertThat(guardian.page("/plan").statusCode()).isEqualTo(200);
    assertThat(guardian.page("/plan").body()).doesNotContain("/meetings");
    assertThat(guardian.page("/meetings").statusCode()).isEqualTo(403);
    assertThat(guardian.page("/objectives/new").statusCode()).isEqualTo(403);
  }
}
