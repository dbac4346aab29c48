package fr.jalons.planning.volets;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefineVoletTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 29);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());

  private final AxonTestFixture slice = SliceFixture.on(TODAY, DefineVolet.class);

  private static DefineVolet define(RecordId volet, String title, @Nullable Correction why) {
    return new DefineVolet(
        volet, new ThisSchool(SCHOOL), VoletKind.ORIENTATION, title, null, BigDecimal.TEN, why);
  }

  private static VoletDefined defined(RecordId volet, String title, @Nullable String why) {
    return new VoletDefined(volet, SCHOOL, VoletKind.ORIENTATION, title, null, BigDecimal.TEN, why);
  }

  @Test
  void aVoletIsDefined() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(define(FIRST, "Orientation", null))
        .then()
        .success()
        .events(defined(FIRST, "Orientation", null));
  }

  @Test
  void aTitleInForceIsTakenHoweverItIsSpelt() {
    slice
        .given()
        .event(defined(FIRST, "Consolidation des acquis", null))
        .when()
        .command(define(SECOND, " CONSOLIDATION  des acquis", null))
        .then()
        .exception(Refusal.class, "planning.volet-title-taken")
        .noEvents();
  }

  @Test
  void aTitleIsFreeOnceItsVoletHasEndedOrWasWithdrawn() {
    VoletDefined other = defined(FIRST, "Orientation", null);
    slice
        .given()
        .events(other, new RecordEnded(other, "Fusionné", TODAY))
        .when()
        .command(define(SECOND, "Orientation", null))
        .then()
        .success()
        .events(defined(SECOND, "Orientation", null));
    SliceFixture.on(TODAY, DefineVolet.class)
        .given()
        .events(other, new RecordWithdrawn(other, List.of(), "Erreur", TODAY))
        .when()
        .command(define(SECOND, "Orientation", null))
        .then()
        .success()
        .events(defined(SECOND, "Orientation", null));
  }

  @Test
  void aCorrectionMayKeepItsOwnTitle() {
    slice
        .given()
        .event(
            new VoletDefined(
                FIRST, SCHOOL, VoletKind.OTHER, "Orientation", null, BigDecimal.TEN, null))
        .when()
        .command(define(FIRST, "Orientation", new Correction("Sorte", 1)))
        .then()
        .success()
        .events(defined(FIRST, "Orientation", "Sorte"));
  }

  @Test
  void whatHasEndedSaysSoThoughItIsCorrectedLater() {
    FoldedAspects folded = new FoldedAspects(Folds.from(Volet.class));
    VoletDefined first = defined(FIRST, "Orientation", null);
    List.of(
            first,
            new RecordEnded(first, "Fusionné", TODAY),
            defined(FIRST, "Choix d’orientation", "Titre"))
        .forEach(folded::evolve);
    assertThat(folded.of(SCHOOL).all(Volet.class))
        .singleElement()
        .satisfies(
            volet -> {
              assertThat(volet.title()).isEqualTo("Choix d’orientation");
              assertThat(volet.endedOn()).isEqualTo(TODAY);
            });
  }
}
