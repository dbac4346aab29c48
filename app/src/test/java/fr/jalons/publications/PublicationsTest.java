package fr.jalons.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a school publishes of its figures: as they were, for whom it addresses, read once each. */
class PublicationsTest extends OnDemoSchool {

  private HttpResponse<String> post(String path, String body) {
    return new Visitor(port).json("POST", path, body.replace('\'', '"'), "Authorization", bearer);
  }

  private HttpResponse<String> publish(String indicators, String audiences) {
    return post(
        "/api/publications",
        "{'title':'Trimestre %s','indicators':%s,'scopes':['SCHOOL','CLASS'],'audiences':%s}"
            .formatted(UUID.randomUUID(), indicators, audiences));
  }

  private String published(String indicators, String audiences) {
    HttpResponse<String> answer = publish(indicators, audiences);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String id = JsonPath.read(answer.body(), "$.id");
    caughtUp(answer);
    return id;
  }

  private void caughtUp(HttpResponse<String> answer) {
    String position = answer.headers().firstValue("Jalons-Position").orElseThrow();
    assertThat(
            new Visitor(port)
                .get("/api/publications", "Authorization", bearer, "Jalons-Position", position)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void figuresAreThoseOfThePositionAtWhichTheyWereRead() {
    String publication = get("/api/publications/" + published("['S42','S10']", "['STAFF']")).body();

    int position = JsonPath.read(publication, "$.position");
    String then = get("/api/indicators?school=0990001X&codes=S42&asOf=" + position).body();
    Map<String, Object> figure =
        JsonPath.<List<Map<String, Object>>>read(
                publication, "$.figures[?(@.code=='S42' && @.scope.kind=='SCHOOL')]")
            .getFirst();
    assertThat(((Number) figure.get("numerator")).intValue())
        .isEqualTo((int) JsonPath.read(then, "$[0].numerator"));
    assertThat(figure.get("version")).isEqualTo(JsonPath.read(then, "$[0].version"));
    assertThat(JsonPath.<List<String>>read(publication, "$.figures[*].scope.code"))
        .contains("1CAPPSR", "1CAPEPC");
    assertThat(JsonPath.<Map<String, Integer>>read(publication, "$.readings"))
        .isEqualTo(Map.of("STAFF", 0));
  }

  @Test
  void whatIsSuppressedIsNowhereInTheAnswer() {
    String publication = get("/api/publications/" + published("['S42']", "['STAFF']")).body();
    List<Map<String, Object>> figures = JsonPath.read(publication, "$.figures");
    assertThat(figures)
        .allSatisfy(
            figure -> {
              boolean suppressed = (boolean) figure.get("suppressed");
              Object people = figure.get("people");
              assertThat(suppressed || ((Number) people).intValue() >= 5).isTrue();
              if (suppressed) {
                assertThat(figure)
                    .containsEntry("value", null)
                    .containsEntry("numerator", null)
                    .containsEntry("denominator", null)
                    .containsEntry("people", null);
              }
            });
  }

  @Test
  void whatNobodyMeasuresIsRefusedByItsPlaceInTheList() {
    HttpResponse<String> refused = publish("['S42','S99']", "['STAFF']");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(refused.body(), "$.errors[0].field"))
        .isEqualTo("indicators[1]");
    HttpResponse<String> groups =
        post(
            "/api/publications",
            "{'title':'Groupes','indicators':['S42'],'scopes':['GROUP'],'audiences':['STAFF']}");
    assertThat(groups.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(groups.body(), "$.errors[0].field")).isEqualTo("scopes[0]");
  }

  @Test
  void aGuardianSeesWhatAddressesGuardiansAndSaysOnceThatTheyHaveReadIt() {
    String theirs = published("['S42']", "['GUARDIANS']");
    String others = published("['S42']", "['STAFF']");
    Visitor guardian = person("demo-guardian");
    assertThat(guardian.page("/publications").body()).contains(theirs).doesNotContain(others);
    assertThat(guardian.page("/publications/" + others).statusCode()).isEqualTo(404);

    String page = guardian.page("/publications/" + theirs).body();
    assertThat(page).contains("J’ai lu");
    for (int twice = 0; twice < 2; twice++) {
      HttpResponse<String> read =
          guardian.post(
              "/publications/" + theirs + "/readings",
              Map.of("_csrf", Visitor.csrf(page)),
              "Accept",
              "text/html");
      assertThat(read.statusCode()).as(read.body()).isEqualTo(302);
    }
    String body = get("/api/publications/" + theirs).body();
    assertThat(JsonPath.<Integer>read(body, "$.readings.GUARDIANS")).isEqualTo(1);
    assertThat(guardian.page("/publications/" + theirs).body()).doesNotContain("/readings\"");
  }

  @Test
  void aReadingOfSomebodyWhomItDoesNotAddressIsRefused() {
    String publication = published("['S42']", "['STAFF']");
    HttpResponse<String> refused =
        post("/api/publications/" + publication + "/readings", "{'readerId':'" + student + "'}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("publication-not-addressed");
  }

  @Test
  void aPublicationIsNotCorrectedAndStaysVisibleWithTheReasonOnceWithdrawn() {
    String publication = published("['S42']", "['GUARDIANS']");
    HttpResponse<String> corrected =
        post(
            "/api/records/" + publication + "/corrections",
            "{'reason':'Titre','record':{'title':'Autre'}}");
    assertThat(corrected.statusCode()).isEqualTo(409);
    assertThat(corrected.body()).contains("records.publication-stays");

    HttpResponse<String> withdrawn =
        post("/api/records/" + publication + "/withdrawal", "{'reason':'Chiffres faux'}");
    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(204);
    caughtUp(withdrawn);
    assertThat(person("demo-guardian").page("/publications/" + publication).body())
        .contains("Chiffres faux")
        .doesNotContain("J’ai lu");
  }

  @Test
  void aHeadReadsARecordOfTheSchoolWithoutStatingAReason() {
    String publication = published("['S42']", "['STAFF']");
    assertThat(person("demo-head").page("/records/" + publication).statusCode()).isEqualTo(200);
  }
}
