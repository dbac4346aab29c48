package fr.jalons.evaluation.surveys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.evaluation.surveys.SurveyResults.QuestionResult;
import fr.jalons.evaluation.surveys.SurveyResults.Results;
import fr.jalons.evaluation.surveys.SurveyResults.Withheld;
import fr.jalons.evaluation.surveys.Surveys.Row;
import fr.jalons.evaluation.surveys.Surveys.Status;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.TestSecrets;
import fr.jalons.platform.slices.Recorded;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SurveysTest {
  private static final int K = 3;
  private static final BallotKeys KEYS = new BallotKeys(TestSecrets.in(TestDatabase.create()));
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPB");
  private static final SurveyId SURVEY = new SurveyId(UUID.randomUUID());
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("scale", "Utile ?", QuestionKind.SCALE_1_5, List.of()),
          new Question("choice", "Quand ?", QuestionKind.CHOICE, List.of("soir", "matin")),
          new Question("text", "Et ?", QuestionKind.TEXT, List.of()));

  private Surveys surveys;
  private SurveyResults results;

  @BeforeEach
  void start() {
    DataSource database = TestDatabase.create("evaluation");
    new Migrations(database);
    surveys = new Surveys(JdbcClient.create(database), new EventJson(), K);
    results = new SurveyResults(JdbcClient.create(database), new EventJson(), KEYS, K);
  }

  @Test
  void anOpenSurveyIsListedWithItsClass() {
    surveys.on(opened(SURVEY, CLASS), recorded(1));

    assertThat(surveys.on(TODAY))
        .containsExactly(
            new Row(
                SURVEY,
                "Bilan",
                Audience.STUDENTS,
                "0999999Z",
                "1CAPB",
                true,
                Status.OPEN,
                3,
                0,
                TODAY));
  }

  @Test
  void theNewestSurveyComesFirst() {
    SurveyId later = new SurveyId(UUID.randomUUID());
    surveys.on(opened(SURVEY, CLASS), recorded(1));
    surveys.on(opened(later, null), recorded(2));

    assertThat(surveys.on(TODAY)).extracting(Row::id).containsExactly(later, SURVEY);
    assertThat(surveys.on(TODAY)).extracting(Row::classCode).containsExactly(null, "1CAPB");
  }

  @Test
  void eachBallotIsCountedOnceHoweverManyQuestionsItAnswers() {
    surveys.on(opened(SURVEY, CLASS, false, K), recorded(1));
    surveys.on(answered("one", Map.of("scale", "5", "text", "Bien")));
    surveys.on(answered("two", Map.of("scale", "4")));

    assertThat(surveys.on(TODAY)).extracting(Row::answers).containsExactly(2);
  }

  @Test
  void aSurveyIsClosedByHandOrByItsDate() {
    surveys.on(opened(SURVEY, CLASS), recorded(1));
    assertThat(surveys.on(TODAY.plusDays(1))).extracting(Row::status).containsOnly(Status.CLOSED);

    surveys.on(new SurveyClosed(SURVEY, CLASS, TODAY));
    assertThat(surveys.on(TODAY)).extracting(Row::status).containsOnly(Status.CLOSED);
    assertThat(results.of(SURVEY, TODAY).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void replayingChangesNothing() {
    for (int round = 0; round < 2; round++) {
      surveys.on(opened(SURVEY, CLASS), recorded(1));
      surveys.on(answered("one", Map.of("scale", "5")));
      surveys.on(new SurveyClosed(SURVEY, CLASS, TODAY));
    }

    assertThat(surveys.on(TODAY)).hasSize(1).extracting(Row::answers).containsExactly(1);
  }

  @Test
  void resultsTellEachKindOfQuestionInItsWay() {
    surveys.on(opened(SURVEY, CLASS, false, K), recorded(1));
    surveys.on(answered("one", Map.of("scale", "5", "choice", "matin", "text", "Zèle")));
    surveys.on(answered("two", Map.of("scale", "4", "choice", "matin", "text", "Aide")));
    surveys.on(answered("three", Map.of("scale", "1", "text", "Aide")));

    List<QuestionResult> questions = results.of(SURVEY, TODAY).questions();

    assertThat(questions)
        .containsExactly(
            new QuestionResult(
                "scale",
                "Utile ?",
                QuestionKind.SCALE_1_5,
                3,
                Map.of("1", 1, "2", 0, "3", 0, "4", 1, "5", 1),
                10 / 3.0,
                2 / 3.0,
                null),
            new QuestionResult(
                "choice",
                "Quand ?",
                QuestionKind.CHOICE,
                2,
                Map.of("soir", 0, "matin", 2),
                null,
                null,
                null),
            new QuestionResult(
                "text",
                "Et ?",
                QuestionKind.TEXT,
                3,
                null,
                null,
                null,
                List.of("Aide", "Aide", "Zèle")));
    assertThat(questions.getFirst().distribution()).containsOnlyKeys("1", "2", "3", "4", "5");
  }

  @Test
  void withoutAnswersThereIsNoMean() {
    surveys.on(opened(SURVEY, CLASS, false, K), recorded(1));

    QuestionResult scale = results.of(SURVEY, TODAY).questions().getFirst();

    assertThat(scale.answers()).isZero();
    assertThat(scale.mean()).isNull();
    assertThat(scale.satisfied()).isNull();
  }

  @Test
  void textsDoNotComeInTheOrderOfAnswering() {
    surveys.on(opened(SURVEY, CLASS), recorded(1));
    surveys.on(answered("one", Map.of("text", "c")));
    surveys.on(answered("two", Map.of("text", "a")));
    surveys.on(answered("three", Map.of("text", "b")));
    surveys.on(new SurveyClosed(SURVEY, CLASS, TODAY));

    assertThat(results.of(SURVEY, TODAY).questions().getLast().texts())
        .containsExactly("a", "b", "c");
  }

  @Test
  void anOpenAnonymousSurveyShowsNoAnswerAndCountsThemInSteps() {
    surveys.on(opened(SURVEY, CLASS, true, 2 * K), recorded(1));
    List<Integer> counted = new ArrayList<>();
    for (int i = 0; i < 2 * K; i++) {
      surveys.on(answered("ballot " + i, Map.of("scale", "5", "text", "Bien")));
      Results shown = results.of(SURVEY, TODAY.plusDays(1));

      assertThat(shown.withheld()).isEqualTo(Withheld.OPEN);
      assertThat(shown.questions()).allSatisfy(SurveysTest::tellsNothing);
      counted.add(shown.answers());
    }

    assertThat(counted).containsExactly(0, 0, K, K, K, 2 * K);
    assertThat(surveys.on(TODAY)).extracting(Row::answers).containsExactly(2 * K);
  }

  @Test
  void ofTooFewAnonymousAnswersNothingIsShown() {
    surveys.on(opened(SURVEY, CLASS), recorded(1));
    for (int i = 1; i < K; i++) {
      surveys.on(answered("ballot " + i, Map.of("scale", "5")));
    }
    surveys.on(new SurveyClosed(SURVEY, CLASS, TODAY));

    Results shown = results.of(SURVEY, TODAY);

    assertThat(shown.withheld()).isEqualTo(Withheld.TOO_FEW);
    assertThat(shown.answers()).isEqualTo(K - 1);
    assertThat(shown.questions()).allSatisfy(SurveysTest::tellsNothing);
  }

  @Test
  void ofTooFewInvitedNothingIsEverShown() {
    surveys.on(opened(SURVEY, CLASS, true, K - 1), recorded(1));

    assertThat(results.of(SURVEY, TODAY).withheld()).isEqualTo(Withheld.TOO_FEW);
  }

  @Test
  void aQuestionThatTooFewHaveAnsweredIsWithheldAlone() {
    surveys.on(opened(SURVEY, CLASS), recorded(1));
    for (int i = 1; i < K; i++) {
      surveys.on(answered("ballot " + i, Map.of("scale", "5", "text", "Bien")));
    }
    surveys.on(answered("last", Map.of("scale", "5")));
    surveys.on(new SurveyClosed(SURVEY, CLASS, TODAY));

    Results shown = results.of(SURVEY, TODAY);

    assertThat(shown.withheld()).isNull();
    assertThat(shown.questions().getFirst().answers()).isEqualTo(K);
    assertThat(shown.questions().getLast()).satisfies(SurveysTest::tellsNothing);
  }

  private static void tellsNothing(QuestionResult question) {
    assertThat(question)
        .isEqualTo(
            QuestionResult.withheld(
                new Question(question.id(), question.text(), question.kind(), List.of())));
  }

  @Test
  void anUnknownSurveyHasNoResults() {
    assertThatThrownBy(() -> results.of(SURVEY, TODAY))
        .isInstanceOf(Refusal.class)
        .hasMessage("evaluation.survey-unknown");
  }

  private static SurveyOpened opened(SurveyId survey, @Nullable StructureId onlyClass) {
    return opened(survey, onlyClass, true, K);
  }

  private static SurveyOpened opened(
      SurveyId survey, @Nullable StructureId onlyClass, boolean anonymous, int invited) {
    return new SurveyOpened(
        survey,
        SCHOOL,
        "Bilan",
        Audience.STUDENTS,
        onlyClass,
        anonymous,
        QUESTIONS,
        Stream.generate(UUID::randomUUID).limit(invited).toList(),
        TODAY,
        null);
  }

  private static SurveyAnswered answered(String ballot, Map<String, String> answers) {
    return new SurveyAnswered(SURVEY, CLASS, ballot, null, null, answers);
  }

  private static Recorded recorded(long position) {
    return new Recorded(position, UUID.randomUUID(), Instant.EPOCH, "user:1");
  }
}
