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
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefineNeedTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final NeedDiagnosed DIAGNOSED =
      new NeedDiagnosed(
          NEED, STUDENT, NeedArea.AUTONOMY, "S’organiser", "entretien", TODAY.minusDays(9));

  private final AxonTestFixture fixture = SliceFixture.at(CLOCK, RefineNeed.class);

  @Test
  void aNeedIsDescribedMorePrecisely() {
    leads(
        command(NeedArea.EXAM, "Noter les devoirs", "test", TODAY.minusDays(1)),
        refined(NeedArea.EXAM, "Noter les devoirs", "test", TODAY.minusDays(1)));
  }

  @Test
  void whatIsLeftOutStaysAsItWas() {
    leads(
        command(null, "Noter les devoirs", null, null),
        refined(NeedArea.AUTONOMY, "Noter les devoirs", "entretien", TODAY));
  }

  @Test
  void aNeedIsComparedWithItsLastDescription() {
    leads(
        command(null, "S’organiser", null, null),
        refined(NeedArea.EXAM, "S’organiser", "test", TODAY),
        refined(NeedArea.EXAM, "Noter les devoirs", "test", TODAY));
  }

  @Test
  void theAreaAloneMayChange() {
    leads(
        command(NeedArea.EXAM, "S’organiser", null, null),
        refined(NeedArea.EXAM, "S’organiser", "entretien", TODAY));
  }

  @Test
  void aRefinementThatChangesNothingIsNone() {
    fixture
        .given()
        .event(DIAGNOSED)
        .when()
        .command(command(NeedArea.AUTONOMY, "S’organiser", "entretien", TODAY))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anUnknownNeedIsNotRefined() {
    refused("planning.need-unknown", command(null, "x", null, null));
  }

  @Test
  void aClosedNeedIsNotRefined() {
    refused(
        "planning.need-closed",
        command(null, "x", null, null),
        DIAGNOSED,
        new NeedClosed(NEED, STUDENT, "Acquis", TODAY));
  }

  @Test
  void aNeedCannotBeRefinedTomorrow() {
    refused("planning.date-ahead", command(null, "x", null, TODAY.plusDays(1)), DIAGNOSED);
  }

  @Test
  void aNeedIsNotRefinedBeforeTheDayOfItsLastDescription() {
    refused(
        "planning.refined-before-described",
        command(null, "x", null, TODAY.minusDays(2)),
        DIAGNOSED,
        refined(NeedArea.AUTONOMY, "Noter", "test", TODAY.minusDays(1)));
  }

  @Test
  void aNeedMayBeRefinedOnTheDayOfItsLastDescription() {
    leads(
        command(null, "Noter", null, TODAY.minusDays(9)),
        refined(NeedArea.AUTONOMY, "Noter", "entretien", TODAY.minusDays(9)));
  }

  private void leads(RefineNeed command, NeedRefined expected, Object... further) {
    fixture
        .given()
        .event(DIAGNOSED)
        .events(further)
        .when()
        .command(command)
        .then()
        .success()
        .events(expected);
  }

  private void refused(String key, RefineNeed command, Object... given) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static RefineNeed command(
      @Nullable NeedArea area,
      String description,
      @Nullable String source,
      @Nullable LocalDate on) {
    return new RefineNeed(NEED, area, description, source, on, null);
  }

  private static NeedRefined refined(
      NeedArea area, String description, String source, LocalDate on) {
    return new NeedRefined(NEED, STUDENT, area, description, source, on);
  }
}
