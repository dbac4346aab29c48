package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;
import org.junit.jupiter.api.Test;

class CloseNeedTest {
  private static final Clock JUST_AFTER_MIDNIGHT =
      Clock.fixed(Instant.parse("2026-09-30T22:30:00Z"), ZoneId.of("Europe/Paris"));
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final NeedDiagnosed DIAGNOSED =
      new NeedDiagnosed(NEED, STUDENT, NeedArea.AUTONOMY, "S’organiser", null, TODAY);
  private static final NeedClosed CLOSED = new NeedClosed(NEED, STUDENT, "Acquis", TODAY);

  private final AxonTestFixture fixture = SliceFixture.at(JUST_AFTER_MIDNIGHT, CloseNeed.class);

  @Test
  void aNeedIsClosedToday() {
    fixture
        .given()
        .event(DIAGNOSED)
        .when()
        .command(new CloseNeed(NEED, "Acquis", null))
        .then()
        .success()
        .events(CLOSED);
  }

  @Test
  void anUnknownNeedIsNotClosed() {
    refused("planning.need-unknown");
  }

  @Test
  void aNeedIsClosedOnlyOnce() {
    refused("planning.need-closed", DIAGNOSED, CLOSED);
  }

  @Test
  void aClosureBasedOnAnOlderVersionIsRefused() {
    basedOn(1).exception(Refusal.class, "platform.stale").noEvents();
  }

  @Test
  void aClosureBasedOnTheCurrentVersionStands() {
    basedOn(2).success();
  }

  private AxonTestPhase.Then.Command basedOn(int version) {
    NeedRefined refined =
        new NeedRefined(NEED, STUDENT, NeedArea.AUTONOMY, "Noter les devoirs", null, TODAY);
    return fixture
        .given()
        .events(DIAGNOSED, refined)
        .when()
        .command(new CloseNeed(NEED, "Acquis", version))
        .then();
  }

  private void refused(String key, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(new CloseNeed(NEED, "Acquis", null))
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }
}
