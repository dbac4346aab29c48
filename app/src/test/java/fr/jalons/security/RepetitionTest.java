package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.LeastBodies;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.web.CommandShapes;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every call that writes is sent with an idempotency key, each moving on what the one before has
 * done. Then all of them are sent again, with the same keys: no row of any table changes.
 */
class RepetitionTest extends OnDemoSchool {
  /** What is written without being asked for, and how far work has come. */
  private static final Set<String> BUSY =
      Set.of(
          "eventlog.token",
          "eventlog.node",
          "eventlog.operation",
          "signin.attempt",
          "consultation.look",
          "schedule.task"); // some work recurs each minute

  /** Looks at files are recorded a little later than they are taken. */
  private static final Map<String, String> WITHOUT_LOOKS =
      Map.of(
          "eventlog.event", " where type <> 'privacy.FileConsulted'",
          "eventlog.event_tag", " where tag not like 'file:%'");

  /** Files and work that only reads have tests of their own; so has what needs a second person. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "POST /api/rosters",
          // It needs a conflict, which only an import brings.
          "POST /api/rosters/conflicts/{id}/resolution",
          // All read models are folded anew afterwards: JoinedFilesTest says them again.
          "POST /api/students/{student}/joining",
          "POST /api/students/{student}/separation",
          "POST /api/guardians/{guardian}/joining",
          "POST /api/guardians/{guardian}/separation",
          "POST /api/log/verifications",
          // Rules tell what is so by now: each fact once.
          "POST /api/alert-evaluations",
          "POST /api/erasure-requests/{request}/approval");

  @Autowired ReadModels readModels;
  @Autowired Clock clock;
  @Autowired CommandShapes shapes;

  private final List<Call> calls = new ArrayList<>();

  private record Call(String operation, String path, String body, String key) {
    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }
  }

  @Test
  void whateverIsSentAgainWithItsKeyChangesNothingHoweverFarTheStateHasMovedOn() {
    accounts();
    installation();
    plan();
    sessions();
    check();
    records();
    examples();
    assertThat(operationsOfCalls()).containsExactlyElementsOf(operationsThatWrite());
    Map<String, String> before = tables();

    calls.forEach(this::send);

    assertThat(tables()).isEqualTo(before);
  }

  private void accounts() {
    String account = "{'login':'again.%s','roles':['CPE'],'scope':{'school':'0990001X'}}";
    String id = JsonPath.read(call("POST /api/accounts", account.formatted("one")), "$.id");
    String path = "/api/accounts/" + id;
    call("PUT /api/accounts/{id}/roles", path + "/roles", roles("TEACHER"));
    call("POST /api/accounts/{id}/links", path + "/links", "");
    addFactor(id);
    call("DELETE /api/accounts/{id}/second-factor", path + "/second-factor", "");
    addFactor(id);
    call("DELETE /api/accounts/{id}", path, "");
    call("PUT /api/accounts/{id}/roles", path + "/roles", roles("PARTNER"));

    String gone = JsonPath.read(call("POST /api/accounts", account.formatted("two")), "$.id");
    jdbc.sql("delete from security.account where id = ?").param(gone).update(); // as erasures do
  }

  private static String roles(String role) {
    return "{'roles':['%s'],'scope':{'school':'0990001X'}}".formatted(role);
  }

  private void addFactor(String account) {
    jdbc.sql(
            """
            insert into signin.second_factor (account, sealed, confirmed) values (?, '', true)
            on conflict do nothing
            """)
        .param(account)
        .update();
  }

  /** One is made when something is to be signed. */
  private String credentialKey() {
    assertThat(get("/credentials/status/0").statusCode()).isEqualTo(200);
    return jdbc.sql("select kid from credentials.signing_key order by made_at desc limit 1")
        .query(String.class)
        .single();
  }

  private void installation() {
    for (String scope : List.of("read", "write")) { // withdrawn, and registered otherwise
      call("POST /api/clients", "{'id':'again-tool','scopes':['%s']}".formatted(scope));
      if (scope.equals("read")) {
        call("DELETE /api/clients/{client}", "/api/clients/again-tool", "");
      }
    }
    call("POST /api/clients", "{'id':'again-gone','scopes':['read']}");
    call("DELETE /api/clients/{client}", "/api/clients/again-gone", "");
    call("POST /api/token-keys", "");
    String kid = credentialKey();
    call(
        "POST /api/credential-keys/{kid}/revocation",
        "/api/credential-keys/" + kid + "/revocation",
        "");
    call("POST /api/frameworks/{code}/adoptions", "/api/frameworks/CPS/adoptions", EDITION);
    call("POST /api/read-models/{name}/rebuilds", "/api/read-models/audit.acts/rebuilds", "");
    call(
        "POST /api/parked-events/{id}/discard", "/api/parked-events/" + parked(1) + "/discard", "");
    call("POST /api/parked-events/{id}/retry", "/api/parked-events/" + parked(2) + "/retry", "");
  }

  private static final String EDITION = "{'edition':'2022'}";

  private UUID parked(long position) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into eventlog.parked_event (id, read_model, position, type, tries, error, parked_at)
            values (?, 'audit.acts', ?, 'x', 3, 'x', now())
            """)
        .params(id, position)
        .update();
    return id;
  }

  private void plan() {
    String student = "/api/students/" + pupil();
    String need =
        JsonPath.read(
            call(
                "POST /api/students/{student}/needs",
                student + "/needs",
                "{'area':'AUTONOMY','description':'A','source':'B','diagnosedOn':'%s'}"
                    .formatted(today())),
            "$.id");
    call(
        "POST /api/needs/{need}/refinements",
        "/api/needs/" + need + "/refinements",
        "{'description':'C','refinedOn':'%s'}".formatted(today()));
    call("POST /api/needs/{need}/closure", "/api/needs/" + need + "/closure", "{'outcome':'D'}");
    call(
        "POST /api/students/{student}/interviews",
        student + "/interviews",
        "{'heldOn':'%s','summary':'E'}".formatted(today()));
    call(
        "POST /api/students/{student}/positionings",
        student + "/positionings",
        "{'subject':'FRENCH','takenOn':'%s','score':11.5,'maximum':20}".formatted(today()));
    call(
        "POST /api/students/{student}/erasure-requests",
        student + "/erasure-requests",
        "{'reason':'F'}");
  }

  private void sessions() {
    String session = "{'title':'G','audience':{'class':'%s'},'start':'%sT0%d:00','minutes':55}";
    String held =
        JsonPath.read(
            call("POST /api/sessions", session.formatted(schoolClass(), today(), 0)), "$.id");
    call(
        "POST /api/sessions/{session}/changes",
        "/api/sessions/" + held + "/changes",
        "{'title':'P','start':'%sT00:05','minutes':55}".formatted(today()));
    call(
        "POST /api/sessions/{session}/held",
        "/api/sessions/" + held + "/held",
        "{'attendance':[{'studentId':'%s','status':'PRESENT'}]}".formatted(pupil()));
    call(
        "POST /api/sessions/{session}/attendance-corrections",
        "/api/sessions/" + held + "/attendance-corrections",
        "{'studentId':'%s','status':'EXCUSED','reason':'H'}".formatted(pupil()));
    String cancelled =
        JsonPath.read(
            call("POST /api/sessions", session.formatted(schoolClass(), today(), 2)), "$.id");
    call(
        "POST /api/sessions/{session}/cancellation",
        "/api/sessions/" + cancelled + "/cancellation",
        "{'reason':'I'}");
  }

  private void check() {
    call(
        "POST /api/students/{student}/assessments",
        "/api/students/" + pupil() + "/assessments",
        "{'framework':'CPS','competency':'CPS-C1.1','level':2,'context':'AP','discipline':'Français','observedOn':'%s'}"
            .formatted(today()));
    String survey =
        JsonPath.read(
            call(
                "POST /api/surveys",
                "{'title':'J','audience':'STUDENTS','class':'%s','anonymous':true,'closesOn':'%s','questions':[{'id':'q1','text':'K','kind':'SCALE_1_5'}]}"
                    .formatted(schoolClass(), LocalDate.now(clock).plusMonths(1))),
            "$.id");
    call(
        "POST /api/surveys/{survey}/answers",
        "/api/surveys/" + survey + "/answers",
        "{'respondentId':'%s','answers':{'q1':4}}".formatted(pupil()));
    call("POST /api/surveys/{survey}/links", "/api/surveys/" + survey + "/links", "");
    call("POST /api/surveys/{survey}/closure", "/api/surveys/" + survey + "/closure", "");
  }

  private void records() {
    String interview = "{'heldOn':'%s','summary':'L'}".formatted(today());
    String path = "/api/students/" + pupil() + "/interviews";
    String id =
        JsonPath.read(call("POST /api/students/{student}/interviews", path, interview), "$.id");
    call(
        "POST /api/records/{record}/corrections",
        "/api/records/" + id + "/corrections",
        "{'reason':'M','record':{'heldOn':'%s','summary':'N'}}".formatted(today()));
    call(
        "POST /api/records/{record}/withdrawal",
        "/api/records/" + id + "/withdrawal",
        "{'reason':'O'}");
    call(
        "POST /api/personal-works",
        "{'scope':{'class':'%s'},'title':'Q','dueOn':'%s'}"
            .formatted(schoolClass(), today().plusDays(7)));
    JsonPath.<List<String>>read(get("/api/self-assessments").body(), "$[?(@.running==true)].id")
        .forEach(
            campaign -> // one runs at a time
            call(
                    "POST /api/records/{record}/ending",
                    "/api/records/" + campaign + "/ending",
                    "{'reason':'R'}"));
    call("POST /api/self-assessments", "{'title':'S','school':'0990001X'}");
    String volet = JsonPath.read(call("POST /api/volets", VOLET), "$.id");
    call(
        "POST /api/records/{record}/ending", "/api/records/" + volet + "/ending", "{'reason':'P'}");
  }

  private static final String VOLET = "{'kind':'OTHER','title':'Encore','school':'0990001X'}";

  /** What else is recorded, as the API's own examples say it. */
  private void examples() {
    LeastBodies bodies = bodies();
    Set<String> called = operationsOfCalls();
    for (String operation : operationsThatWrite()) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (!called.contains(operation)) {
        ObjectNode example = bodies.of(path);
        for (String name : List.of("title", "name")) {
          if (example.has(name)) {
            example.put(name, "Encore " + path); // of some, no two may bear one
          }
        }
        if (example.has("indicator")) {
          example.put("dueOn", "2031-06-20"); // of targets, no two may be alike
        }
        String body = example.toString().replace('\'', '’');
        call(operation, path.replace("{student}", pupil()), body);
      }
    }
  }

  private LeastBodies bodies() {
    String teacher = JsonPath.read(get("/api/teachers").body(), "$[0].id");
    return new LeastBodies(
        get("/v3/api-docs").body(),
        "0990001X",
        Map.of("teacher", teacher, "studentId", pupil(), "class", schoolClass()));
  }

  /**
   * One endpoint serves all commands that decide: those that need no other record stand for all.
   */
  private boolean isLikeOthers(String operation) {
    String path = operation.substring(operation.indexOf(' ') + 1);
    return shapes.all().stream().anyMatch(shape -> shape.post().value().equals(path))
        && !operationsOfCalls().contains(operation)
        && bodies().needsAnother(path);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  /** Not the class that other tests look at. */
  private String schoolClass() {
    List<String> codes = JsonPath.read(get("/api/classes").body(), "$[*].code");
    return codes.getLast();
  }

  private String pupil() {
    return JsonPath.read(get("/api/students?class=" + schoolClass()).body(), "$[0].id");
  }

  private String call(String operation, String body) {
    return call(operation, operation.substring(operation.indexOf(' ') + 1), body);
  }

  private String call(String operation, String path, String body) {
    Call call = new Call(operation, path, body.replace('\'', '"'), "again-" + UUID.randomUUID());
    calls.add(call);
    HttpResponse<String> answer = send(call);
    assertThat(answer.statusCode()).as(operation + answer.body()).isBetween(200, 204);
    caughtUp();
    return answer.body();
  }

  private HttpResponse<String> send(Call call) {
    HttpResponse<String> answer =
        new Visitor(port)
            .json(
                call.method(),
                call.path,
                call.body,
                "Authorization",
                bearer,
                "Idempotency-Key",
                call.key);
    assertThat(answer.statusCode()).as(call.operation + answer.body()).isLessThan(500);
    return answer;
  }

  private Set<String> operationsOfCalls() {
    Set<String> operations = new TreeSet<>();
    calls.forEach(call -> operations.add(call.operation));
    return operations;
  }

  private Set<String> operationsThatWrite() {
    Map<String, Map<String, Object>> paths = JsonPath.read(get("/v3/api-docs").body(), "$.paths");
    Set<String> operations = new TreeSet<>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(method -> path.startsWith("/api/") && !method.equals("get"))
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path)));
    operations.removeAll(ELSEWHERE);
    operations.removeIf(this::isLikeOthers);
    return operations;
  }

  /** A digest of the rows of each table. */
  private Map<String, String> tables() {
    caughtUp();
    List<String> names =
        jdbc.sql(
                """
                select table_schema || '.' || table_name from information_schema.tables
                where table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                  and table_schema not in ('pg_catalog', 'information_schema')
                """)
            .query((row, number) -> row.getString(1))
            .list();
    Map<String, String> digests = new TreeMap<>();
    for (String name : names) {
      if (!BUSY.contains(name)) {
        String sql =
            "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t";
        String some = WITHOUT_LOOKS.getOrDefault(name, "");
        digests.put(name, jdbc.sql(sql.formatted(name) + some).query(String.class).single());
      }
    }
    return digests;
  }

  private void caughtUp() {
    long head = jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
    assertThat(readModels.await(head, Duration.ofSeconds(30))).isTrue();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (isWorking() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** At what requests left to do: long operations, and the destruction of the keys of ballots. */
  private boolean isWorking() {
    return jdbc.sql(
            """
            select exists (select from eventlog.operation where state = 'RUNNING')
                or exists (
                  select from evaluation.survey s
                  join keys.passing_secret k on k.owner = 'survey:' || s.id
                  where s.closed and k.overwritten_at is null)
            """)
        .query(Boolean.class)
        .single();
  }
}
