package fr.jalons.evaluation.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class AnswerSurveyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPB");
  private static final SurveyId SURVEY = new SurveyId(UUID.randomUUID());
  private static final UUID RESPONDENT = UUID.randomUUID();
  private static final String BALLOT = "ballot-of-the-respondent";
  private static final Map<String, String> ANSWERS = Map.of("scale", "4", "text", "Très utile");

  private final AxonTestFixture fixture = SliceFixture.of(new AnswerSurvey.Handler(CLOCK));

  @Test
  void anAnonymousAnswerNamesNobody() {
    answered(
        opened(true, Audience.STUDENTS),
        new SurveyAnswered(SURVEY, CLASS, BALLOT, null, null, ANSWERS));
  }

  @Test
  void aStudentsNamedAnswerIsFoundByTheStudent() {
    answered(
        opened(false, Audience.STUDENTS),
        new SurveyAnswered(SURVEY, CLASS, BALLOT, RESPONDENT, new StudentId(RESPONDENT), ANSWERS));
  }

  @Test
  void aGuardiansNamedAnswerIsNoStudents() {
    answered(
        opened(false, Audience.GUARDIANS),
        new SurveyAnswered(SURVEY, CLASS, BALLOT, RESPONDENT, null, ANSWERS));
  }

  @Test
  void aSurveyIsAnsweredOnItsLastDay() {
    fixture
        .given()
        .event(opened(true, Audience.STUDENTS, TODAY))
        .when()
        .command(command(ANSWERS))
        .then()
        .success();
  }

  @Test
  void aSecondAnswerIsRefusedEvenIfItIsTheSame() {
    for (Map<String, String> answers : List.of(ANSWERS, Map.of("scale", "1"))) {
      refused(
          "evaluation.already-answered",
          command(answers),
          opened(false, Audience.GUARDIANS),
          named(ANSWERS));
    }
  }

  @Test
  void aSecondAnonymousAnswerIsRefusedWithoutSayingWhetherItIsTheSame() {
    for (Map<String, String> answers : List.of(ANSWERS, Map.of("scale", "1"))) {
      refused(
          "evaluation.already-answered",
          command(answers),
          opened(true, Audience.STUDENTS),
          new SurveyAnswered(SURVEY, CLASS, BALLOT, null, null, ANSWERS));
    }
  }

  @Test
  void anUnknownSurveyIsNotAnswered() {
    refused("evaluation.survey-unknown", command(ANSWERS));
  }

  @Test
  void aClosedSurveyIsNotAnswered() {
    refused(
        "evaluation.survey-closed",
        command(ANSWERS),
        opened(true, Audience.STUDENTS),
        new SurveyClosed(SURVEY, CLASS, TODAY));
  }

  @Test
  void aSurveyIsNotAnsweredAfterItsLastDay() {
    refused(
        "evaluation.survey-closed",
        command(ANSWERS),
        opened(true, Audience.STUDENTS, TODAY.minusDays(1)));
  }

  @Test
  void aSurveyWithoutKeyIsNotAnswered() {
    refused(
        "evaluation.survey-closed",
        new AnswerSurvey(SURVEY, "", RESPONDENT, ANSWERS),
        opened(true, Audience.STUDENTS));
  }

  @Test
  void whoWasInvitedLaterAnswersToo() {
    UUID late = UUID.randomUUID();
    fixture
        .given()
        .events(
            opened(true, Audience.STUDENTS), new SurveyInvited(SURVEY, CLASS, List.of(late), TODAY))
        .when()
        .command(new AnswerSurvey(SURVEY, "ballot-of-the-latecomer", late, ANSWERS))
        .then()
        .success()
        .events(new SurveyAnswered(SURVEY, CLASS, "ballot-of-the-latecomer", null, null, ANSWERS));
  }

  @Test
  void onlyTheInvitedAnswer() {
    refused(
        "evaluation.not-invited",
        new AnswerSurvey(SURVEY, "another-ballot", UUID.randomUUID(), ANSWERS),
        opened(true, Audience.STUDENTS));
  }

  @Test
  void onlyQuestionsAskedAreAnswered() {
    refused(
        "evaluation.question-unknown",
        command(Map.of("scale", "4", "unasked", "5")),
        opened(true, Audience.STUDENTS));
  }

  @Test
  void theScaleGoesFromOneToFive() {
    for (String off : List.of("0", "6", "-1", "3.0", "trois", "", " 3", "1e0", "٣", "5\n")) {
      refused(
          "evaluation.answer-off-scale",
          command(Map.of("scale", off)),
          opened(true, Audience.STUDENTS));
    }
  }

  @Test
  void aChoiceIsOneOfTheChoices() {
    refused(
        "evaluation.answer-no-choice",
        command(Map.of("choice", "midi")),
        opened(true, Audience.STUDENTS));
  }

  @Test
  void aTextHasOneToTwoThousandCharacters() {
    for (String no : List.of("", "  ", "x".repeat(2001))) {
      refused(
          "evaluation.answer-no-text",
          command(Map.of("text", no)),
          opened(true, Audience.STUDENTS));
    }
    fixture
        .given()
        .event(opened(true, Audience.STUDENTS))
        .when()
        .command(command(Map.of("text", "😀".repeat(1000))))
        .then()
        .success();
  }

  @Test
  void whatIsKeptOfACommandToCompareItByDoesNotNameTheRespondent() {
    assertThat(new EventJson().write(command(ANSWERS)))
        .contains(BALLOT)
        .doesNotContain(RESPONDENT.toString());
  }

  private void answered(SurveyOpened opened, SurveyAnswered expected) {
    fixture
        .given()
        .event(opened)
        .when()
        .command(command(ANSWERS))
        .then()
        .success()
        .events(expected);
  }

  private void refused(String key, AnswerSurvey command, Object... given) {
    SliceFixture.of(new AnswerSurvey.Handler(CLOCK))
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static AnswerSurvey command(Map<String, String> answers) {
    return new AnswerSurvey(SURVEY, BALLOT, RESPONDENT, answers);
  }

  private static SurveyAnswered named(Map<String, String> answers) {
    return new SurveyAnswered(SURVEY, CLASS, BALLOT, RESPONDENT, null, answers);
  }

  private static SurveyOpened opened(boolean anonymous, Audience audience) {
    return opened(anonymous, audience, TODAY.plusDays(7));
  }

  private static SurveyOpened opened(boolean anonymous, Audience audience, LocalDate closesOn) {
    return new SurveyOpened(
        SURVEY,
        SCHOOL,
        "Bilan",
        audience,
        CLASS,
        anonymous,
        List.of(
            question("scale", QuestionKind.SCALE_1_5),
            question("choice", QuestionKind.CHOICE, "matin", "soir"),
            question("text", QuestionKind.TEXT)),
        List.of(UUID.randomUUID(), RESPONDENT),
        closesOn,
        null);
  }

  private static Question question(String id, QuestionKind kind, String... choices) {
    return new Question(id, "Question " + id, kind, List.of(choices));
  }
}
