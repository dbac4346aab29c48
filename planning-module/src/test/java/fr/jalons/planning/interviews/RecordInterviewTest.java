package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
}
