package fr.jalons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.surveys.BallotKeys;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import fr.jalons.platform.testing.ToldClock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent, the answer says what is wrong with it, and nothing is recorded. */
class NonsenseOverHttpTest {
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");

  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);

  private static TestServer server;
  private static JdbcClient jdbc;

  private final StudentId student = new StudentId(UUID.randomUUID());
  private final SurveyId survey = new SurveyId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    server = TestServer.start(ToldClock.on(TODAY));
    jdbc = server.part(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aStudentAndASurvey() {
    server.given(
        new StudentRegistered(student, SCHOOL),
        new SurveyOpened(
            survey,
            SCHOOL,
            "Bilan",
            Audience.STUDENTS,
            null,
            true,
            List.of(
                new Question("scale", "Utile ?", QuestionKind.SCALE_1_5, List.of()),
                new Question("choice", "Quand ?", QuestionKind.CHOICE, List.of("matin", "3")),
                new Question("text", "Et ?", QuestionKind.TEXT, List.of())),
            List.of(student.value()),
            TODAY,
            null));
    server.part(BallotKeys.class).keep(survey, new byte[32]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"\"",
        "{",
        "{}",
        "{\"edition\":null}",
        "{\"edition\":\"  \"}",
        "{\"edition\":[]}",
        "{\"edition\":\"2022\\u0000\"}",
        "{\"edition\":\"\\ud800\"}",
        "{\"edition\":\"1999\"}"
      })
  void anAdoptionMakesSense(String body) {
    refused("/api/frameworks/CPS/adoptions", body);
  }

  @Test
  void aFrameworkIsNamedByCapitals() {
    for (String code : List.of("cps", "NOPE", "C%00PS", "%2e%2e", "CPS%20", "A".repeat(5000))) {
      refused("/api/frameworks/" + code + "/adoptions", "{\"edition\":\"2022\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{%s,\"framework\":null}",
        "{%s,\"framework\":\"cps\"}",
        "{%s,\"framework\":\"CPS\\u0000\"}",
        "{%s,\"framework\":\"NOPE\"}",
        "{%s,\"competency\":null}",
        "{%s,\"competency\":\"\"}",
        "{%s,\"competency\":{}}",
        "{%s,\"competency\":\"CPS-C1\\u0000\"}",
        "{%s,\"competency\":\"CPS-Z\"}",
        "{%s,\"level\":null}",
        "{%s,\"level\":0}",
        "{%s,\"level\":5}",
        "{%s,\"level\":2.5}",
        "{%s,\"level\":99999999999999999999}",
        "{%s,\"level\":\"trois\"}",
        "{%s,\"context\":\"HOME\"}",
        "{%s,\"context\":1}",
        "{%s,\"discipline\":\" \"}",
        "{%s,\"discipline\":\"a\\u0000\"}",
        "{%s,\"discipline\":\"\\udc00\"}",
        "{%s,\"observedOn\":\"2026-10-02\"}",
        "{%s,\"observedOn\":\"+99999-01-01\"}",
        "{%s,\"observedOn\":\"-4713-01-01\"}",
        "{%s,\"observedOn\":20260101}",
        "{%s,\"id\":\"1-1-1-1-1\"}",
        "{%s,\"id\":7}"
      })
  void anAssessmentMakesSense(String body) {
    String sense =
        "\"framework\":\"CPS\",\"competency\":\"CPS-C1\",\"level\":3,\"context\":\"AP\","
            + "\"discipline\":\"Français\",\"observedOn\":\"2026-10-01\"";

    refused("/api/students/" + student + "/assessments", body.replace("%s", sense));
    assertThat(server.post("/api/students/" + student + "/assessments", '{' + sense + '}').status())
        .isEqualTo(201);
  }

  @Test
  void aDisciplineIsShort() {
    refused(
        "/api/students/" + student + "/assessments",
        "{\"framework\":\"CPS\",\"competency\":\"CPS-C1\",\"level\":3,\"context\":\"AP\",\"discipline\":\"%s\",\"observedOn\":\"2026-10-01\"}"
            .formatted("x".repeat(101)));
  }

  @Test
  void anAssessorIsNotToldByTheBody() {
    String body =
        "{\"framework\":\"CPS\",\"competency\":\"CPS-C1\",\"level\":3,\"context\":\"AP\",\"discipline\":\"Français\",\"observedOn\":\"2026-10-01\",\"assessor\":\"user:1\"}";
    server.post("/api/students/" + student + "/assessments", body);

    assertThat(
            jdbc.sql(
                    "select payload ->> 'assessor' from eventlog.event order by position desc limit 1")
                .query(String.class)
                .single())
        .isEqualTo("user:test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{%s,\"title\":null}",
        "{%s,\"title\":\" \"}",
        "{%s,\"title\":\"\\u0000\"}",
        "{%s,\"audience\":\"PARENTS\"}",
        "{%s,\"audience\":0}",
        "{%s,\"class\":\"\"}",
        "{%s,\"class\":\"\\u0000\"}",
        "{%s,\"class\":[]}",
        "{%s,\"school\":\"Lycée\"}",
        "{%s,\"school\":\"0888888Y\"}",
        "{%s,\"school\":7}",
        "{%s,\"anonymous\":null}",
        "{%s,\"anonymous\":\"peut-être\"}",
        "{%s,\"questions\":null}",
        "{%s,\"questions\":[]}",
        "{%s,\"questions\":[null]}",
        "{%s,\"questions\":{}}",
        "{%s,\"questions\":[{}]}",
        "{%s,\"questions\":[{\"id\":null,\"text\":\"?\",\"kind\":\"TEXT\"}]}",
        "{%s,\"questions\":[{\"id\":\"a b\",\"text\":\"?\",\"kind\":\"TEXT\"}]}",
        "{%s,\"questions\":[{\"id\":\"\\u0000\",\"text\":\"?\",\"kind\":\"TEXT\"}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"\",\"kind\":\"TEXT\"}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"\\u0000\",\"kind\":\"TEXT\"}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"?\",\"kind\":null}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"?\",\"kind\":\"CHOICE\",\"choices\":[null,null]}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"?\",\"kind\":\"CHOICE\",\"choices\":[\"a\",\" \"]}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"?\",\"kind\":\"CHOICE\",\"choices\":[\"a\",[]]}]}",
        "{%s,\"questions\":[{\"id\":\"a\",\"text\":\"?\",\"kind\":\"CHOICE\",\"choices\":[\"a\",\"\\u0000\"]}]}",
        "{%s,\"closesOn\":null}",
        "{%s,\"closesOn\":\"2026-09-30\"}",
        "{%s,\"closesOn\":\"+999999999-12-31\"}",
        "{%s,\"id\":\"\"}"
      })
  void aSurveyMakesSense(String body) {
    String sense =
        "\"title\":\"Bilan\",\"audience\":\"STAFF\",\"anonymous\":true,\"closesOn\":\"2026-10-31\","
            + "\"questions\":[{\"id\":\"q\",\"text\":\"?\",\"kind\":\"TEXT\"}]";

    refused("/api/surveys", body.replace("%s", sense));
  }

  @Test
  void aSurveyHasBounds() {
    String survey =
        "{\"title\":\"%s\",\"audience\":\"STAFF\",\"anonymous\":true,\"closesOn\":\"2026-10-31\",\"questions\":[%s]}";
    String question = "{\"id\":\"q%d\",\"text\":\"%s\",\"kind\":\"TEXT\"}";

    refused("/api/surveys", survey.formatted("x".repeat(201), question.formatted(1, "?")));
    refused("/api/surveys", survey.formatted("x", question.formatted(1, "x".repeat(501))));
    refused(
        "/api/surveys",
        survey.formatted("x", (question.formatted(1, "?") + ',').repeat(50) + question));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"respondentId\":\"%s\"}",
        "{\"respondentId\":\"%s\",\"answers\":null}",
        "{\"respondentId\":\"%s\",\"answers\":{}}",
        "{\"respondentId\":\"%s\",\"answers\":[]}",
        "{\"respondentId\":\"%s\",\"answers\":\"5\"}",
        "{\"respondentId\":null,\"answers\":{\"scale\":5}}",
        "{\"respondentId\":\"moi\",\"answers\":{\"scale\":5}}",
        "{\"respondentId\":\"00000000-0000-0000-0000-000000000000\",\"answers\":{\"scale\":5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":null}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":true}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":[5]}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":{\"a\":5}}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":0}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":4.5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":1e999}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":99999999999999999999999}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":\"\\u0000\"}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"\\u0000\":5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"\":5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"a[b].c\":null}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"unasked\":5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":5,\"unasked\":5}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"choice\":\"soir\"}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"text\":\"\"}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"text\":\"a\\u0000b\"}}",
        "{\"respondentId\":\"%s\",\"answers\":{\"text\":\"\\ud83d\"}}"
      })
  void anAnswerMakesSense(String body) {
    refused("/api/surveys/" + survey + "/answers", body.replace("%s", student.toString()));
  }

  @Test
  void anAnswerHasBounds() {
    String body = "{\"respondentId\":\"" + student + "\",\"answers\":{\"text\":\"%s\"}}";

    refused("/api/surveys/" + survey + "/answers", body.formatted("x".repeat(2001)));
    refused("/api/surveys/" + survey + "/answers", body.formatted("x".repeat(5_000_000)));
  }

  @Test
  void numbersAreAnswersToo() {
    String body =
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":\"5\",\"choice\":3,\"text\":2026}}"
            .formatted(student);

    assertThat(server.post("/api/surveys/" + survey + "/answers", body).status()).isEqualTo(204);
  }

  @Test
  void addressesOfNothingLeadNowhere() {
    for (String id : List.of("x", "1-1-1-1-1", "%00", UUID.randomUUID().toString())) {
      for (String path : List.of("/answers", "/closure")) {
        assertThat(
                server
                    .post(
                        "/api/surveys/" + id + path,
                        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":5}}".formatted(student))
                    .status())
            .isBetween(400, 404);
      }
      assertThat(server.get("/api/surveys/" + id + "/results").status()).isBetween(400, 404);
    }
  }

  private void refused(String path, String body) {
    long before = server.head();

    Answer answer = server.post(path, body);

    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(server.head()).isEqualTo(before);
  }
}
