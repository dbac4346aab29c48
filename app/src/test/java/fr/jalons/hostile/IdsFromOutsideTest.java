package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.LeastBodies;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who makes something may give it an id. One that names something of another kind is refused,
 * whatever is made, and the same command again is not. All calls that take an id are tried.
 */
class IdsFromOutsideTest extends HostileServer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CLASS = "1IDS";
  private static final String KEY = "need-2025-09-15";

  /** What is sent beside the id, where the API's own example names what is not there. */
  private static final Map<String, String> BODIES =
      Map.of(
          "/api/students/{student}/needs",
          "{'area':'AUTONOMY','description':'d','diagnosedOn':'2025-09-15'}",
          "/api/students/{student}/interviews",
          "{'heldOn':'2025-09-14','summary':'s'}",
          "/api/students/{student}/positionings",
          "{'subject':'FRENCH','takenOn':'2025-09-12','score':1,'maximum':2}",
          "/api/students/{student}/assessments",
          "{'framework':'CPS','competency':'CPS-C1.1','level':2,'context':'AP','discipline':'Français','observedOn':'2025-10-10'}",
          "/api/students/{student}/erasure-requests",
          "{'reason':'r'}",
          "/api/sessions",
          "{'title':'t','audience':{'class':'1IDS','school':'0990010Y'},'start':'2025-10-06T10:00','minutes':55}",
          "/api/personal-works",
          "{'scope':{'class':'1IDS','school':'0990010Y'},'title':'t','dueOn':'2099-01-01'}",
          "/api/surveys",
          "{'title':'t','audience':'STUDENTS','class':'1IDS','school':'0990010Y','anonymous':true,'closesOn':'9999-01-01','questions':[{'id':'q','text':'?','kind':'TEXT'}]}");

  private static final String STAFF =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <STS_EDT>
      <PARAMETRES><UAJ CODE="0990010Y"/><ANNEE_SCOLAIRE ANNEE="2025"><DATE_DEBUT>2025-09-01</DATE_DEBUT><DATE_FIN>2026-07-04</DATE_FIN></ANNEE_SCOLAIRE></PARAMETRES>
      <DONNEES><INDIVIDUS>
      <INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>PREMIER</NOM_USAGE><PRENOM>Paul</PRENOM><FONCTION>ENS</FONCTION></INDIVIDU>
      </INDIVIDUS><STRUCTURE><DIVISIONS><DIVISION CODE="1IDS"><LIBELLE_LONG>1IDS</LIBELLE_LONG></DIVISION></DIVISIONS></STRUCTURE></DONNEES>
      </STS_EDT>
      """;

  @Autowired JdbcTemplate jdbc;

  /** Of each call that takes an id: its address, and what is sent. */
  private final Map<String, ObjectNode> calls = new TreeMap<>();

  private String student = "";
  private String other = "";

  @BeforeEach
  void school() {
    String file =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_ELEVES VERSION="2.1">
        <PARAMETRES><UAJ>0990010Y</UAJ><ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE><DATE_EXPORT>01/09/2025</DATE_EXPORT></PARAMETRES>
        <DONNEES><ELEVES>
        <ELEVE ELEVE_ID="91"><ID_NATIONAL>700000091DD</ID_NATIONAL><NOM_DE_FAMILLE>UNE</NOM_DE_FAMILLE><PRENOM>Lou</PRENOM><DATE_NAISS>25/11/2008</DATE_NAISS><CODE_MEF>24122141211</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>
        <ELEVE ELEVE_ID="92"><ID_NATIONAL>700000092DD</ID_NATIONAL><NOM_DE_FAMILLE>AUTRE</NOM_DE_FAMILLE><PRENOM>Kim</PRENOM><DATE_NAISS>25/11/2008</DATE_NAISS><CODE_MEF>24122141211</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>
        </ELEVES><STRUCTURES>
        <STRUCTURES_ELEVE ELEVE_ID="91"><STRUCTURE><CODE_STRUCTURE>1IDS</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
        <STRUCTURES_ELEVE ELEVE_ID="92"><STRUCTURE><CODE_STRUCTURE>1IDS</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
        </STRUCTURES></DONNEES></BEE_ELEVES>
        """;
    assertThat(upload(file).statusCode()).isEqualTo(200);
    assertThat(upload(STAFF).statusCode()).isEqualTo(200);
    json("/api/frameworks/CPS/adoptions", "{\"edition\":\"2022\"}");
    List<String> ids = JsonPath.read(get("/api/students?class=" + CLASS).body(), "$[*].id");
    student = ids.get(0);
    other = ids.get(1);
    calls();
  }

  private void calls() {
    String text = get("/v3/api-docs").body();
    String teacher = JsonPath.read(get("/api/teachers?school=0990010Y").body(), "$[0].id");
    LeastBodies bodies =
        new LeastBodies(
            text, "0990010Y", Map.of("teacher", teacher, "studentId", student, "class", "1IDS"));
    JsonNode description = JSON.readTree(text);
    description
        .path("paths")
        .forEachEntry(
            (path, methods) -> {
              JsonNode content = methods.at("/post/requestBody/content/application~1json");
              String reference = content.at("/schema/$ref").asString("");
              JsonNode schema =
                  reference.isEmpty()
                      ? content.path("schema")
                      : description.at(reference.substring(1));
              // The id of a client is a name, which no text and no key belongs to.
              if (schema.path("properties").has("id")
                  && !path.equals("/api/clients")
                  && (BODIES.containsKey(path) || !bodies.needsAnother(path))) {
                String body = BODIES.get(path);
                calls.put(
                    path,
                    body == null
                        ? bodies.of(path)
                        : (ObjectNode) JSON.readTree(body.replace('\'', '"')));
              }
            });
  }

  private HttpResponse<String> make(String path, Object id) {
    return make(path, student, id, "t");
  }

  private HttpResponse<String> make(String path, String whose, Object id, String title) {
    ObjectNode body = Objects.requireNonNull(calls.get(path)).deepCopy();
    body.put("id", id.toString());
    for (String name : List.of("title", "name", "label", "text")) {
      if (body.has(name)) {
        body.put(name, title + ' ' + id); // of some, no two may bear one
      }
    }
    if (body.path("kind").asString("").equals("PLACEMENT")) {
      body.put("kind", "EXAM"); // of placements, no two may overlap
    }
    if (body.has("indicator")) {
      int days = Math.floorMod(id.toString().hashCode(), 100_000);
      body.put("dueOn", LocalDate.of(2031, 1, 1).plusDays(days).toString());
      body.put("value", title.equals("t") ? 0.4 : 0.6); // of targets, no two may be alike
    }
    for (String name : List.of("quantity", "minutes")) {
      if (body.has(name)) {
        body.put(name, (int) title.charAt(0));
      }
    }
    if (body.has("url")) {
      body.put("url", body.get("url").asString() + id);
    }
    return json(path.replace("{student}", whose), body.toString());
  }

  private String made(String path) {
    if (path.endsWith("/erasure-requests")) { // one at a time
      return JsonPath.<List<String>>read(
              get("/api/erasure-requests").body(), "$[?(@.student=='" + student + "')].id")
          .stream()
          .findFirst()
          .orElseGet(() -> newlyMade(path));
    }
    return newlyMade(path);
  }

  /** Of some there is one a day, one a term or one at a time: their own tests tell. */
  private static boolean isOnce(String path) {
    return path.matches(".*/(positionings|prior-records|livret-texts|supports|self-assessments)");
  }

  private String newlyMade(String path) {
    UUID id = UUID.randomUUID();
    HttpResponse<String> answer = make(path, id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return id.toString();
  }

  @Test
  void everyCallThatTakesAnIdIsTried() {
    assertThat(calls.keySet()).containsAll(BODIES.keySet()).hasSizeGreaterThan(BODIES.size());
  }

  @Test
  void anIdThatNamesSomethingOfAnotherKindIsRefusedWhateverIsMade() {
    String session = made("/api/sessions");
    String survey = made("/api/surveys");
    Map<String, String> wrong = new TreeMap<>();
    for (String path : calls.keySet()) {
      for (String id : List.of(student, other, session, survey)) {
        boolean own =
            path.equals("/api/sessions") && id.equals(session)
                || path.equals("/api/surveys") && id.equals(survey);
        HttpResponse<String> answer = make(path, id);
        boolean refused =
            answer.statusCode() == 409
                && answer.body().contains("\"field\":\"id\"")
                && answer.body().contains("platform.id-of-another-kind");
        if (refused == own) {
          wrong.put(path + " as " + id, answer.statusCode() + answer.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void anIdThatNamesAnotherOfItsKindIsRefusedWhateverIsMade() {
    for (String path : calls.keySet()) {
      if (!isOnce(path)) {
        String id = made(path);
        HttpResponse<String> answer = make(path, other, id, "u");
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(409);
        assertThat(answer.body()).as(path).contains("\"field\":\"id\"");
      }
    }
  }

  @Test
  void anIdThatNamedWhatTheInstallationDependsOnNamesNothing() {
    Map<String, String> wrong = new TreeMap<>();
    for (String path : calls.keySet()) {
      for (String name : List.of("jalons:token-keys", "account:boss", "account:demo-admin")) {
        HttpResponse<String> answer = make(path, UUID.nameUUIDFromBytes((path + name).getBytes()));
        HttpResponse<String> bare = make(path, UUID.nameUUIDFromBytes(name.getBytes()));
        if (answer.statusCode() >= 500 || bare.statusCode() >= 500) {
          wrong.put(path + " as " + name, answer.body() + bare.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
    fetchToken();
  }

  @Test
  void aCommandThatWasSentBeforeKeysWereKeptSoIsStillTheSame() throws Exception {
    String path = "/api/needs/" + made("/api/students/{student}/needs") + "/closure";
    String body = "{\"outcome\":\"done\"}";
    HttpResponse<String> first = post(path, "application/json", body, "Idempotency-Key", "old");
    long position = Long.parseLong(first.headers().firstValue("Jalons-Position").orElseThrow());
    jdbc.update(
        "update eventlog.event_tag set tag = ? where position = ? and tag like 'idempotency:%'",
        digest("old"), position);

    HttpResponse<String> again = post(path, "application/json", body, "Idempotency-Key", "old");

    assertThat(again.headers().firstValue("Jalons-Position")).contains(Long.toString(position));
  }

  private static String digest(String key) throws GeneralSecurityException {
    return "idempotency:"
        + HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(("client:attacker:" + key).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theSameCommandAgainWithItsOwnIdChangesNothing() {
    for (String path : calls.keySet()) {
      if (!path.endsWith("/erasure-requests") && !isOnce(path)) {
        String id = made(path);
        assertThat(make(path, id).statusCode()).as(path).isEqualTo(201);
      }
    }
  }

  @Test
  void neitherTheTagNorTheIdThatAKeyLeadsToCanBeComputedFromIt() throws Exception {
    String id = need();
    assertThat(need()).as("the same request again").isEqualTo(id);

    List<Long> positions =
        jdbc.query(
            "select position from eventlog.event_tag where tag = ?",
            (row, number) -> row.getLong(1),
            "need:" + id);
    assertThat(positions).hasSize(1);
    Long position = positions.getFirst();
    String actor =
        jdbc.queryForObject(
            "select metadata ->> 'actor' from eventlog.event where position = ?",
            String.class,
            position);
    String plain =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest((actor + ':' + KEY).getBytes(StandardCharsets.UTF_8)));
    assertThat(
            jdbc.queryForList(
                "select tag from eventlog.event_tag where position = ? and tag like 'idempotency:%'",
                String.class, position))
        .hasSize(1)
        .doesNotContain("idempotency:" + plain);
    assertThat(id)
        .isNotEqualTo(
            UUID.nameUUIDFromBytes(("id:" + actor + ':' + KEY).getBytes(StandardCharsets.UTF_8))
                .toString());
    assertThat(UUID.fromString(id).version()).isEqualTo(8);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }

  /** A need under an idempotency key, without an id of its own. */
  private String need() {
    HttpResponse<String> answer =
        post(
            "/api/students/" + student + "/needs",
            "application/json",
            "{\"area\":\"AUTONOMY\",\"description\":\"d\",\"diagnosedOn\":\"2025-09-15\"}",
            "Idempotency-Key",
            KEY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }
}
