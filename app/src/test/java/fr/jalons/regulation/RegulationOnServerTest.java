package fr.jalons.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Alerts, decisions and effects as people and programs meet them. */
class RegulationOnServerTest extends OnDemoSchool {
  @Autowired EvaluateAlerts evaluation;

  private HttpResponse<String> post(String path, String body) {
    return new Visitor(port).json("POST", path, body.replace('\'', '"'), "Authorization", bearer);
  }

  private String made(String path, String body) {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    caughtUp(answer);
    return JsonPath.read(answer.body(), "$.id");
  }

  private void caughtUp(HttpResponse<String> answer) {
    String position = answer.headers().firstValue("Jalons-Position").orElseThrow();
    assertThat(
            new Visitor(port)
                .get("/api/alerts?state=OPEN", "Authorization", bearer, "Jalons-Position", position)
                .statusCode())
        .isEqualTo(200);
  }

  private String alert() {
    return made("/api/alerts", "{'studentId':'" + student + "','text':'Parle de partir'}");
  }

  private static String toAct(String more) {
    return "{'verdict':'ACT','scale':'CLASS','body':'CONCERTATION','text':'Appeler','reviewOn':'2099-01-01'"
        + more
        + "}";
  }

  private Map<String, Object> found(String alert) {
    return JsonPath.<List<Map<String, Object>>>read(
            get("/api/alerts").body(), "$[?(@.id=='" + alert + "')]")
        .getFirst();
  }

  @Test
  void anAlertIsDecidedAndItsEffectMeasuredAsTheIndicatorSaysIt() {
    String alert = alert();
    assertThat(found(alert)).containsEntry("rule", "MANUAL").containsEntry("decision", null);
    String code = JsonPath.read(found(alert), "$.scope.code");
    String decision =
        made(
            "/api/alerts/" + alert + "/decisions",
            toAct(",'indicator':'S42','comparison':'AT_LEAST','targetValue':0.0001"));
    HttpResponse<String> assessed =
        post("/api/decisions/" + decision + "/assessments", "{'comment':'À suivre'}");
    assertThat(assessed.statusCode()).as(assessed.body()).isEqualTo(201);
    double value =
        JsonPath.<List<Double>>read(
                get("/api/indicators?codes=S42&class=" + code).body(), "$[?(@.by==null)].value")
            .getFirst();
    assertThat(JsonPath.<Number>read(assessed.body(), "$.measured").doubleValue()).isEqualTo(value);
    assertThat(JsonPath.<Boolean>read(assessed.body(), "$.met")).isTrue();
    caughtUp(assessed);
    assertThat(JsonPath.<String>read(found(alert), "$.decision.assessment.id"))
        .isEqualTo(JsonPath.read(assessed.body(), "$.id"));
    assertThat(post("/api/decisions/" + decision + "/assessments", "{}").statusCode())
        .isEqualTo(409);
    HttpResponse<String> watching =
        post(
            "/api/records/" + decision + "/corrections",
            "{'reason':'r','record':{'verdict':'WATCH','scale':'CLASS','body':'CONCERTATION','text':'t'}}");
    assertThat(watching.statusCode()).isEqualTo(409);
    assertThat(watching.body()).contains("déjà constaté");
  }

  @Test
  void ofManyDecisionsAtOnceOneIsTaken() {
    String alert = alert();
    List<CompletableFuture<Integer>> rivals =
        IntStream.range(0, 8)
            .mapToObj(
                one ->
                    CompletableFuture.supplyAsync(
                        () -> post("/api/alerts/" + alert + "/decisions", toAct("")).statusCode()))
            .toList();
    List<Integer> answers = rivals.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
  }

  @Test
  void rulesTellEachFactOnceAlsoTwoAtATimeAndAfterAWithdrawal() {
    List<HttpResponse<String>> both =
        Stream.of(1, 2)
            .map(one -> CompletableFuture.supplyAsync(() -> post("/api/alert-evaluations", "")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    List<String> raised =
        both.stream()
            .flatMap(
                answer -> {
                  assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                  return JsonPath.<List<String>>read(answer.body(), "$.alerts").stream();
                })
            .toList();
    assertThat(raised).isNotEmpty();
    assertThat(new HashSet<>(raised)).hasSize(raised.size());

    String one = raised.getFirst();
    assertThat(
            post("/api/records/" + one + "/corrections", "{'reason':'r','record':{'text':'t'}}")
                .body())
        .contains("alert-of-rule");
    caughtUp(post("/api/records/" + one + "/withdrawal", "{'reason':'Su'}"));
    Instant start = Instant.now();
    assertThat(JsonPath.<Integer>read(post("/api/alert-evaluations", "").body(), "$.raised"))
        .isZero();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    evaluation.everyDay();
    assertThat(JsonPath.<List<Object>>read(get("/api/alerts").body(), "$[?(@.id=='" + one + "')]"))
        .isEmpty();
  }

  @Test
  void familiesSeeWhatIsDecidedAndTakeAwayEverything() {
    String open = alert();
    String decided = alert();
    String mine = made("/api/alerts/" + decided + "/decisions", toAct(""));
    Visitor guardian = person("demo-guardian");
    String page = guardian.page("/students/" + student).body();
    assertThat(page).contains("Appeler").doesNotContain("/alerts/" + open);
    String followUp =
        guardian
            .get("/api/students/" + student + "/follow-up", "Accept", "application/json")
            .body();
    assertThat(followUp).contains(decided, mine).doesNotContain(open);
    assertThat(get("/api/students/" + student + "/follow-up").body()).contains(open, decided);
    assertThat(
            guardian
                .get("/api/students/" + student + "/export", "Accept", "application/json")
                .body())
        .contains(open, decided);
    for (String path :
        List.of("/students/" + student + "/history", "/api/students/" + student + "/history")) {
      String history = guardian.get(path + "?limit=1000", "Accept", "*/*").body();
      assertThat(history).as(path).doesNotContain(open);
      if (path.startsWith("/api")) {
        assertThat(history).contains(decided, mine);
      }
    }
    assertThat(get("/api/students/" + student + "/history?limit=1000").body()).contains(open);
    assertThat(guardian.page("/records/" + open).statusCode()).isEqualTo(404);
    assertThat(guardian.get("/api/records/" + open).statusCode()).isEqualTo(404);
    assertThat(guardian.get("/api/records/" + decided).statusCode()).isEqualTo(200);
    assertThat(get("/api/records/" + open).statusCode()).isEqualTo(200);
    caughtUp(post("/api/records/" + mine + "/withdrawal", "{'reason':'Erreur'}"));
    for (String gone : List.of(mine, decided)) {
      assertThat(guardian.page("/records/" + gone).statusCode()).as(gone).isEqualTo(404);
    }
    made("/api/alerts/" + decided + "/decisions", toAct(""));
    String ofSchool =
        made("/api/alerts", "{'scope':{'school':'0990001X'},'text':'Peu de réponses'}");
    assertThat(guardian.page("/records/" + ofSchool).statusCode()).isEqualTo(404);
    assertThat(guardian.page("/records/" + decided).statusCode()).isEqualTo(200);
    for (String path : List.of("/alerts", "/api/alerts", "/alerts/new", "/alerts?body=OTHER")) {
      assertThat(guardian.page(path).statusCode()).as(path).isEqualTo(403);
      assertThat(person("demo-student").page(path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void ofAPastMomentAlertsStandAsTheyStoodThen() {
    String alert = alert();
    long raised = position(alert);
    String decision = made("/api/alerts/" + alert + "/decisions", toAct(""));
    long decided = position(decision);
    caughtUp(post("/api/records/" + decision + "/withdrawal", "{'reason':'Erreur'}"));
    long reopened = position(decision);

    assertThat(then(alert, raised - 1)).isEmpty();
    assertThat(then(alert, raised).getFirst()).containsEntry("decision", null);
    assertThat(JsonPath.<String>read(then(alert, decided).getFirst(), "$.decision.id"))
        .isEqualTo(decision);
    assertThat(then(alert, reopened)).containsExactly(found(alert));
    assertThat(get("/api/alerts?state=DECIDED&asOf=" + raised).body()).doesNotContain(alert);
    assertThat(get("/api/alerts?asOf=never").statusCode()).isEqualTo(400);
  }

  private List<Map<String, Object>> then(String alert, long position) {
    return JsonPath.read(get("/api/alerts?asOf=" + position).body(), "$[?(@.id=='" + alert + "')]");
  }

  /** Of the last event about a record. */
  private long position(String record) {
    return jdbc.sql("select max(position) from eventlog.event_tag where tag = 'record:' || ?")
        .param(record)
        .query(Long.class)
        .single();
  }

  @Test
  void nobodyReachesAlertsOfOtherClasses() {
    String other =
        jdbc.sql(
                """
                select m.student from planning.membership_on(current_date) m
                join planning.structure s on s.id = m.structure
                where s.kind = 'CLASS' and s.withdrawn_on is null and m.student <> ? and m.structure not in
                  (select structure from planning.membership_on(current_date) where student = ?)
                limit 1
                """)
            .params(student, student)
            .query(UUID.class)
            .single()
            .toString();
    String theirs = made("/api/alerts", "{'studentId':'" + other + "','text':'Seul'}");
    String decision = made("/api/alerts/" + theirs + "/decisions", toAct(""));
    Visitor cpe = person("demo-cpe");
    assertThat(cpe.get("/api/alerts").body()).doesNotContain(theirs);
    assertThat(cpe.get("/api/alerts?asOf=" + position(decision)).body()).doesNotContain(theirs);
    assertThat(cpe.page("/alerts").body()).doesNotContain(theirs).doesNotContain(decision);
    assertThat(cpe.page("/alerts/" + theirs + "/decisions").statusCode()).isEqualTo(404);
    assertThat(cpe.page("/decisions/" + decision + "/assessments").statusCode()).isEqualTo(404);
    Visitor teacher = person("demo-teacher");
    assertThat(teacher.page("/alerts/" + alert() + "/decisions").statusCode()).isEqualTo(403);
    String form = cpe.page("/alerts/new?studentId=" + other).body();
    assertThat(
            cpe.post(
                    "/alerts/new",
                    Map.of(
                        "_csrf", Visitor.csrf(form), "key", "k", "studentId", other, "text", "x"),
                    "Accept",
                    "text/html")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void thePageHasThreeColumnsACurveAndTheWatchListOfABody() {
    Visitor coordinator = person("demo-coordinator");
    String page = coordinator.page("/alerts").body();
    assertThat(page)
        .contains("À décider", "En cours", "Effet constaté", "<svg", "<polyline", "Valeurs jour");
    String watch = coordinator.page("/alerts?body=DROPOUT_PREVENTION").body();
    assertThat(watch)
        .contains("De réunion en réunion", "Réunion du 19/11", "Recevoir sa famille.")
        .doesNotContain("La classe vient moins aux séances du vendredi.");
    assertThat(coordinator.page("/alerts?body=").statusCode()).isEqualTo(200);
    assertThat(get("/api/alerts?state=NONE").statusCode()).isEqualTo(400);
  }
}
