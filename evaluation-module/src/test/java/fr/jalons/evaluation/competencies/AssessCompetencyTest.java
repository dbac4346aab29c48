package fr.jalons.evaluation.competencies;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssessCompetencyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 2);
  // Half past midnight in Paris, still the day before in Greenwich.
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T22:30:00Z"), ZoneId.of("Europe/Paris"));
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final AssessmentId ASSESSMENT = new AssessmentId(UUID.randomUUID());
  private static final AssessmentId ANOTHER = new AssessmentId(UUID.randomUUID());
  private static final StudentRegistered ENROLLED =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));
  private static final FrameworkAdopted ADOPTED = edition("2022", "CPS-C1");

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, AssessCompetency.class);

  @Test
  void aCompetencyIsAssessedUnderTheEditionInForce() {
    assessed(command(ASSESSMENT, 3, TODAY, "user:7"), ASSESSMENT, "2022", ENROLLED, ADOPTED);
  }

  @Test
  void anotherAssessorMayAssessTheSameCompetency() {
    fixture
        .given()
        .events(ENROLLED, ADOPTED, event(ASSESSMENT, "2022", 3, "user:7"))
        .when()
        .command(command(ANOTHER, 3, TODAY, "user:8"))
        .then()
        .success()
        .events(event(ANOTHER, "2022", 3, "user:8"));
  }

  @Test
  void theSameAssessorSeeingTheSameLevelAgainConfirmsIt() {
    assessed(
        command(ANOTHER, 3, TODAY, "user:7"),
        ANOTHER,
        "2022",
        ENROLLED,
        ADOPTED,
        event(ASSESSMENT, "2022", 3, "user:7"));
  }

  @Test
  void theSameAssessmentSentAgainChangesNothingEvenUnderANewEdition() {
    fixture
        .given()
        .events(ENROLLED, ADOPTED, event(ASSESSMENT, "2022", 3, "user:7"), edition("2026", "CPS-X"))
        .when()
        .command(command(ASSESSMENT, 3, TODAY, "user:7"))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherAssessmentUnderTheSameIdentifierIsRefused() {
    refused(
        "evaluation.assessment-id-taken",
        command(ASSESSMENT, 4, TODAY, "user:7"),
        ENROLLED,
        ADOPTED,
        event(ASSESSMENT, "2022", 3, "user:7"));
  }

  @Test
  void anUnknownStudentIsNotAssessed() {
    refused("evaluation.student-unknown", command(ASSESSMENT, 3, TODAY, "user:7"), ADOPTED);
  }

  @Test
  void aFrameworkMustBeAdoptedFirst() {
    refused("evaluation.framework-not-adopted", command(ASSESSMENT, 3, TODAY, "user:7"), ENROLLED);
  }

  @Test
  void aCompetencyMustStandInTheEditionInForce() {
    refused(
        "evaluation.competency-unknown",
        command(ASSESSMENT, 3, TODAY, "user:7"),
        ENROLLED,
        ADOPTED,
        edition("2026", "CPS-X"));
  }

  @Test
  void aLevelMustStandOnTheRubric() {
    refused(
        "evaluation.level-off-rubric", command(ASSESSMENT, 5, TODAY, "user:7"), ENROLLED, ADOPTED);
    refused(
        "evaluation.level-off-rubric", command(ASSESSMENT, 0, TODAY, "user:7"), ENROLLED, ADOPTED);
  }

  @Test
  void nothingIsObservedTomorrow() {
    refused(
        "evaluation.date-ahead",
        command(ASSESSMENT, 3, TODAY.plusDays(1), "user:7"),
        ENROLLED,
        ADOPTED);
  }

  @Test
  void spellingsOfOneDisciplineAreOneAndSubjectsAreTheirCodes() {
    SubjectsListed subjects =
        new SubjectsListed(
            new SchoolId("0999999Z"),
            List.of(
                new Subject("061300", List.of("MATHEMATIQUES", "MATHS")),
                new Subject("093200", List.of("PREVENTION SANTE ENVIRONNEMENT", "PSE"))));
    List<Object> before = new ArrayList<>(List.of(ENROLLED, ADOPTED, subjects));
    record Written(String discipline, @Nullable String subject, int number) {}
    for (Written written :
        List.of(
            new Written("Mathématiques", "061300", 1),
            new Written("français ", null, 2),
            new Written("FRANCAIS", null, 2),
            new Written("maths", "061300", 1),
            new Written("061300", "061300", 1),
            new Written("Insolence", null, 3),
            new Written("P S E", "093200", 4))) {
      AssessmentId id = new AssessmentId(UUID.randomUUID());
      CompetencyAssessed expected = in(id, written.discipline, written.subject, written.number);
      SliceFixture.at(CLOCK, AssessCompetency.class)
          .given()
          .events(before.toArray())
          .when()
          .command(
              new AssessCompetency(
                  id,
                  STUDENT,
                  "CPS",
                  "CPS-C1",
                  3,
                  AssessmentContext.AP,
                  written.discipline,
                  "user:7",
                  TODAY))
          .then()
          .success()
          .events(expected);
      before.add(expected);
    }
  }

  @Test
  void disciplinesOfTheFirstVersionAreNumberedTogetherWithTodays() {
    fixture
        .given()
        .events(
            ENROLLED,
            ADOPTED,
            in(new AssessmentId(UUID.randomUUID()), "Anglais", null, null),
            in(new AssessmentId(UUID.randomUUID()), "francais", null, null),
            in(new AssessmentId(UUID.randomUUID()), "Français", null, null))
        .when()
        .command(command(ASSESSMENT, 3, TODAY, "user:7"))
        .then()
        .success()
        .events(in(ASSESSMENT, "Français", null, 2));
  }

  private static CompetencyAssessed in(
      AssessmentId id, String discipline, @Nullable String subject, @Nullable Integer number) {
    return new CompetencyAssessed(
        id,
        STUDENT,
        "CPS",
        "2022",
        "CPS-C1",
        3,
        AssessmentContext.AP,
        discipline,
        "user:7",
        TODAY,
        subject,
        number);
  }

  private void assessed(
      AssessCompetency command, AssessmentId id, String edition, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .success()
        .events(event(id, edition, 3, "user:7"));
  }

  private void refused(String key, AssessCompetency command, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static FrameworkAdopted edition(String edition, String competency) {
    return new FrameworkAdopted(
        "CPS",
        edition,
        "Compétences psychosociales",
        List.of(
            new RubricLevel(1, "insuffisante"),
            new RubricLevel(2, "fragile"),
            new RubricLevel(3, "satisfaisante"),
            new RubricLevel(4, "très bonne")),
        List.of(new Competency(competency, "Avoir conscience de soi", null)));
  }

  private static AssessCompetency command(
      AssessmentId id, int level, LocalDate on, String assessor) {
    return new AssessCompetency(
        id, STUDENT, "CPS", "CPS-C1", level, AssessmentContext.AP, "Français", assessor, on);
  }

  private static CompetencyAssessed event(
      AssessmentId id, String edition, int level, String assessor) {
    return new CompetencyAssessed(
        id,
        STUDENT,
        "CPS",
        edition,
        "CPS-C1",
        level,
        AssessmentContext.AP,
        "Français",
        assessor,
        TODAY,
        null,
        1);
  }
}
