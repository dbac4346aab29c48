package fr.jalons.planning.priors;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.PriorRecordEvent.PriorRecordImported;
import fr.jalons.events.PriorRecordEvent.PriorSource;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportPriorRecordTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());
  private static final StudentRegistered KNOWN =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));

  private final AxonTestFixture slice = SliceFixture.on(TODAY, ImportPriorRecord.class);

  private static ImportPriorRecord read(
      RecordId id, String summary, @Nullable LocalDate day, @Nullable Correction correction) {
    return new ImportPriorRecord(
        id,
        STUDENT,
        PriorSource.LSU,
        2025,
        "T3",
        "3EME",
        summary,
        Map.of("CPD_FRA", 2),
        day,
        correction);
  }

  private static PriorRecordImported was(RecordId id, int year, String term, String summary) {
    return new PriorRecordImported(
        id,
        STUDENT,
        PriorSource.LSU,
        year,
        term,
        "3EME",
        summary,
        Map.of("CPD_FRA", 2),
        TODAY,
        null);
  }

  @Test
  void aReportIsReadToday() {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(read(FIRST, "Lent", null, null))
        .then()
        .success()
        .events(was(FIRST, 2025, "T3", "Lent"));
  }

  @Test
  void theSameReportUnderItsIdentifierChangesNothing() {
    slice
        .given()
        .events(KNOWN, was(FIRST, 2025, "T3", "Lent"))
        .when()
        .command(read(FIRST, "Lent", TODAY, null))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aPeriodIsReadOnce() {
    refused(
        "planning.prior-twice",
        read(SECOND, "Autre", null, null),
        KNOWN,
        was(FIRST, 2025, "T3", "Lent"));
  }

  @Test
  void anotherPeriodAndOneWhoseReportWasWithdrawnAreRead() {
    PriorRecordImported mistake = was(FIRST, 2025, "T3", "D’un autre");
    slice
        .given()
        .events(
            KNOWN,
            was(new RecordId(UUID.randomUUID()), 2025, "T2", "Lent"),
            was(new RecordId(UUID.randomUUID()), 2024, "T3", "Lent"),
            mistake,
            new RecordWithdrawn(mistake, List.of(), "D’un autre élève", TODAY))
        .when()
        .command(read(SECOND, "Lent", null, null))
        .then()
        .success()
        .events(was(SECOND, 2025, "T3", "Lent"));
  }

  @Test
  void aCorrectionMayStayInItsPeriod() {
    slice
        .given()
        .events(KNOWN, was(FIRST, 2025, "T3", "Lnet"))
        .when()
        .command(read(FIRST, "Lent", TODAY, new Correction("Faute", 1)))
        .then()
        .success()
        .events(
            new PriorRecordImported(
                FIRST,
                STUDENT,
                PriorSource.LSU,
                2025,
                "T3",
                "3EME",
                "Lent",
                Map.of("CPD_FRA", 2),
                TODAY,
                "Faute"));
  }

  @Test
  void aReportIsNotReadTomorrow() {
    refused("planning.date-ahead", read(FIRST, "Lent", TODAY.plusDays(1), null), KNOWN);
  }

  @Test
  void nobodyHasAReportWithoutBeingKnown() {
    refused("planning.student-unknown", read(FIRST, "Lent", null, null));
  }

  private void refused(String key, ImportPriorRecord command, Object... given) {
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
  void theLatestPeriodComesFirst() {
    FoldedAspects folded = new FoldedAspects(Folds.from(PriorRecord.class));
    folded.evolve(was(FIRST, 2024, "T3", "Avant"));
    folded.evolve(was(SECOND, 2025, "T1", "Après"));

    assertThat(PriorRecord.view(folded.of(STUDENT).all(PriorRecord.class)))
        .extracting(PriorRecord::summary)
        .containsExactly("Après", "Avant");
  }
}
