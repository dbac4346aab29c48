package fr.jalons.planning.positioning;

import static fr.jalons.events.PositioningEvent.PositioningSubject.FRENCH;
import static fr.jalons.events.PositioningEvent.PositioningSubject.MATHEMATICS;

import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordPositioningTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER_STUDENT = new StudentId(UUID.randomUUID());
  private static final PositioningId TEST = new PositioningId(UUID.randomUUID());
  private static final PositioningId OTHER_TEST = new PositioningId(UUID.randomUUID());
  private static final StudentRegistered ENROLLED =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, RecordPositioning.class);

  @ParameterizedTest
  @CsvSource({
    "12.5, 20, 12.5, 20",
    "12.500, 20.00, 12.5, 20",
    "0E+999999999, 1000, 0, 1000",
    "1E+1, 1E+3, 10, 1000",
    "20, 20, 20, 20",
    "0.01, 0.01, 0.01, 0.01"
  })
  void aResultIsRecordedInItsShortestForm(
      String score, String maximum, String recordedScore, String recordedMaximum) {
    leads(command(score, maximum), event(recordedScore, recordedMaximum));
  }

  @Test
  void theSameResultAgainChangesNothing() {
    leads(command("12.50", "20"), new Object[0], event("12.5", "20"));
  }

  @Test
  void anotherResultOfTheSameTestIsRefused() {
    refused("planning.positioning-twice", command("13", "20"), event("12.5", "20"));
    refused("planning.positioning-twice", command("12.5", "25"), event("12.5", "20"));
  }

  @Test
  void anotherTestOfTheSameSubjectOnTheSameDayIsRefused() {
    refused(
        "planning.positioning-twice",
        command(OTHER_TEST, FRENCH, TODAY, "12.5", "20"),
        event("12.5", "20"));
  }

  @Test
  void anotherTestUnderTheSameIdentifierIsRefused() {
    refused(
        "planning.positioning-id-taken",
        command(TEST, MATHEMATICS, TODAY, "12.5", "20"),
        event("12.5", "20"));
  }

  @Test
  void theTestOfAnotherStudentKeepsItsIdentifier() {
    refused(
        "planning.positioning-id-taken",
        command("13", "20"),
        new PositioningRecorded(
            TEST, OTHER_STUDENT, FRENCH, TODAY, new BigDecimal("13"), new BigDecimal("20")));
  }

  @Test
  void theOtherSubjectMayBeTakenTheSameDay() {
    leads(
        command(OTHER_TEST, MATHEMATICS, TODAY, "8", "20"),
        new Object[] {
          new PositioningRecorded(
              OTHER_TEST, STUDENT, MATHEMATICS, TODAY, new BigDecimal("8"), new BigDecimal("20"))
        },
        event("12.5", "20"));
  }

  @Test
  void theSameSubjectMayBeTakenAnotherDay() {
    LocalDate yesterday = TODAY.minusDays(1);
    leads(
        command(OTHER_TEST, FRENCH, yesterday, "8", "20"),
        new Object[] {
          new PositioningRecorded(
              OTHER_TEST, STUDENT, FRENCH, yesterday, new BigDecimal("8"), new BigDecimal("20"))
        },
        event("12.5", "20"));
  }

  @Test
  void anUnknownStudentTakesNoTests() {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(command("12", "20"))
        .then()
        .exception(Refusal.class, "planning.student-unknown")
        .noEvents();
  }

  @Test
  void aTestWasNotTakenTomorrow() {
    refused("planning.date-ahead", command(TEST, FRENCH, TODAY.plusDays(1), "12", "20"));
  }

  @ParameterizedTest
  @CsvSource({"20.01, 20", "1E+999999999, 20"})
  void aResultAboveTheMaximumIsRefused(String score, String maximum) {
    refused("planning.score-over-maximum", command(score, maximum));
  }

  private void leads(RecordPositioning command, PositioningRecorded expected) {
    leads(command, new Object[] {expected});
  }

  private void leads(RecordPositioning command, Object[] expected, Object... given) {
    fixture
        .given()
        .event(ENROLLED)
        .events(given)
        .when()
        .command(command)
        .then()
        .success()
        .events(expected);
  }

  private void refused(String key, RecordPositioning command, Object... given) {
    fixture
        .given()
        .event(ENROLLED)
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static RecordPositioning command(String score, String maximum) {
    return command(TEST, FRENCH, TODAY, score, maximum);
  }

  private static RecordPositioning command(
      PositioningId id, PositioningSubject subject, LocalDate on, String score, String maximum) {
    return new RecordPositioning(
        id, STUDENT, subject, on, new BigDecimal(score), new BigDecimal(maximum));
  }

  private static PositioningRecorded event(String score, String maximum) {
    return new PositioningRecorded(
        TEST, STUDENT, FRENCH, TODAY, new BigDecimal(score), new BigDecimal(maximum));
  }
}
