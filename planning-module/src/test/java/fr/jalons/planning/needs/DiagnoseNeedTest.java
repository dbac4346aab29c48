package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
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

class DiagnoseNeedTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final StudentRegistered ENROLLED = new StudentRegistered(STUDENT, SCHOOL);

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, DiagnoseNeed.class);

  @Test
  void aNeedIsDiagnosed() {
    fixture
        .given()
        .event(ENROLLED)
        .when()
        .command(command(NEED, TODAY))
        .then()
        .success()
        .events(event(NEED, TODAY));
  }

  @Test
  void theSameDiagnosisAgainChangesNothing() {
    fixture
        .given()
        .event(ENROLLED)
        .event(event(NEED, TODAY))
        .when()
        .command(command(NEED, TODAY))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherNeedUnderTheSameIdentifierIsRefused() {
    refused(
        "planning.need-id-taken", command(NEED, TODAY), ENROLLED, event(NEED, TODAY.minusDays(1)));
  }

  @Test
  void anUnknownStudentHasNoNeeds() {
    refused("planning.student-unknown", command(NEED, TODAY));
  }

  @Test
  void aNeedCannotBeDiagnosedTomorrow() {
    refused("planning.date-ahead", command(NEED, TODAY.plusDays(1)), ENROLLED);
  }

  private void refused(String key, DiagnoseNeed command, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static DiagnoseNeed command(NeedId need, LocalDate on) {
    return new DiagnoseNeed(need, STUDENT, NeedArea.AUTONOMY, "S’organiser", "entretien", on);
  }

  private static NeedDiagnosed event(NeedId need, LocalDate on) {
    return new NeedDiagnosed(need, STUDENT, NeedArea.AUTONOMY, "S’organiser", "entretien", on);
  }
}
