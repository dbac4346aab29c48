package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.Words;
import fr.jalons.evaluation.surveys.AnswerSurvey;
import fr.jalons.evaluation.surveys.CloseSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Telling;
import fr.jalons.security.Visitor;
import fr.jalons.time.SchoolClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is written as text comes back as this text: to programs as it is, to pages escaped. */
class HostileTextTest extends HostileServer {
  private static final String TAIL =
      "')</script>\" '; drop table followup.student; --{{91*109}}${91*109}";
  private static final String STAFF =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <STS_EDT>
      <PARAMETRES><UAJ CODE="0990009X"/><ANNEE_SCOLAIRE ANNEE="2025"><DATE_DEBUT>2025-09-01</DATE_DEBUT><DATE_FIN>2026-07-04</DATE_FIN></ANNEE_SCOLAIRE></PARAMETRES>
      <NOMENCLATURES><MATIERES><MATIERE CODE="006600"><LIBELLE_LONG>ACCOMPAGNEMENT PERSONNALISE</LIBELLE_LONG></MATIERE></MATIERES></NOMENCLATURES>
      <DONNEES><INDIVIDUS>
      <INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>PREMIER</NOM_USAGE><PRENOM>Paul</PRENOM><FONCTION>ENS</FONCTION></INDIVIDU>
      <INDIVIDU ID="2" TYPE="epp"><NOM_USAGE>SECOND</NOM_USAGE><PRENOM>Jade</PRENOM><FONCTION>ENS</FONCTION></INDIVIDU>
      </INDIVIDUS><STRUCTURE><DIVISIONS>
      <DIVISION CODE="1H/%T"><LIBELLE_LONG>1H/%T</LIBELLE_LONG><SERVICES><SERVICE CODE_MATIERE="006600"><ENSEIGNANTS><ENSEIGNANT ID="1" TYPE="epp"/><ENSEIGNANT ID="2" TYPE="epp"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION>
      </DIVISIONS></STRUCTURE></DONNEES>
      </STS_EDT>
      """;
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ESCAPED = "&lt;script&gt;alert(&#39;";

  @Autowired Telling telling;
  @Autowired Commands commands;
  @Autowired SchoolClock clock;
  @Autowired RosterImports imports;
  @Autowired JdbcClient jdbc;

  private final Set<String> told = new TreeSet<>();
  private String student = "";

  /** A text that can be told from all others. */
  private static String text(String name) {
    return "<script>alert('" + name + TAIL;
  }

  @Test
  void everyTextThatCanBeWrittenIsShownEscaped() {
    importRoster();
    tellStories();
    writeInSurveys();
    create("/api/students/" + student + "/erasure-requests", Map.of("reason", text("Erasure")));
    Visitor person = new Visitor(port);
    person.signIn("boss", "boss-password");
    await().atMost(Duration.ofSeconds(20)).until(() -> history(person).contains("Erasure"));
    String followUp = page(person, "/students/" + student);
    String history = history(person);
    Map<String, String> pages = new TreeMap<>();
    pages.put("student", followUp);
    pages.put("past", page(person, "/students/" + student + "?asOf=2099-06-30"));
    pages.put("history", history);
    pages.put("classes", page(person, "/classes"));
    pages.put("class", page(person, linkOf("1H/%T", pages.getOrDefault("classes", ""))));
    pages.put("erasures", page(person, "/erasures"));
    for (String record : jdbc.sql("select id from records.record").query(String.class).list()) {
      pages.put("record " + record, page(person, "/records/" + record));
    }
    pages.put("plan", page(person, "/plan"));
    pages.put("home", page(person, "/?q=" + "%3Cscript%3Ealert('Query"));
    assertThat(pages)
        .allSatisfy(
            (name, html) ->
                assertThat(html)
                    .as(name)
                    .doesNotContain("<script>alert(")
                    .doesNotContain(">9919<"));
    assertThat(followUp).contains(ESCAPED + "Family");
    assertThat(told).hasSizeGreaterThan(10);
    String everywhere = String.join("", pages.values());
    for (String words : told) {
      assertThat(everywhere).as(words).contains(ESCAPED + words);
    }
    assertThat(history).contains(ESCAPED + "Answer", ESCAPED + "Erasure");
    assertThat(pages.get("erasures")).contains(ESCAPED + "Erasure");
  }

  /** Where a page of classes leads to. */
  private static String linkOf(String code, String html) {
    Element link = Jsoup.parse(html).selectXpath("//a[text()='" + code + "']").first();
    return Objects.requireNonNull(link, html).attr("href");
  }

  private static RosterFile file(String name, String content) {
    return RosterFile.of(name, content.getBytes(StandardCharsets.UTF_8));
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
        <STRUCTURES_ELEVE ELEVE_ID="1"><STRUCTURE><CODE_STRUCTURE>1H/%%T</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
        </STRUCTURES></DONNEES></BEE_ELEVES>
        """
            .formatted(name);
    clock.at(
        Instant.parse("2025-09-01T05:45:00Z"),
        () -> imports.runAs("system:test", List.of(file("eleves", file), file("sts", STAFF))));
    String students = get("/api/students?class=1H%2F%25T").body();
    assertThat(JsonPath.<String>read(students, "$[0].lastName"))
        .contains("<script>alert('Family')");
    student = JsonPath.read(students, "$[0].id");
  }

  /** A year of all slices, with a hostile text in the place of each that people write. */
  private void tellStories() {
    SchoolId school = new SchoolId("0990009X");
    List<StudentId> members = List.of(StudentId.of(student));
    List<TeacherId> teachers =
        jdbc.sql(
                "select payload ->> 'teacher' from eventlog.event where type = 'planning.TeacherRegistered' and payload ->> 'school' = ?")
            .param(school.uai())
            .query((row, number) -> TeacherId.of(row.getString(1)))
            .list();
    Team group =
        new Team(StructureId.of(school, Kind.CLASS, "1H/%T"), members, teachers, List.of());
    Team division = new Team(group.structure(), members, teachers, List.of(group));
    telling.tell(
        new SchoolYear(school, 2025, clock.getZone(), List.of(division)),
        Instant.parse("2026-08-01T00:00:00Z"),
        given -> {
          if (!isAsked(given.command())) {
            Record command = Words.changed(given.command(), this::hostile);
            clock.at(given.at(), () -> commands.sendAs(given.actor(), command));
          }
        });
  }

  private String hostile(String words) {
    told.add(words);
    return text(words);
  }

  /** Surveys need more people, and the erasure is asked for through the API: see below. */
  private static boolean isAsked(Record command) {
    return command instanceof OpenSurvey
        || command instanceof AnswerSurvey
        || command instanceof CloseSurvey
        || command.getClass().getSimpleName().equals("RequestErasure");
  }

  /** All pages of it, and who looked at it. */
  private String history(Visitor person) {
    String events = get("/api/students/" + student + "/history?limit=1000").body();
    List<Integer> positions = JsonPath.read(events, "$.events[*].position");
    StringBuilder pages =
        new StringBuilder(page(person, "/students/" + student + "/consultations"));
    for (int i = 0; i < positions.size(); i += 50) {
      int after = i == 0 ? 0 : positions.get(i - 1);
      pages.append(page(person, "/students/" + student + "/history?after=" + after));
    }
    return pages.toString();
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
                "1H/%T",
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
