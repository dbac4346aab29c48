package fr.jalons.evaluation.surveys;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class CloseSurveyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPB");
  private static final SurveyId SURVEY = new SurveyId(UUID.randomUUID());
  private static final SurveyOpened OPENED =
      new SurveyOpened(
          SURVEY,
          SCHOOL,
          "Bilan",
          Audience.STUDENTS,
          CLASS,
          true,
          List.of(),
          List.of(UUID.randomUUID()),
          TODAY.plusDays(7),
          null);

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, CloseSurvey.class);

  @Test
  void aSurveyIsClosedBeforeItsLastDay() {
    fixture
        .given()
        .event(OPENED)
        .when()
        .command(new CloseSurvey(SURVEY))
        .then()
        .success()
        .events(new SurveyClosed(SURVEY, CLASS, TODAY));
  }

  @Test
  void aClosedSurveyIsNotClosedTwice() {
    fixture
        .given()
        .events(OPENED, new SurveyClosed(SURVEY, CLASS, TODAY.minusDays(1)))
        .when()
        .command(new CloseSurvey(SURVEY))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anUnknownSurveyIsNotClosed() {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(new CloseSurvey(SURVEY))
        .then()
        .exception(Refusal.class, "evaluation.survey-unknown")
        .noEvents();
  }
}
