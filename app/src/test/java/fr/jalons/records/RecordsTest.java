package fr.jalons.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What was recorded is corrected and withdrawn, counts as it now stands, and is forgotten nowhere.
 */
class RecordsTest extends OnDemoSchool {
  private static final String TODAY = LocalDate.now(java.time.ZoneId.of("Europe/Paris")).toString();

  @Autowired PostgresEventStorageEngine log;
  @Autowired ReadModels readModels;

  private HttpResponse<String> post(String path, String body, String... headers) {
    List<String> all = new java.util.ArrayList<>(List.of("Authorization", bearer));
    all.addAll(List.of(headers));
    return new Visitor(port)
        .json("POST", path, body.replace('\'', '"'), all.toArray(String[]::new));
  }

  private String created(String path, String body) {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }

  private String interview(String summary) {
    return created(
        "/api/students/" + student + "/interviews",
        "{'heldOn':'%s','summary':'%s'}".formatted(TODAY, summary));
  }

  private void refused(HttpResponse<String> answer, int status, String field, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].code")).contains(code);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field")).contains(field);
  }

  private List<String> summaries(String query) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> readModels.await(log.head(), Duration.ofSeconds(5)));
    return JsonPath.read(
        get("/api/students/" + student + "/follow-up" + query).body(), "$.interviews[*].summary");
  }

  @Test
  void aCorrectedRecordCountsAsCorrectedAndShowsWhatWasKnownBefore() {
    String id = interview("Veut être boulangère");
    long before = log.head();
    HttpResponse<String> corrected =
        post(
            "/api/records/" + id + "/corrections",
            "{'reason':'Mal noté','record':{'heldOn':'%s','summary':'Veut être pâtissière'}}"
                .formatted(TODAY),
            "If-Match",
            "\"1\"");
    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(204);

    assertThat(summaries(""))
        .contains("Veut être pâtissière")
        .doesNotContain("Veut être boulangère");
    assertThat(summaries("?asOf=" + before))
        .contains("Veut être boulangère")
        .doesNotContain("Veut être pâtissière");
    String record = get("/api/records/" + id).body();
    assertThat(JsonPath.<String>read(record, "$.kind")).isEqualTo("INTERVIEW");
    assertThat(JsonPath.<Integer>read(record, "$.version")).isEqualTo(2);
    assertThat(JsonPath.<String>read(record, "$.status")).isEqualTo("STANDING");
    assertThat(JsonPath.<String>read(record, "$.student")).isEqualTo(student.toString());
    assertThat(JsonPath.<Map<String, Object>>read(record, "$.record"))
        .isEqualTo(Map.of("kind", "ENTRY", "heldOn", TODAY, "summary", "Veut être pâtissière"));
    assertThat(JsonPath.<List<String>>read(record, "$.versions[*].reason"))
        .containsExactly("Mal noté");
    assertThat(get("/api/students/" + student + "/history?limit=1000").body())
        .contains("Veut être boulangère", "Mal noté");

    String stale = "{'reason':'x','record':{'heldOn':'%s','summary':'y'}}".formatted(TODAY);
    refused(
        post("/api/records/" + id + "/corrections", stale, "If-Match", "\"1\""),
        412,
        "If-Match",
        "platform.stale");
  }

  @Test
  void whatABodyMayNotSayACorrectionMayNotSay() {
    String id = interview("Un premier échange");
    String path = "/api/records/" + id + "/corrections";
    refused(
        post(path, "{'reason':'x','record':{'heldOn':'2099-01-01','summary':'y'}}"),
        400,
        "record.heldOn",
        "planning.date-ahead");
    refused(
        post(path, "{'reason':'x','record':{'heldOn':'never','summary':'y'}}"),
        400,
        "record.heldOn",
        "platform.unreadable-field");
    refused(post(path, "{'reason':'x','record':{}}"), 400, "record.summary", "NotBlank");
    refused(post(path, "{'record':{}}"), 400, "reason", "NotBlank");
    HttpResponse<String> unknown =
        post("/api/records/" + UUID.randomUUID() + "/corrections", "{'reason':'x','record':{}}");
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  /** Others may append meanwhile. */
  private int toldOf(String need) {
    return log.read(EventCriteria.havingTags(Tag.of(Tags.NEED, need)), 0, Integer.MAX_VALUE).size();
  }

  @Test
  void aWithdrawnNeedCountsNowhereAndStaysInTheHistory() {
    String need =
        created(
            "/api/students/" + student + "/needs",
            "{'area':'EXAM','description':'Pour un autre élève','diagnosedOn':'%s'}"
                .formatted(TODAY));
    long before = log.head();
    String path = "/api/records/" + need + "/withdrawal";
    assertThat(post(path, "{'reason':'Mauvais dossier'}").statusCode()).isEqualTo(204);
    long head = log.head();
    assertThat(toldOf(need)).isEqualTo(2);
    assertThat(post(path, "{'reason':'Encore'}").statusCode()).isEqualTo(204);
    assertThat(toldOf(need)).isEqualTo(2);
    summaries("");

    String followUp = "/api/students/" + student + "/follow-up";
    assertThat(get(followUp).body()).doesNotContain(need);
    assertThat(get(followUp + "?asOf=" + before).body()).contains(need);
    assertThat(get(followUp + "?asOf=" + head).body()).doesNotContain(need);
    assertThat(get("/api/needs/" + need).statusCode()).isEqualTo(404);
    String record = get("/api/records/" + need).body();
    assertThat(JsonPath.<String>read(record, "$.status")).isEqualTo("WITHDRAWN");
    assertThat(JsonPath.<String>read(record, "$.withdrawal.reason")).isEqualTo("Mauvais dossier");
    assertThat(post("/api/needs/" + need + "/closure", "{'outcome':'x'}").statusCode())
        .isEqualTo(409);
    assertThat(get("/api/students/" + student + "/history?limit=1000").body())
        .contains("Pour un autre élève", "Mauvais dossier");
    assertThat(
            jdbc.sql("select payload from eventlog.event where type = 'record.RecordWithdrawn'")
                .query(String.class)
                .list())
        .noneMatch(payload -> payload.contains("Mauvais dossier"));
    String page = person("demo-teacher").page("/students/" + student).body();
    assertThat(page).contains("<del>", "Pour un autre élève", "Mauvais dossier");
  }

  @Test
  void aTeacherWithdrawsTheirOwnInTheBrowserAndNobodyElses() {
    Visitor teacher = person("demo-teacher");
    String form = "/students/" + student + "/needs";
    HttpResponse<String> sent =
        teacher.post(
            form,
            Map.of(
                "_csrf",
                Visitor.csrf(teacher.page(form).body()),
                "key",
                UUID.randomUUID().toString(),
                "area",
                "AUTONOMY",
                "description",
                "Saisi par erreur",
                "diagnosedOn",
                TODAY));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
    summaries("");
    String page = teacher.page("/students/" + student).body();
    String own = page.substring(0, page.indexOf("Saisi par erreur"));
    String record =
        page.substring(own.length()).replaceFirst("(?s).*?/records/([0-9a-f-]{36}).*", "$1");

    String withdrawal = "/records/" + record + "/withdrawal";
    assertThat(teacher.page("/records/" + record).body()).contains("Saisi par erreur", withdrawal);
    HttpResponse<String> silent = withdrawn(teacher, withdrawal, "");
    assertThat(silent.statusCode()).isEqualTo(422);
    HttpResponse<String> done = withdrawn(teacher, withdrawal, "Erreur de dossier");
    assertThat(done.statusCode()).isEqualTo(302);
    assertThat(teacher.page("/records/" + record).body())
        .contains("<del", "Erreur de dossier")
        .doesNotContain(withdrawal);

    String others = interview("Noté par le programme");
    HttpResponse<String> refused = withdrawn(teacher, "/records/" + others + "/withdrawal", "x");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Seuls son auteur");
    Visitor lead = person("demo-lead");
    assertThat(withdrawn(lead, "/records/" + others + "/withdrawal", "x").statusCode())
        .isEqualTo(302);
    assertThat(person("demo-guardian").page("/records/" + others).statusCode()).isEqualTo(200);
  }

  @Test
  void aTeacherCorrectsTheirOwnInTheBrowserByTheFormThatRecordedIt() {
    Visitor teacher = person("demo-teacher");
    String own = interviewInTheBrowser(teacher, "Veut être boulangère");
    String form = "/records/" + own + "/correction";
    assertThat(teacher.page("/records/" + own).body()).contains(form);
    assertThat(teacher.page(form).body())
        .contains("Veut être boulangère", "value=\"" + TODAY + "\"", "Motif de la correction");

    HttpResponse<String> silent = corrected(teacher, form, "Veut être pâtissière", "", "1");
    assertThat(silent.statusCode()).isEqualTo(422);
    assertThat(silent.body())
        .contains("field-correctionReason-error", "Veut être pâtissière", "Rien n’est enregistré");
    HttpResponse<String> empty = corrected(teacher, form, "", "Mal noté", "1");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("field-summary-error", "Mal noté");
    HttpResponse<String> done = corrected(teacher, form, "Veut être pâtissière", "Mal noté", "1");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(302);
    assertThat(teacher.page("/records/" + own).body())
        .contains("Veut être boulangère", "Veut être pâtissière", "Mal noté");
    assertThat(summaries(""))
        .contains("Veut être pâtissière")
        .doesNotContain("Veut être boulangère");
    HttpResponse<String> stale = corrected(teacher, form, "Veut être chef", "Encore", "1");
    assertThat(stale.statusCode()).isEqualTo(422);

    String others = interview("Noté par le programme");
    HttpResponse<String> refused =
        corrected(teacher, "/records/" + others + "/correction", "Autre", "x", "1");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Seuls son auteur");
    assertThat(person("demo-guardian").page(form).statusCode()).isEqualTo(403);
  }

  private String interviewInTheBrowser(Visitor teacher, String summary) {
    String form = "/students/" + student + "/interviews";
    HttpResponse<String> sent =
        teacher.post(
            form,
            Map.of(
                "_csrf",
                Visitor.csrf(teacher.page(form).body()),
                "key",
                UUID.randomUUID().toString(),
                "heldOn",
                TODAY,
                "summary",
                summary));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
    summaries("");
    String page = teacher.page("/students/" + student).body();
    return page.substring(page.indexOf(summary))
        .replaceFirst("(?s).*?/records/([0-9a-f-]{36}).*", "$1");
  }

  private static HttpResponse<String> corrected(
      Visitor who, String form, String summary, String reason, String version) {
    return who.post(
        form,
        Map.of(
            "_csrf",
            Visitor.csrf(who.page(form).body()),
            "key",
            UUID.randomUUID().toString(),
            "correctionVersion",
            version,
            "heldOn",
            TODAY,
            "summary",
            summary,
            "correctionReason",
            reason),
        "Accept",
        "text/html");
  }

  private static HttpResponse<String> withdrawn(Visitor who, String path, String reason) {
    String csrf = Visitor.csrf(who.page(path).body());
    return who.post(
        path,
        Map.of("_csrf", csrf, "key", UUID.randomUUID().toString(), "reason", reason),
        "Accept",
        "text/html");
  }

  @Test
  void aTestThatWasWithdrawnMayBeRecordedAgain() {
    String test = "{'subject':'FRENCH','takenOn':'%s','score':3,'maximum':20}".formatted(TODAY);
    String path = "/api/students/" + student + "/positionings";
    String first = created(path, test);
    assertThat(created(path, test)).isEqualTo(first);
    assertThat(post("/api/records/" + first + "/withdrawal", "{'reason':'x'}").statusCode())
        .isEqualTo(204);
    String second = created(path, test.replace("3,", "4,"));
    assertThat(second).isNotEqualTo(first);
    assertThat(created(path, test.replace("3,", "4,"))).isEqualTo(second);
  }

  @Test
  void whatHasCallsOfItsOwnIsNotCorrectedAndWhatDoesNotLastDoesNotEnd() {
    String need =
        created(
            "/api/students/" + student + "/needs",
            "{'area':'EXAM','description':'Réviser','diagnosedOn':'%s'}".formatted(TODAY));
    HttpResponse<String> corrected =
        post("/api/records/" + need + "/corrections", "{'reason':'x','record':{}}");
    assertThat(corrected.statusCode()).isEqualTo(409);
    assertThat(corrected.body()).contains("records.own-calls");
    HttpResponse<String> ended = post("/api/records/" + need + "/ending", "{'reason':'x'}");
    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.body()).contains("records.not-lasting");
  }

  @Test
  void aWithdrawnSessionIsInNoListAndInNoRate() {
    Map<String, Object> held =
        jdbc.sql("select * from delivery.session where status = 'HELD' order by start desc limit 1")
            .query()
            .singleRow();
    String session = String.valueOf(held.get("id"));
    String scope =
        held.get("kind").toString().toLowerCase(java.util.Locale.ROOT) + '=' + held.get("code");
    String asked = "/api/indicators?school=0990001X&codes=S42&from=2000-01-01";
    int expected = JsonPath.read(get(asked).body(), "$[0].denominator");
    String list = "/api/records?kind=SESSION&" + scope;
    assertThat(get(list).body()).contains(session);
    long before = log.head();
    assertThat(post("/api/records/" + session + "/withdrawal", "{'reason':'Doublon'}").statusCode())
        .isEqualTo(204);
    summaries("");
    assertThat(JsonPath.<Integer>read(get(asked).body(), "$[0].denominator")).isLessThan(expected);
    assertThat(get("/api/sessions/" + session).statusCode()).isEqualTo(404);
    assertThat(get(list).body()).doesNotContain(session);
    assertThat(get(list + "&withdrawn=true").body()).contains(session);
    assertThat(get(list + "&asOf=" + before).body()).contains(session);
    assertThat(get(list + "&asOf=" + log.head()).body()).doesNotContain(session);
    refused(get("/api/records?kind=NEED&class=1CAPPSR"), 400, "kind", "records.in-the-follow-up");
    refused(get("/api/records?kind=NOTHING&class=1CAPPSR"), 400, "kind", "records.kind-unknown");
    assertThat(person("demo-teacher").get("/api/records?kind=SESSION&class=1CAPEPC").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aSessionThatWasMovedIsReadAsItNowStandsAndAsItStoodBefore() {
    String need = need("Lire un plan");
    String session = session("Lire", need);
    long before = log.head();
    String moved =
        "{'title':'Compter','start':'%sT14:00','minutes':40}"
            .formatted(LocalDate.parse(TODAY).plusDays(1));
    String path = "/api/sessions/" + session + "/changes";
    refused(post(path, moved, "If-Match", "\"2\""), 412, "If-Match", "platform.stale");
    assertThat(post(path, moved, "If-Match", "\"1\"").statusCode()).isEqualTo(200);
    summaries("");

    String record = get("/api/records/" + session).body();
    assertThat(JsonPath.<Integer>read(record, "$.version")).isEqualTo(2);
    assertThat(JsonPath.<String>read(record, "$.record.title")).isEqualTo("Compter");
    assertThat(JsonPath.<List<String>>read(record, "$.versions[*].record.title"))
        .containsExactly("Lire", "Compter");
    assertThat(
            JsonPath.<List<String>>read(get("/api/records/" + need).body(), "$.references[*].id"))
        .doesNotContain(session);

    String list = "/api/records?kind=SESSION&class=1CAPPSR";
    String title = "$[?(@.id=='%s')].record.title".formatted(session);
    assertThat(JsonPath.<List<String>>read(get(list).body(), title)).containsExactly("Compter");
    assertThat(JsonPath.<List<String>>read(get(list + "&until=" + TODAY).body(), title)).isEmpty();
    assertThat(JsonPath.<List<String>>read(get(list + "&asOf=" + log.head()).body(), title))
        .containsExactly("Compter");
    assertThat(JsonPath.<List<String>>read(get(list + "&asOf=" + before).body(), title))
        .containsExactly("Lire");

    String followUp = "/api/students/" + student + "/follow-up";
    String minutes = "$.sessions.list[?(@.id=='%s')].minutes".formatted(session);
    assertThat(JsonPath.<List<Integer>>read(get(followUp).body(), minutes)).containsExactly(40);
    assertThat(JsonPath.<List<Integer>>read(get(followUp + "?asOf=" + before).body(), minutes))
        .containsExactly(55);
    assertThat(
            JsonPath.<List<String>>read(
                get("/api/students/" + student + "/history?after=" + (before - 1)).body(),
                "$.events[?(@.payload.session=='%s')].type".formatted(session)))
        .containsExactly("delivery.SessionScheduled", "delivery.SessionChanged");
    assertThat(
            post("/api/records/" + session + "/corrections", "{'reason':'x','record':{}}").body())
        .contains("records.own-calls");
    assertThat(post("/api/records/" + session + "/withdrawal", "{'reason':'x'}").statusCode())
        .isEqualTo(204);
    summaries("");
    assertThat(get("/api/sessions/" + session).statusCode()).isEqualTo(404);
    assertThat(get(followUp).body()).doesNotContain(session);
  }

  @Test
  void aTeacherMovesASessionInTheBrowserByAFormThatHoldsWhatIsPlanned() {
    String need = need("Lire une recette");
    String session = session("Lire une recette", need);
    assertThat(post("/api/needs/" + need + "/closure", "{'outcome':'Sait lire'}").statusCode())
        .isEqualTo(204);
    summaries("");
    Visitor teacher = person("demo-teacher");
    String form = "/sessions/" + session + "/changes";
    assertThat(teacher.page("/sessions/" + session).body()).contains(form, "Modifier la séance");
    String filled = teacher.page(form).body();
    assertThat(filled)
        .contains("value=\"Lire une recette\"", "value=\"" + TODAY + "T10:00\"", "value=\"55\"")
        .contains("Choix antérieur, qui n’est plus proposé")
        .contains("value=\"" + need + "\" checked")
        .contains("value=\"EXAM\" checked");

    HttpResponse<String> refused = changed(teacher, form, "", need);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("field-title-error")
        .contains("value=\"" + need + "\" checked");
    assertThat(changed(teacher, form, "Lire en cuisine", need).statusCode()).isEqualTo(302);
    String seen = get("/api/sessions/" + session).body();
    assertThat(JsonPath.<String>read(seen, "$.title")).isEqualTo("Lire en cuisine");
    assertThat(JsonPath.<List<String>>read(seen, "$.needIds")).containsExactly(need);
    assertThat(JsonPath.<List<String>>read(seen, "$.natures")).isEmpty();
  }

  private static HttpResponse<String> changed(Visitor who, String form, String title, String need) {
    return who.post(
        form,
        Map.of(
            "_csrf",
            Visitor.csrf(who.page(form).body()),
            "key",
            UUID.randomUUID().toString(),
            "title",
            title,
            "start",
            TODAY + "T10:00",
            "minutes",
            "55",
            "needIds",
            need),
        "Accept",
        "text/html");
  }

  private String need(String description) {
    return created(
        "/api/students/" + student + "/needs",
        "{'area':'EXAM','description':'%s','diagnosedOn':'%s'}".formatted(description, TODAY));
  }

  private String session(String title, String need) {
    return created(
        "/api/sessions",
        "{'title':'%s','audience':{'class':'1CAPPSR','school':'0990001X'},'start':'%sT10:00','minutes':55,'natures':['EXAM'],'needIds':['%s']}"
            .formatted(title, TODAY, need));
  }
}
