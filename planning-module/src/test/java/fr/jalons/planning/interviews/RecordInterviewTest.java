package fr.jalons.planning.interviews;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.InterviewEvent.InterviewKind;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
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

class RecordInterviewTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final InterviewId INTERVIEW = new InterviewId(UUID.randomUUID());
  private static final StudentRegistered ENROLLED =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, RecordInterview.class);

  @Test
  void anInterviewIsRecorded() {
    fixture
        .given()
        .event(ENROLLED)
        .when()
        .command(command(TODAY))
        .then()
        .success()
        .events(event(TODAY));
  }

  @Test
  void theSameInterviewAgainChangesNothing() {
    fixture
        .given()
        .events(ENROLLED, event(TODAY))
        .when()
        .command(command(TODAY))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherInterviewUnderTheSameIdentifierIsRefused() {
    refused("planning.interview-id-taken", command(TODAY), ENROLLED, event(TODAY.minusDays(1)));
  }

  @Test
  void anUnknownStudentHasNoInterviews() {
    refused("planning.student-unknown", command(TODAY));
  }

  @Test
  void anInterviewWasNotHeldTomorrow() {
    refused("planning.date-ahead", command(TODAY.plusDays(1)), ENROLLED);
  }

  private void refused(String key, RecordInterview command, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static RecordInterview command(LocalDate on) {
    return new RecordInterview(INTERVIEW, STUDENT, on, "Veut devenir pâtissier");
  }

  private static InterviewRecorded event(LocalDate on) {
    return new InterviewRecorded(INTERVIEW, STUDENT, on, "Veut devenir pâtissier");
  }

  @Test
  void anInterviewHasTheKindThatIsTold() {
    fixture
        .given()
        .event(ENROLLED)
        .when()
        .command(
            new RecordInterview(
                INTERVIEW, STUDENT, InterviewKind.FAMILY, TODAY, "Avec ses parents", null))
        .then()
        .success()
        .events(
            new InterviewRecorded(
                INTERVIEW, STUDENT, InterviewKind.FAMILY, TODAY, "Avec ses parents", null));
  }

  @Test
  void interviewsOfThePeriodAreCountedForEachStudent() {
    FoldedAspects folded = new FoldedAspects(Folds.from(StudentInterview.class));
    Period period = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
    for (LocalDate day : List.of(TODAY, TODAY.minusDays(8), TODAY.minusYears(1))) {
      folded.evolve(
          new InterviewRecorded(new InterviewId(UUID.randomUUID()), STUDENT, day, "Projet"));
    }

    Measure measure = StudentInterview.PER_STUDENT.measure(folded.of(STUDENT), period);

    assertThat(measure.value()).isEqualTo(2.0);
    assertThat(measure.people()).isEqualTo(1);
  }
}
