package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is written as text comes back as this text: to programs as it is, to pages escaped. */
class HostileTextTest extends HostileServer {
  private static final String TAIL =
      "')</script>\" '; drop table followup.student; --{{91*109}}${91*109}";
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ESCAPED = "&lt;script&gt;alert(&#39;";

  private String student = "";

  /** A text that can be told from all others. */
  private static String text(String name) {
    return "<script>alert('" + name + TAIL;
  }

  @Test
  void everyTextThatCanBeWrittenIsShownEscaped() {
    importRoster();
    writeAboutNeeds();
    writeAboutSessions();
    writeInSurveys();
    create("/api/students/" + student + "/erasure-requests", Map.of("reason", text("Erasure")));
    Visitor person = new Visitor(port);
    person.signIn("boss", "boss-password");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page(person, "/students/" + student + "/history").contains("Erasure"));
    String followUp = page(person, "/students/" + student);
    String history = page(person, "/students/" + student + "/history");
    Map<String, String> pages = new TreeMap<>();
    pages.put("student", followUp);
    pages.put("past", page(person, "/students/" + student + "?asOf=2099-06-30"));
    pages.put("history", history);
    pages.put("classes", page(person, "/classes"));
    pages.put("class", page(person, "/classes/1HOST"));
    pages.put("erasures", page(person, "/erasures"));
    pages.put("home", page(person, "/?q=" + "%3Cscript%3Ealert('Query"));
    assertThat(pages)
        .allSatisfy(
            (name, html) ->
                assertThat(html)
                    .as(name)
                    .doesNotContain("<script>alert(")
                    .doesNotContain(">9919<"));
    for (String name : List.of("Refined", "Outcome", "Interview", "Title", "Family")) {
      assertThat(followUp).as(name).contains(ESCAPED + name);
    }
    for (String name :
        List.of(
            "Description",
            "Source",
            "Refined",
            "Outcome",
            "Interview",
            "Title",
            "Summary",
            "Correction",
            "Cancelled",
            "Cancellation",
            "Discipline",
            "Answer",
            "Erasure")) {
      assertThat(history).as(name).contains(ESCAPED + name);
    }
    assertThat(pages.get("erasures")).contains(ESCAPED + "Erasure");
  }

  private void importRoster() {
    String name = "&lt;script&gt;alert('Family')&lt;/script&gt;";
    String file =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_ELEVES VERSION="2.1">
        <PARAMETRES><UAJ>0990009X</UAJ><ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE><DATE_EXPORT>01/09/2025</DATE_EXPORT></PARAMETRES>
        <DONNEES><ELEVES>
        <ELEVE ELEVE_ID="1"><ID_NATIONAL>700000009DD</ID_NATIONAL><NOM_DE_FAMILLE>%1$s</NOM_DE_FAMILLE><PRENOM>%1$s</PRENOM><DATE_NAISS>25/11/2008</DATE_NAISS><CODE_MEF>24122141211</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>
        </ELEVES><STRUCTURES>
        <STRUCTURES_ELEVE ELEVE_ID="1"><STRUCTURE><CODE_STRUCTURE>1HOST</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
        </STRUCTURES></DONNEES></BEE_ELEVES>
        """
            .formatted(name);
    HttpResponse<String> answer = upload(file);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String students = get("/api/students?class=1HOST").body();
    assertThat(JsonPath.<String>read(students, "$[0].lastName"))
        .contains("<script>alert('Family')");
    student = JsonPath.read(students, "$[0].id");
  }

  private void writeAboutNeeds() {
    String need =
        create(
            "/api/students/" + student + "/needs",
            Map.of(
                "area",
                "AUTONOMY",
                "description",
                text("Description"),
                "source",
                text("Source"),
                "diagnosedOn",
                "2025-09-15"));
    done(
        "/api/needs/" + need + "/refinements",
        Map.of("description", text("Refined"), "source", text("RefinedSource")));
    done("/api/needs/" + need + "/closure", Map.of("outcome", text("Outcome")));
    create(
        "/api/students/" + student + "/interviews",
        Map.of("heldOn", "2025-09-14", "summary", text("Interview")));
    done("/api/frameworks/CPS/adoptions", Map.of("edition", "2022"));
    create(
        "/api/students/" + student + "/assessments",
        Map.of(
            "framework",
            "CPS",
            "competency",
            "CPS-C1.1",
            "level",
            2,
            "context",
            "AP",
            "discipline",
            text("Discipline"),
            "observedOn",
            "2025-10-10"));
  }

  private void writeAboutSessions() {
    String held = session("Title");
    done(
        "/api/sessions/" + held + "/held",
        Map.of(
            "attendance", List.of(Map.of("studentId", student, "status", "PRESENT")),
            "summary", text("Summary")));
    done(
        "/api/sessions/" + held + "/attendance-corrections",
        Map.of("studentId", student, "status", "EXCUSED", "reason", text("Correction")));
    done(
        "/api/sessions/" + session("Cancelled") + "/cancellation",
        Map.of("reason", text("Cancellation")));
  }

  private String session(String title) {
    return create(
        "/api/sessions",
        Map.of(
            "title",
            text(title),
            "audience",
            Map.of("class", "1HOST"),
            "start",
            "2025-10-06T10:00",
            "minutes",
            55));
  }

  private void writeInSurveys() {
    String survey =
        create(
            "/api/surveys",
            Map.of(
                "title",
                text("Survey"),
                "audience",
                "STUDENTS",
                "class",
                "1HOST",
                "anonymous",
                false,
                "closesOn",
                "2099-06-30",
                "questions",
                List.of(
                    Map.of("id", "t", "text", text("Question"), "kind", "TEXT"),
                    Map.of(
                        "id",
                        "c",
                        "text",
                        "?",
                        "kind",
                        "CHOICE",
                        "choices",
                        List.of(text("Choice"), "b")))));
    done(
        "/api/surveys/" + survey + "/answers",
        Map.of(
            "respondentId", student, "answers", Map.of("t", text("Answer"), "c", text("Choice"))));
    HttpResponse<String> results = get("/api/surveys/" + survey + "/results");
    assertThat(JsonPath.<String>read(results.body(), "$.questions[0].texts[0]"))
        .isEqualTo(text("Answer"));
  }

  private String create(String path, Map<String, Object> body) {
    HttpResponse<String> answer = json(path, JSON.writeValueAsString(body));
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }

  private void done(String path, Map<String, Object> body) {
    HttpResponse<String> answer = json(path, JSON.writeValueAsString(body));
    assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 299);
  }

  private static String page(Visitor person, String path) {
    HttpResponse<String> page = person.get(path, "Accept", "text/html", "Jalons-Reason", "test");
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }
}
