package fr.jalons.evaluation.livret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.LivretEvent.LivretTextWritten;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
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

class WriteLivretTextTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 28);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());
  private static final StudentRegistered KNOWN = new StudentRegistered(STUDENT, SCHOOL);

  private final AxonTestFixture slice = SliceFixture.on(TODAY, WriteLivretText.class);

  private static WriteLivretText write(
      RecordId id, String body, @Nullable LocalDate day, @Nullable Correction correction) {
    return new WriteLivretText(id, STUDENT, null, LivretTerm.T1, body, day, correction);
  }

  private static LivretTextWritten written(RecordId id, int year, String body) {
    return new LivretTextWritten(id, STUDENT, year, LivretTerm.T1, body, TODAY, null);
  }

  @Test
  void aTextIsOfTheSchoolYearOfItsDay() {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(write(FIRST, "Progresse", null, null))
        .then()
        .success()
        .events(written(FIRST, 2025, "Progresse"));
  }

  @Test
  void aSchoolYearThatBeganEarlierIsTheOne() {
    slice
        .given()
        .events(
            KNOWN,
            new SchoolYearDated(SCHOOL, 2026, LocalDate.of(2026, 8, 24), LocalDate.of(2027, 7, 3)))
        .when()
        .command(write(FIRST, "Progresse", null, null))
        .then()
        .success()
        .events(written(FIRST, 2026, "Progresse"));
  }

  @Test
  void aTermHasOneText() {
    refused(
        "evaluation.livret-twice",
        write(SECOND, "Autre", null, null),
        KNOWN,
        written(FIRST, 2025, "Progresse"));
  }

  @Test
  void aTextMakesRoomOnceItIsWithdrawn() {
    LivretTextWritten mistake = written(FIRST, 2025, "D’un autre");
    slice
        .given()
        .events(
            KNOWN,
            written(new RecordId(UUID.randomUUID()), 2024, "L’an passé"),
            mistake,
            new RecordWithdrawn(mistake, List.of(), "D’un autre élève", TODAY))
        .when()
        .command(write(SECOND, "Progresse", null, null))
        .then()
        .success()
        .events(written(SECOND, 2025, "Progresse"));
  }

  @Test
  void aTextIsCorrectedInItsTerm() {
    slice
        .given()
        .events(KNOWN, written(FIRST, 2025, "Progrese"))
        .when()
        .command(write(FIRST, "Progresse", TODAY, new Correction("Faute", 1)))
        .then()
        .success()
        .events(
            new LivretTextWritten(
                FIRST, STUDENT, 2025, LivretTerm.T1, "Progresse", TODAY, "Faute"));
  }

  @Test
  void aTextIsNotWrittenTomorrow() {
    refused("evaluation.date-ahead", write(FIRST, "P", TODAY.plusDays(1), null), KNOWN);
  }

  @Test
  void nobodyHasATextWithoutBeingKnown() {
    refused("evaluation.student-unknown", write(FIRST, "P", null, null));
  }

  private void refused(String key, WriteLivretText command, Object... given) {
    slice
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static @Nullable Double share(LocalDate until, Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(LivretText.class));
    List.of(events).forEach(folded::evolve);
    Period period = new Period(LocalDate.of(2025, 9, 1), until, ZoneOffset.UTC);
    return LivretText.WRITTEN.measure(folded.of(STUDENT), period).value();
  }

  @Test
  void aTextCountsInThePeriodInWhichItWasWritten() {
    LivretTextWritten written = written(FIRST, 2025, "Progresse");
    assertThat(share(TODAY)).isEqualTo(0.0);
    assertThat(share(TODAY, written)).isEqualTo(1.0);
    assertThat(share(TODAY.minusDays(1), written)).isEqualTo(0.0);
  }
}
