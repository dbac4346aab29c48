package fr.jalons.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a proposal of the pedagogical council to a version of the plan (S4, S35). */
class PlanVersionsTest extends OnDemoSchool {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

  private HttpResponse<String> send(String path, String body) {
    HttpResponse<String> answer =
        new Visitor(port).json("POST", path, body.replace('\'', '"'), "Authorization", bearer);
    String position = answer.headers().firstValue("Jalons-Position").orElse("0");
    new Visitor(port)
        .get("/api/plan", "Authorization", bearer, "Jalons-Position", position); // waits for it
    return answer;
  }

  private String made(String path, String body) {
    HttpResponse<String> answer = send(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }

  private String meeting(String body) {
    return made(
        "/api/meetings",
        "{'body':'%s','heldOn':'%s','minutes':60,'others':12}".formatted(body, TODAY));
  }

  @Test
  void aVersionIsThePlanAsItStoodWhenItWasProposed() {
    int before = JsonPath.read(get("/api/plan").body(), "$.version");
    String proposal =
        made(
            "/api/proposals",
            "{'kind':'PLAN','meeting':'%s','title':'Plan','text':'Trois volets'}"
                .formatted(meeting("PEDAGOGICAL_COUNCIL")));
    made("/api/objectives", "{'title':'Après la proposition','startsOn':'%s'}".formatted(TODAY));
    assertThat(JsonPath.<Integer>read(get("/api/plan").body(), "$.version")).isEqualTo(before);

    String body =
        "{'meeting':'%s','inFavour':9,'against':3,'abstentions':1}"
            .formatted(meeting("GOVERNING_BOARD"));
    HttpResponse<String> voted = send("/api/proposals/" + proposal + "/votes", body);
    assertThat(voted.statusCode()).as(voted.body()).isEqualTo(201);
    assertThat(JsonPath.<String>read(voted.body(), "$.outcome")).isEqualTo("ADOPTED");

    String now = get("/api/plan").body();
    int version = JsonPath.read(now, "$.version");
    assertThat(version).isEqualTo(before + 1);
    assertThat(JsonPath.<String>read(now, "$.adoptedOn")).isEqualTo(TODAY.toString());
    assertThat(JsonPath.<List<String>>read(now, "$.objectives[*].title"))
        .contains("Après la proposition");
    String then = get("/api/plan?version=" + version).body();
    assertThat(JsonPath.<Integer>read(then, "$.version")).isEqualTo(version);
    assertThat(JsonPath.<List<String>>read(then, "$.objectives[*].title"))
        .doesNotContain("Après la proposition");
    assertThat(JsonPath.<List<String>>read(then, "$.proposals[*].id")).contains(proposal);
    HttpResponse<String> unknown = get("/api/plan?version=" + (version + 1));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JsonPath.<String>read(unknown.body(), "$.errors[0].field")).isEqualTo("version");

    int position = JsonPath.read(then, "$.position");
    assertThat(person("demo-guardian").page("/plan").body()).contains("asOf=" + position);

    String vote = JsonPath.read(voted.body(), "$.id");
    HttpResponse<String> corrected =
        send(
            "/api/records/" + vote + "/corrections",
            "{'reason':'Recompté','record':%s}".formatted(body.replace(":3", ":13")));
    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(204);
    assertThat(JsonPath.<Integer>read(get("/api/plan").body(), "$.version")).isEqualTo(before);
  }

  @Test
  void whatCouncilsDidIsForTheDirectionToRecord() {
    Visitor lead = person("demo-lead");
    String form = lead.page("/meetings/new").body();
    HttpResponse<String> answer =
        lead.post(
            "/meetings/new",
            Map.of(
                "_csrf",
                Visitor.csrf(form),
                "key",
                "council",
                "scope",
                "0990001X:D:1CAPPSR",
                "body",
                "GOVERNING_BOARD",
                "heldOn",
                TODAY.toString(),
                "minutes",
                "60",
                "others",
                "12"),
            "Accept",
            "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("Votre rôle ne permet pas cette action");
  }
}
