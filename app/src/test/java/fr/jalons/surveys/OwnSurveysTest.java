package fr.jalons.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.evaluation.surveys.CloseSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who has an account and is invited answers on a page, in their own name, once. */
class OwnSurveysTest extends OnDemoSchool {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPPSR");
  private static final StructureId ELSEWHERE =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPEPC");
  private static final String THANKS = "Votre réponse à cette enquête est enregistrée.";
  private static final Pattern KEY =
      Pattern.compile("name=\"key\" type=\"hidden\" value=\"([^\"]+)");

  @Autowired Commands commands;
  @Autowired ReadModels readModels;
  @Autowired Clock clock;

  @Test
  void aStudentAnswersAnonymouslyAndNothingTellsWho() {
    SurveyId survey = open(Audience.STUDENTS, CLASS, true);
    Visitor me = person("demo-student");
    assertThat(me.page("/").body()).contains("Enquêtes", link(survey));

    HttpResponse<String> page = me.page(address(survey));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Votre réponse est anonyme", "name=\"answer.scale\"", "Soir")
        .doesNotContain(student.toString());

    HttpResponse<String> sent = send(me, survey, Map.of("answer.scale", "4", "answer.text", " "));
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.headers().firstValue("Location").orElse("")).endsWith(address(survey));
    HttpResponse<String> thanks = me.page(address(survey));
    assertThat(thanks.statusCode()).isEqualTo(200);
    assertThat(thanks.body()).contains(THANKS).doesNotContain("name=\"answer.scale\"");
    assertThat(me.page("/").body()).doesNotContain(link(survey));
    assertThat(answers(survey))
        .hasSize(1)
        .allMatch(row -> row.contains("scale") && !row.contains("text\""))
        .noneMatch(row -> row.contains(student.toString()))
        .noneMatch(row -> row.contains("demo-student"))
        .noneMatch(row -> row.contains("actor"));
    caughtUp();
    assertThat(
            jdbc.sql(
                    "select count(*) from evaluation.survey_invitation where survey = ? and answered")
                .param(survey.value())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aGuardianAnswersAsTheGuardian() {
    SurveyId survey = open(Audience.GUARDIANS, CLASS, false);
    Visitor me = person("demo-guardian");
    assertThat(me.page("/").body()).contains(link(survey));
    assertThat(me.page(address(survey)).body()).contains("enregistrée sous votre nom");

    // What a form claims about who answers is of no interest.
    Map<String, String> form = Map.of("answer.choice", "Soir", "respondentId", student.toString());
    assertThat(send(me, survey, form).statusCode()).isEqualTo(303);

    assertThat(me.page("/").body()).doesNotContain(link(survey));
    assertThat(answers(survey))
        .hasSize(1)
        .allMatch(row -> row.contains(personOf("demo-guardian")))
        .noneMatch(row -> row.contains(student.toString()));
  }

  @Test
  void aTeacherFindsTheSurveysOfStaffOnTheirDay() {
    SurveyId survey = open(Audience.STAFF, CLASS, true);
    Visitor me = person("demo-teacher");
    String mine = "$.surveys[?(@.id=='" + survey + "')]";
    assertThat(me.page("/day").body()).contains("Enquêtes", link(survey));
    assertThat(JsonPath.<List<?>>read(me.get("/api/day").body(), mine)).hasSize(1);
    assertThat(me.get("/day/waiting").body()).contains("en attente");
    assertThat(person("demo-coordinator").page("/day").body()).doesNotContain(link(survey));

    assertThat(send(me, survey, Map.of("answer.text", "Plus de temps")).statusCode())
        .isEqualTo(303);

    assertThat(JsonPath.<List<?>>read(me.get("/api/day").body(), mine)).isEmpty();
    assertThat(person("demo-lead").page(address(survey)).body())
        .as("the same person by another account")
        .contains(THANKS);
  }

  @Test
  void whoIsNotInvitedIsToldSo() {
    SurveyId survey = open(Audience.GUARDIANS, CLASS, false);
    for (String login : List.of("demo-student", "demo-teacher", "demo-cpe", "demo-coordinator")) {
      Visitor other = person(login);
      assertThat(other.page("/").body()).doesNotContain(link(survey));
      HttpResponse<String> page = other.page(address(survey));
      assertThat(page.statusCode()).as(login).isEqualTo(403);
      assertThat(page.body())
          .contains("Cette enquête ne s’adresse pas à vous.")
          .doesNotContain("name=\"answer.scale\"");
      HttpResponse<String> sent = post(other, survey, Map.of("answer.scale", "4"));
      assertThat(sent.statusCode()).as(login).isEqualTo(403);
      assertThat(sent.body()).contains("Cette enquête ne s’adresse pas à vous.");
    }
    for (String login : List.of("demo-head", "demo-admin", "demo-auditor", "demo-partner")) {
      assertThat(person(login).page(address(survey)).statusCode()).as(login).isEqualTo(403);
    }
    assertThat(answers(survey)).isEmpty();
  }

  @Test
  void aSurveyOfAnotherClassIsNotShown() {
    SurveyId elsewhere = open(Audience.STUDENTS, ELSEWHERE, false);
    Visitor me = person("demo-student");
    HttpResponse<String> page = me.page(address(elsewhere));
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body())
        .contains("n’est pas de votre ressort")
        .doesNotContain("Bilan à la page");
    assertThat(post(me, elsewhere, Map.of("answer.scale", "4")).statusCode()).isEqualTo(403);
    assertThat(person("demo-teacher").page(address(elsewhere)).statusCode()).isEqualTo(404);
    assertThat(me.page(address(new SurveyId(UUID.randomUUID()))).statusCode()).isEqualTo(404);
    assertThat(me.page("/surveys/nonsense").statusCode()).isEqualTo(404);
    assertThat(answers(elsewhere)).isEmpty();
  }

  @Test
  void oneAnswersOnceHoweverOftenOneSends() {
    SurveyId survey = open(Audience.STUDENTS, CLASS, true);
    Visitor me = person("demo-student");
    String form = me.page(address(survey)).body();
    Map<String, String> twice =
        Map.of("answer.scale", "4", "_csrf", Visitor.csrf(form), "key", key(form));

    assertThat(me.post(address(survey), twice).statusCode()).isEqualTo(303);
    assertThat(me.post(address(survey), twice).statusCode()).isEqualTo(303);
    HttpResponse<String> another = post(me, survey, Map.of("answer.scale", "1"));

    assertThat(another.statusCode()).isEqualTo(409);
    assertThat(another.body()).contains(THANKS);
    assertThat(answers(survey)).hasSize(1);
  }

  @Test
  void whatIsOverSaysSo() {
    SurveyId closed = open(Audience.STUDENTS, CLASS, true);
    SurveyId withdrawn = open(Audience.STUDENTS, CLASS, false);
    commands.sendAs("user:demo-head", new CloseSurvey(closed));
    HttpResponse<String> gone =
        new Visitor(port)
            .json(
                "POST",
                "/api/records/" + withdrawn + "/withdrawal",
                "{\"reason\":\"Erreur\"}",
                "Authorization",
                bearer);
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
    caughtUp();
    Visitor me = person("demo-student");

    assertThat(me.page("/").body()).doesNotContain(link(closed), link(withdrawn));
    assertThat(me.page(address(closed)).statusCode()).isEqualTo(410);
    assertThat(me.page(address(closed)).body()).contains("Cette enquête est close");
    assertThat(me.page(address(withdrawn)).statusCode()).isEqualTo(410);
    assertThat(me.page(address(withdrawn)).body()).contains("Cette enquête a été retirée");
    assertThat(post(me, closed, Map.of("answer.scale", "4")).statusCode()).isEqualTo(409);
    assertThat(post(me, closed, Map.of()).body()).contains("Cette enquête est close");
    assertThat(post(me, withdrawn, Map.of("answer.scale", "4")).statusCode()).isEqualTo(409);
    assertThat(answers(closed)).isEmpty();
  }

  @Test
  void whatIsRefusedKeepsWhatWasGivenAndSaysWhy() {
    SurveyId survey = open(Audience.STUDENTS, CLASS, true);
    Visitor me = person("demo-student");

    HttpResponse<String> nothing = send(me, survey, Map.of("answer.text", "  "));
    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(nothing.body()).contains("Répondez à une question au moins.");

    HttpResponse<String> wrong =
        send(
            me,
            survey,
            Map.of(
                "answer.scale",
                "6",
                "answer.choice",
                "Soir",
                "answer.text",
                "Du <b>temps</b>",
                "answer.none",
                "x"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("La réponse doit être un nombre entier de 1 à 5.")
        .contains("Du &lt;b&gt;temps&lt;/b&gt;")
        .containsPattern("value=\"Soir\" type=\"radio\" checked");

    assertThat(send(me, survey, Map.of("answer.text", "x".repeat(2001))).statusCode())
        .isEqualTo(400);
    assertThat(send(me, survey, Map.of("answer.choice", "Minuit")).statusCode()).isEqualTo(400);
    assertThat(send(me, survey, Map.of("answer.text", "a\0b")).statusCode()).isEqualTo(400);
    assertThat(send(me, survey, Map.of("answer.scale", "4", "key", "k".repeat(300))).statusCode())
        .isEqualTo(400);
    assertThat(me.post(address(survey), Map.of("answer.scale", "4")).statusCode())
        .as("without the token of a form")
        .isEqualTo(403);
    assertThat(answers(survey)).isEmpty();
    assertThat(me.page("/").body()).contains(link(survey));
  }

  @Test
  void allOfItIsSaidInEnglish() {
    SurveyId survey = open(Audience.STUDENTS, CLASS, true);
    Visitor me = person("demo-student");
    me.page("/?language=en");

    assertThat(me.page("/").body()).contains("Surveys", link(survey), "until ");
    assertThat(send(me, survey, Map.of("answer.scale", "6")).body())
        .contains("The answer must be a whole number from 1 to 5.");
    assertThat(send(me, survey, Map.of("answer.scale", "5")).statusCode()).isEqualTo(303);
    assertThat(me.page(address(survey)).body()).contains("Your answer to this survey is recorded.");
    Visitor other = person("demo-guardian");
    other.page("/?language=en");
    assertThat(other.page(address(survey)).body()).contains("This survey does not ask you.");
  }

  @Test
  void theDemonstrationAsksItsStudentAndTheirGuardianToday() {
    assertThat(person("demo-student").page("/").body()).contains("Ma semaine en accompagnement");
    assertThat(person("demo-guardian").page("/").body()).contains("Votre avis de parent");
  }

  private static String address(SurveyId survey) {
    return "/surveys/" + survey;
  }

  private static String link(SurveyId survey) {
    return "href=\"" + address(survey) + "\"";
  }

  private static String key(String form) {
    return KEY.matcher(form).results().findFirst().orElseThrow().group(1);
  }

  private String personOf(String login) {
    return jdbc.sql("select person from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private void caughtUp() {
    long head = jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
    assertThat(readModels.await(head, Duration.ofSeconds(20))).isTrue();
  }

  private SurveyId open(Audience audience, StructureId of, boolean anonymous) {
    SurveyId survey = new SurveyId(UUID.randomUUID());
    commands.sendAs(
        "user:demo-head",
        new OpenSurvey(
            survey,
            "Bilan à la page",
            audience,
            of,
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

  /** As the form that is shown does. */
  private static HttpResponse<String> send(
      Visitor who, SurveyId survey, Map<String, String> answers) {
    String page = who.page(address(survey)).body();
    Map<String, String> form = new HashMap<>(Map.of("key", key(page)));
    form.putAll(answers);
    form.put("_csrf", Visitor.csrf(page));
    return who.post(address(survey), form, "Accept", "text/html");
  }

  /** Without a form that is shown, but for the token of another page. */
  private static HttpResponse<String> post(
      Visitor who, SurveyId survey, Map<String, String> answers) {
    Map<String, String> form = new HashMap<>(answers);
    form.put("_csrf", Visitor.csrf(who.page("/account").body()));
    return who.post(address(survey), form, "Accept", "text/html");
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
}
