package fr.jalons.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.evaluation.grid.Grid;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** The living grid: what is on file for each question, and what a school answered (S48). */
class LivingGridTest extends OnDemoSchool {
  @Autowired Folds folds;
  @Autowired MessageSource words;

  private String all() {
    return get("/api/self-assessments").body();
  }

  private String running() {
    return JsonPath.<List<String>>read(all(), "$[?(@.running==true)].id").getFirst();
  }

  private String over() {
    return JsonPath.<List<String>>read(all(), "$[?(@.running==false)].id").getFirst();
  }

  private HttpResponse<String> answer(String campaign, String body) {
    return new Visitor(port)
        .json(
            "POST",
            "/api/self-assessments/" + campaign + "/answers",
            body.replace('\'', '"'),
            "Authorization",
            bearer);
  }

  @Test
  void allEvidenceOfTheGridIsCountedOnceAndHasWords() {
    Set<String> wanted =
        Grid.shipped().questions().stream()
            .flatMap(question -> question.evidence().stream())
            .flatMap(ground -> ground.counts().stream())
            .collect(Collectors.toSet());
    for (String key : wanted) {
      assertThat(words.getMessage("evidence." + key, null, Locale.FRENCH)).isNotBlank();
      assertThat(words.getMessage("evidence." + key, null, Locale.ENGLISH)).isNotBlank();
    }
    assertThat(folds.evidence().keySet()).isEqualTo(wanted);
  }

  @Test
  void aCampaignOfAWholeYearFindsNearlyAllOfItsEvidence() {
    String year = get("/api/self-assessments/" + over()).body();

    assertThat((int) JsonPath.read(year, "$.of")).isEqualTo(48);
    assertThat((int) JsonPath.read(year, "$.questions.length()")).isEqualTo(48);
    assertThat((int) JsonPath.read(year, "$.evidenced")).isGreaterThanOrEqualTo(44);
    assertThat((int) JsonPath.read(year, "$.evidenced"))
        .isEqualTo(JsonPath.<List<?>>read(year, "$.questions[?(@.evidenced==true)]").size());
    assertThat(LocalDate.parse(JsonPath.read(year, "$.endedOn")))
        .isEqualTo(LocalDate.parse(JsonPath.<String>read(year, "$.until")).plusDays(1));
  }

  @Test
  void theIndicatorSaysWhatTheRunningCampaignSays() {
    String campaign = get("/api/self-assessments/" + running()).body();
    String indicator = get("/api/indicators?codes=S48").body();

    assertThat((int) JsonPath.read(indicator, "$[0].numerator"))
        .isEqualTo((int) JsonPath.read(campaign, "$.evidenced"));
    assertThat((int) JsonPath.read(indicator, "$[0].denominator")).isEqualTo(48);
    assertThat(JsonPath.<List<?>>read(campaign, "$.questions[?(@.row=='S48')].indicator.value"))
        .isEqualTo(JsonPath.<List<?>>read(indicator, "$[*].value"));
    assertThat(get("/api/indicators?class=1CAPPSR&codes=S48").body()).isEqualTo("[]");
  }

  @Test
  void whatWasCountedIsWhatIsOnFile() {
    String campaign = get("/api/self-assessments/" + running()).body();
    String volets = get("/api/records?kind=VOLET").body();
    String meetings = get("/api/indicators?codes=S46").body();

    assertThat(count(campaign, "Q02", "volets définis"))
        .isEqualTo(JsonPath.<List<?>>read(volets, "$[?(@.status=='STANDING')]").size());
    assertThat(count(campaign, "Q46", "réunions de concertation"))
        .isEqualTo((int) JsonPath.read(meetings, "$[0].numerator"));
  }

  private static int count(String campaign, String question, String what) {
    return JsonPath.<List<Integer>>read(
            campaign,
            "$.questions[?(@.code=='%s')].evidence[?(@.what=='%s')].count"
                .formatted(question, what))
        .getFirst();
  }

  @Test
  void theLaterAnswerCountsAndAnotherCampaignStandsBeside() {
    String campaign = running();
    assertThat(answer(campaign, "{'question':'Q02','rating':1}").statusCode()).isEqualTo(201);
    HttpResponse<String> later =
        answer(campaign, "{'question':'Q02','rating':3,'comment':'En équipe'}");
    assertThat(later.statusCode()).as(later.body()).isEqualTo(201);
    String position = later.headers().firstValue("Jalons-Position").orElseThrow();
    String shown =
        new Visitor(port)
            .get(
                "/api/self-assessments/" + campaign + "?compare=" + over(),
                "Authorization",
                bearer,
                "Jalons-Position",
                position)
            .body();

    Map<String, Object> question =
        JsonPath.<List<Map<String, Object>>>read(shown, "$.questions[?(@.code=='Q02')]").getFirst();
    assertThat(question).containsEntry("rating", 3).containsEntry("comment", "En équipe");
    assertThat(question.get("before")).asString().contains("rating", "evidenced");
    assertThat(JsonPath.<List<?>>read(shown, "$.questions[?(@.before.evidenced != null)]"))
        .hasSize(48);
  }

  @Test
  void whatCannotBeAnsweredIsRefusedByItsField() {
    HttpResponse<String> unknown = answer(running(), "{'question':'Q99','rating':3}");
    HttpResponse<String> five = answer(running(), "{'question':'Q02','rating':5}");
    HttpResponse<String> over = answer(over(), "{'question':'Q02','rating':3}");

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(unknown.body(), "$.errors[0].field")).isEqualTo("question");
    assertThat(five.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(five.body(), "$.errors[0].field")).isEqualTo("rating");
    assertThat(over.statusCode()).isEqualTo(409);
    assertThat(get("/api/self-assessments/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aQuestionIsAnsweredInPlaceAndTheFormIsPrinted() {
    String address = "/self-assessments/" + running();
    Visitor head = person("demo-head");
    assertThat(head.page("/self-assessments").body()).contains(address);

    String page = head.page(address + "?compare=" + over()).body();
    assertThat(page)
        .contains("Plan – Planifier", "Do – Mettre en œuvre", "Check – Évaluer", "Avant :")
        .contains("id=\"Q48\"", "href=\"/meetings")
        .contains("answer=Q05#Q05\"", "hx-select=\"#Q05\"")
        .doesNotContain("name=\"rating\"");
    assertThat(head.page(address + "?answer=Q05").body())
        .containsOnlyOnce("name=\"question\"")
        .contains("value=\"Q05\"", "autofocus");
    assertThat(person("demo-teacher").page(address + "?answer=Q05").body())
        .doesNotContain("name=\"rating\"");
    HttpResponse<String> answered =
        head.post(
            address + "/answers",
            Map.of(
                "_csrf", Visitor.csrf(page),
                "key", UUID.randomUUID().toString(),
                "question", "Q05",
                "rating", "4",
                "comment", ""),
            "Accept",
            "text/html");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(302);
    assertThat(head.page(address).body()).contains("Évalué et ajusté (4/4)");

    HttpResponse<String> printed = head.page(address + "?print=true");
    assertThat(printed.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/pdf");
    assertThat(printed.body()).startsWith("%PDF");
  }

  @Test
  void whatIsNoCampaignCannotStandBeside() {
    String address = "/self-assessments/" + running() + "?compare=";
    String told = get("/api" + address + "none").body();
    assertThat(get("/api" + address + "none").statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(told, "$.errors[0].field")).isEqualTo("compare");
    assertThat(get("/api" + address + UUID.randomUUID()).statusCode()).isEqualTo(404);
    String noCampaign =
        JsonPath.<List<String>>read(get("/api/records?kind=VOLET").body(), "$[*].id").getFirst();
    assertThat(get("/api" + address + noCampaign).statusCode()).isEqualTo(404);

    Visitor head = person("demo-head");
    assertThat(head.page(address + "none").statusCode()).isEqualTo(400);
    assertThat(head.page(address + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(head.page(address).statusCode()).isEqualTo(200);
  }

  @Test
  void aCampaignThatIsOverHasNoFormAndFamiliesSeeNone() {
    assertThat(person("demo-head").page("/self-assessments/" + over()).body())
        .doesNotContain("name=\"rating\"");
    assertThat(person("demo-guardian").page("/self-assessments").statusCode()).isEqualTo(403);
  }
}
