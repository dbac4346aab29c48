package fr.jalons.evaluation.read;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.StudentSurveys;
import fr.jalons.evaluation.StudentSurveys.Participation;
import fr.jalons.events.EvaluationEvent.Audience;
import fr.jalons.events.EvaluationEvent.Question;
import fr.jalons.events.EvaluationEvent.QuestionKind;
import fr.jalons.events.EvaluationEvent.SurveyAnswered;
import fr.jalons.events.EvaluationEvent.SurveyOpened;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Recorded;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StudentSurveysTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPB");
  private static final StructureId OTHER = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPC");

  private Surveys surveys;
  private StudentSurveys participation;

  @BeforeEach
  void start() {
    DataSource database = TestDatabase.create();
    new Migrations(database);
    surveys = new Surveys(JdbcClient.create(database), new EventJson());
    participation = new StudentSurveys(JdbcClient.create(database));
  }

  @Test
  void theSurveysAmongTheStudentsOfAClassAreCounted() {
    SurveyId first = open(1, Audience.STUDENTS, CLASS);
    SurveyId second = open(2, Audience.STUDENTS, CLASS);
    open(3, Audience.GUARDIANS, CLASS);
    open(4, Audience.STUDENTS, OTHER);
    answer(first, "one", Map.of("a", "5", "b", "3", "text", "4"));
    answer(first, "two", Map.of("a", "4"));

    assertThat(participation.of(CLASS))
        .containsExactly(
            new Participation(second, "Bilan", 3, 0, 0, 0),
            new Participation(first, "Bilan", 3, 2, 3, 2));
  }

  @Test
  void aClassThatWasNeverAskedHasNone() {
    assertThat(participation.of(CLASS)).isEmpty();
  }

  private SurveyId open(long position, Audience audience, StructureId onlyClass) {
    SurveyId survey = new SurveyId(UUID.randomUUID());
    surveys.on(
        new SurveyOpened(
            survey,
            SCHOOL,
            "Bilan",
            audience,
            onlyClass,
            true,
            List.of(
                new Question("a", "?", QuestionKind.SCALE_1_5, List.of()),
                new Question("b", "?", QuestionKind.SCALE_1_5, List.of()),
                new Question("text", "?", QuestionKind.TEXT, List.of())),
            List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
            TODAY),
        new Recorded(position, UUID.randomUUID(), Instant.EPOCH, "user:1"));
    return survey;
  }

  private void answer(SurveyId survey, String ballot, Map<String, String> answers) {
    surveys.on(new SurveyAnswered(survey, CLASS, ballot, null, null, answers));
  }
}
