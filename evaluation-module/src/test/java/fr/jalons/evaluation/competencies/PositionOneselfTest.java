package fr.jalons.evaluation.competencies;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.CompetencyEvent.CompetencySelfPositioned;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.PersonalText;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PositionOneselfTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 9);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 12);
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 8, 31), ZoneOffset.UTC);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentRegistered KNOWN =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());
  private static final FrameworkAdopted ADOPTED = edition("2022", "CPS-C1");

  private final AxonTestFixture slice = SliceFixture.on(TODAY, PositionOneself.class);

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

  private static PositionOneself command(
      int level, @Nullable LocalDate day, @Nullable Correction correction) {
    return new PositionOneself(FIRST, STUDENT, "CPS", "CPS-C1", level, "Ça va", day, correction);
  }

  private static CompetencySelfPositioned positioned(
      RecordId id, int level, LocalDate day, @Nullable String correction) {
    return new CompetencySelfPositioned(
        id, STUDENT, "CPS", "2022", "CPS-C1", level, "Ça va", day, correction);
  }

  private void refused(String key, PositionOneself command, Object... given) {
    slice
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aStudentPositionsThemselvesTodayUnlessADayIsToldUnderTheEditionInForce() {
    slice
        .given()
        .events(KNOWN, ADOPTED)
        .when()
        .command(command(3, null, null))
        .then()
        .success()
        .events(positioned(FIRST, 3, TODAY, null));
  }

  @Test
  void theSameSentAgainChangesNothingEvenUnderANewEdition() {
    slice
        .given()
        .events(KNOWN, ADOPTED, positioned(FIRST, 3, NOVEMBER, null), edition("2026", "CPS-X"))
        .when()
        .command(command(3, NOVEMBER, null))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherViewUnderTheSameIdentifierIsRefused() {
    refused(
        "school.record-id-taken",
        command(4, NOVEMBER, null),
        KNOWN,
        ADOPTED,
        positioned(FIRST, 3, NOVEMBER, null));
  }

  @Test
  void aViewIsCorrectedWithAReason() {
    slice
        .given()
        .events(KNOWN, ADOPTED, positioned(FIRST, 3, NOVEMBER, null))
        .when()
        .command(command(2, NOVEMBER, new Correction("Niveaux relus", 1)))
        .then()
        .success()
        .events(positioned(FIRST, 2, NOVEMBER, "Niveaux relus"));
  }

  @Test
  void nobodyIsPositionedWhomNoRosterNames() {
    refused("evaluation.student-unknown", command(3, null, null), ADOPTED);
  }

  @Test
  void aFrameworkMustBeAdoptedFirst() {
    refused("evaluation.framework-not-adopted", command(3, null, null), KNOWN);
  }

  @Test
  void aCompetencyMustStandInTheEditionInForce() {
    refused(
        "evaluation.competency-unknown",
        command(3, null, null),
        KNOWN,
        ADOPTED,
        edition("2026", "CPS-X"));
  }

  @Test
  void aLevelMustStandOnTheRubric() {
    refused("evaluation.level-off-rubric", command(5, null, null), KNOWN, ADOPTED);
    refused("evaluation.level-off-rubric", command(0, null, null), KNOWN, ADOPTED);
  }

  @Test
  void theLevelIsLookedAtBeforeTheDay() {
    refused("evaluation.level-off-rubric", command(5, TODAY.plusDays(1), null), KNOWN, ADOPTED);
  }

  @Test
  void nobodyPositionsThemselvesTomorrow() {
    refused("evaluation.date-ahead", command(3, TODAY.plusDays(1), null), KNOWN, ADOPTED);
  }

  @Test
  void whatTheStudentWritesIsSealedUnderTheirKey() {
    assertThat(
            Arrays.stream(CompetencySelfPositioned.class.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(PersonalText.class))
                .map(RecordComponent::getName))
        .containsExactly("comment", "correction");
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(
                StudentAssessment.class,
                SelfPositioning.class,
                AttendedSession.class,
                StudentMemberships.class,
                GroupSession.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static CompetencyAssessed assessed(String competency, int level) {
    return new CompetencyAssessed(
        new AssessmentId(UUID.randomUUID()),
        STUDENT,
        "CPS",
        "2022",
        competency,
        level,
        AssessmentContext.COURSE,
        "Cuisine",
        "user:1",
        NOVEMBER,
        null,
        1);
  }

  private static List<StudentAssessment.Standing> standings(Aspects student) {
    return StudentAssessment.view(student.all(StudentAssessment.class), student);
  }

  @Test
  void theLatestViewStandsBesideTheAssessorsWhateverOrderTheyWereRecordedIn() {
    Aspects student =
        folded(
            assessed("CPS-C1", 2),
            assessed("CPS-C2", 2),
            positioned(FIRST, 4, TODAY, null),
            positioned(SECOND, 3, NOVEMBER, null));

    assertThat(SelfPositioning.view(student.all(SelfPositioning.class)))
        .extracting(SelfPositioning::id)
        .containsExactly(FIRST, SECOND);
    assertThat(standings(student).getFirst().latest().level()).isEqualTo(2);
    assertThat(standings(student).getFirst().earlier()).isEmpty();
    assertThat(standings(student).getFirst().own()).extracting(SelfPositioning::level).isEqualTo(4);
    assertThat(standings(student).getLast().own()).isNull();
  }

  @Test
  void aCorrectedViewStaysOneAndAWithdrawnOneIsNone() {
    CompetencySelfPositioned first = positioned(FIRST, 4, NOVEMBER, null);
    CompetencyAssessed seen = assessed("CPS-C1", 2);
    Aspects corrected = folded(seen, first, positioned(FIRST, 3, NOVEMBER, "Niveaux relus"));
    assertThat(corrected.all(SelfPositioning.class))
        .extracting(SelfPositioning::level)
        .containsExactly(3);

    Aspects withdrawn = folded(seen, first, new RecordWithdrawn(first, List.of(), "Erreur", TODAY));
    assertThat(withdrawn.all(SelfPositioning.class)).isEmpty();
    assertThat(standings(withdrawn).getFirst().own()).isNull();
  }

  @Test
  void noIndicatorCountsIt() {
    Aspects student =
        folded(positioned(FIRST, 2, NOVEMBER, null), positioned(SECOND, 4, TODAY, null));
    assertThat(standings(student)).isEmpty();
    assertThat(StudentAssessment.RECORDED.measure(student, YEAR).value()).isEqualTo(0.0);
    assertThat(StudentAssessment.PROGRESS.measure(student, YEAR).value()).isNull();
    assertThat(StudentAssessment.SHARED.measure(student, YEAR).value()).isNull();
  }
}
