package fr.jalons.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.evaluation.surveys.CloseSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who has no account answers by a link on paper, once. */
class SurveyLettersTest extends OnDemoSchool {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPEPC");

  @Autowired Commands commands;
  @Autowired ReadModels readModels;
  @Autowired SurveyLinks links;
  @Autowired Clock clock;

  @Test
  void aLinkTakesOneAnswerAndTellsNobodyWhose() {
    SurveyId survey = open(true);
    List<SurveyLinks.Link> all = issue(survey);
    Visitor student = new Visitor(port);
    String path = "/answers/" + all.getFirst().token();

    HttpResponse<String> page = student.page(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("L’AP m’aide-t-il ?", "anonyme", "Soir", "name=\"answer.scale\"")
        .doesNotContain(all.getFirst().to().name(), all.getFirst().to().id().toString());
    assertThat(send(student, path, Map.of()).body()).contains("Répondez à une question au moins.");
    assertThat(send(student, path, Map.of("answer.scale", "6")).statusCode()).isEqualTo(400);

    assertThat(send(student, path, Map.of("answer.scale", "4", "answer.text", " ")).body())
        .contains("Votre réponse est enregistrée.");

    assertThat(student.page(path).statusCode()).isEqualTo(410);
    assertThat(new Visitor(port).post(path, Map.of("answer.scale", "1")).statusCode())
        .isEqualTo(410);
    assertThat(answers(survey))
        .hasSize(1)
        .allMatch(row -> row.contains("\"scale\": \"4\"") || row.contains("\"scale\":\"4\""))
        .noneMatch(row -> row.contains(all.getFirst().to().id().toString()))
        .noneMatch(row -> row.contains("actor"));
  }

  @Test
  void aNamedAnswerIsTheirsAndTheyAreNotRemindedAgain() {
    SurveyId survey = open(false);
    List<SurveyLinks.Link> all = issue(survey);
    UUID person = all.getFirst().to().id();

    send(new Visitor(port), "/answers/" + all.getFirst().token(), Map.of("answer.choice", "Soir"));

    assertThat(answers(survey)).hasSize(1).allMatch(row -> row.contains(person.toString()));
    assertThat(issue(survey))
        .hasSize(all.size() - 1)
        .noneMatch(link -> link.to().id().equals(person));
  }

  @Test
  void aNewLinkEndsTheOldOneAndTheClosingAll() {
    SurveyId survey = open(true);
    String old = issue(survey).getFirst().token();
    String later = issue(survey).getFirst().token();
    Visitor student = new Visitor(port);

    assertThat(student.page("/answers/" + old).statusCode()).isEqualTo(410);
    assertThat(student.page("/answers/" + later).statusCode()).isEqualTo(200);
    assertThat(tokens(survey)).doesNotContain(later);

    commands.sendAs("user:demo-head", new CloseSurvey(survey));
    caughtUp();

    assertThat(student.page("/answers/" + later).statusCode()).isEqualTo(410);
  }

  @Test
  void whoTriesTokensWaits() {
    Visitor guesser = new Visitor(port);
    for (int i = 0; i < 6; i++) {
      assertThat(guesser.page("/answers/guessing" + i).statusCode()).isEqualTo(410);
    }

    assertThat(guesser.page("/answers/guessing7").statusCode()).isEqualTo(429);
  }

  @Test
  void anAdministratorPrintsLettersOrAListOfTheClass() throws Exception {
    SurveyId survey = open(true);
    Visitor admin = person("demo-admin");
    assertThat(admin.page("/surveys/letters").body()).contains("Bilan par lien", "1CAPEPC");
    List<SurveyLinks.Link> people = issue(survey);

    assertThat(print(admin, survey, "LETTERS").getNumberOfPages()).isEqualTo(people.size());
    String list = unbroken(new PDFTextStripper().getText(print(admin, survey, "LIST")));

    assertThat(list).contains(unbroken("Bilan par lien – 1CAPEPC"), "/answers/");
    people.forEach(link -> assertThat(list).contains(unbroken(link.to().name())));
    assertThat(person("demo-teacher").page("/surveys/letters").statusCode()).isEqualTo(403);
  }

  @Test
  void aProgramGetsTheSameLinksOnce() {
    SurveyId survey = open(true);
    String call = "/api/surveys/" + survey + "/links";
    String[] first = {"Authorization", bearer, "Idempotency-Key", survey + "-links"};

    HttpResponse<String> answer = new Visitor(port).post(call, Map.of(), first);
    assertThat(answer.statusCode()).isEqualTo(201);
    List<String> addresses = JsonPath.read(answer.body(), "$.links[*].link");
    List<String> names = JsonPath.read(answer.body(), "$.links[*].name");
    assertThat(addresses)
        .hasSameSizeAs(names)
        .hasSameSizeAs(tokens(survey))
        .doesNotHaveDuplicates();
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.links[*].class"))
        .containsOnly("1CAPEPC");
    String path = addresses.getFirst().substring(addresses.getFirst().indexOf("/answers/"));
    assertThat(send(new Visitor(port), path, Map.of("answer.scale", "4")).body())
        .contains("Votre réponse est enregistrée.");

    HttpResponse<String> again = new Visitor(port).post(call, Map.of(), first);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(JsonPath.<List<String>>read(again.body(), "$.links")).isEmpty();
    assertThat(
            new Visitor(port)
                .json(
                    "POST",
                    "/api/surveys/" + UUID.randomUUID() + "/links",
                    "",
                    "Authorization",
                    bearer)
                .statusCode())
        .isEqualTo(404);
    String other = addresses.getLast().substring(addresses.getLast().indexOf("/answers/"));
    assertThat(new Visitor(port).page(other).statusCode()).isEqualTo(200);
    assertThat(person("demo-teacher").post(call, Map.of()).statusCode()).isEqualTo(403);
  }

  /** Whatever the lines it is printed on. */
  private static String unbroken(String text) {
    return text.replaceAll("\\s", "");
  }

  private PDDocument print(Visitor admin, SurveyId survey, String form) throws Exception {
    Map<String, String> fields = new HashMap<>(Map.of("form", form));
    fields.put("_csrf", Visitor.csrf(admin.page("/surveys/letters").body()));
    HttpResponse<byte[]> answer = admin.postForBytes("/surveys/" + survey + "/letters", fields);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Loader.loadPDF(answer.body());
  }

  private List<SurveyLinks.Link> issue(SurveyId survey) {
    caughtUp();
    SecurityContextHolder.getContext()
        .setAuthentication(
            new JwtAuthenticationToken(
                Jwt.withTokenValue("token").header("alg", "none").subject("demo").build()));
    try {
      return links.issue(survey);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private void caughtUp() {
    long head = jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
    assertThat(readModels.await(head, Duration.ofSeconds(20))).isTrue();
  }

  private SurveyId open(boolean anonymous) {
    SurveyId survey = new SurveyId(UUID.randomUUID());
    commands.sendAs(
        "user:demo-head",
        new OpenSurvey(
            survey,
            "Bilan par lien",
            Audience.STUDENTS,
            CLASS,
            SCHOOL,
            anonymous,
            List.of(
                new Question("scale", "L’AP m’aide-t-il ?", QuestionKind.SCALE_1_5, List.of()),
                new Question("choice", "Quand ?", QuestionKind.CHOICE, List.of("Matin", "Soir")),
                new Question("text", "Une idée ?", QuestionKind.TEXT, List.of())),
            LocalDate.now(clock).plusDays(3)));
    caughtUp();
    return survey;
  }

  private static HttpResponse<String> send(Visitor who, String path, Map<String, String> answers) {
    Map<String, String> form = new HashMap<>(answers);
    form.put("_csrf", Visitor.csrf(who.page(path).body()));
    return who.post(path, form);
  }

  private List<String> answers(SurveyId survey) {
    return jdbc.sql(
            """
            select e.payload::text || e.metadata::text
            from eventlog.event e join eventlog.event_tag t using (position)
            where e.type = 'evaluation.SurveyAnswered' and t.tag = 'survey:' || ?
            """)
        .param(survey.toString())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> tokens(SurveyId survey) {
    return jdbc.sql("select token_hash from evaluation.survey_link where survey = ?")
        .param(survey.value())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
