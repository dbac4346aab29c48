package fr.jalons.evaluation.recognitions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.RecognitionEvent.RecognitionAwarded;
import fr.jalons.events.RecognitionEvent.RecognitionKind;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwardRecognitionTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 6, 10);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final RecordId RECOGNITION = new RecordId(UUID.randomUUID());
  private static final InterviewId INTERVIEW = new InterviewId(UUID.randomUUID());
  private static final StudentRegistered KNOWN =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));
  private static final FrameworkAdopted FRAMEWORK =
      new FrameworkAdopted(
          "CPS", "2022", "CPS", List.of(), List.of(new Competency("CPS-S1.1", "Dire", null)));

  private final AxonTestFixture slice = SliceFixture.on(TODAY, AwardRecognition.class);

  private static AwardRecognition award(@Nullable LocalDate day, @Nullable Correction correction) {
    return new AwardRecognition(
        RECOGNITION,
        STUDENT,
        RecognitionKind.BADGE,
        "Coopération",
        null,
        "CPS-S1.1",
        List.of(INTERVIEW.value()),
        day,
        correction);
  }

  private static RecognitionAwarded awarded(
      String title, LocalDate day, @Nullable String correction) {
    return new RecognitionAwarded(
        RECOGNITION,
        STUDENT,
        RecognitionKind.BADGE,
        title,
        null,
        "CPS-S1.1",
        List.of(INTERVIEW.value()),
        day,
        correction);
  }

  private static InterviewRecorded interview(StudentId student) {
    return new InterviewRecorded(INTERVIEW, student, TODAY, "A aidé tout le groupe");
  }

  @Test
  void aRecognitionIsAwardedTodayUnlessADayIsTold() {
    slice
        .given()
        .events(KNOWN, FRAMEWORK, interview(STUDENT))
        .when()
        .command(award(null, null))
        .then()
        .success()
        .events(awarded("Coopération", TODAY, null));
  }

  @Test
  void aRecognitionIsCorrectedWithAReason() {
    slice
        .given()
        .events(KNOWN, FRAMEWORK, interview(STUDENT), awarded("Coop", TODAY, null))
        .when()
        .command(award(TODAY, new Correction("Abrégé", null)))
        .then()
        .success()
        .events(awarded("Coopération", TODAY, "Abrégé"));
  }

  @Test
  void aRecordOfAnotherStudentIsNoEvidence() {
    refused("evaluation.evidence-of-another", award(null, null), interview(OTHER));
  }

  @Test
  void aRecordThatNobodyKnowsIsNoEvidence() {
    refused("evaluation.evidence-of-another", award(null, null));
  }

  @Test
  void whatWasWithdrawnIsNoEvidence() {
    InterviewRecorded held = interview(STUDENT);
    refused(
        "school.record-withdrawn",
        award(null, null),
        held,
        new RecordWithdrawn(held, List.of(), "Erreur", TODAY));
  }

  @Test
  void aRecognitionIsNotAwardedTomorrow() {
    refused("evaluation.date-ahead", award(TODAY.plusDays(1), null), interview(STUDENT));
  }

  private void refused(String key, AwardRecognition command, Object... given) {
    slice
        .given()
        .events(KNOWN, FRAMEWORK)
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aCompetencyThatNoFrameworkHoldsIsRefused() {
    slice
        .given()
        .events(KNOWN, interview(STUDENT))
        .when()
        .command(award(null, null))
        .then()
        .exception(Refusal.class, "school.competency-unknown")
        .noEvents();
  }

  @Test
  void nobodyIsRecognisedWithoutBeingKnown() {
    slice
        .given()
        .events(FRAMEWORK, interview(STUDENT))
        .when()
        .command(award(null, null))
        .then()
        .exception(Refusal.class, "evaluation.student-unknown")
        .noEvents();
  }

  private static @Nullable Double recognised(Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Recognition.class));
    List.of(events).forEach(folded::evolve);
    Period year = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
    return Recognition.RECOGNISED.measure(folded.of(STUDENT), year).value();
  }

  @Test
  void aRecognitionOfThePeriodCountsUntilItIsWithdrawn() {
    RecognitionAwarded awarded = awarded("Coopération", TODAY, null);
    assertThat(recognised()).isEqualTo(0.0);
    assertThat(recognised(awarded)).isEqualTo(1.0);
    assertThat(recognised(awarded("Coopération", TODAY.minusYears(1), null))).isEqualTo(0.0);
    assertThat(recognised(awarded, new RecordWithdrawn(awarded, List.of(), "Erreur", TODAY)))
        .isEqualTo(0.0);
  }
}
