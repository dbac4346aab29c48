package fr.jalons.planning.partners;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.PartnerEvent.PartnerEngaged;
import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngagePartnerTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 15);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, EngagePartner.class);
  }

  private static EngagePartner engage(
      RecordId partner, String name, @Nullable LocalDate from, @Nullable LocalDate until) {
    return new EngagePartner(
        partner, new ThisSchool(SCHOOL), name, PartnerKind.COMPANY, null, from, until, null);
  }

  private static PartnerEngaged engaged(RecordId partner, String name, @Nullable String why) {
    return new PartnerEngaged(
        partner, SCHOOL, name, PartnerKind.COMPANY, TODAY, TODAY, TODAY.plusDays(9), why);
  }

  private static void refused(EngagePartner command, String key) {
    slice()
        .given()
        .event(engaged(FIRST, "Brasserie du Port", null))
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aPartnerIsEngagedToday() {
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(engage(FIRST, "Brasserie du Port", TODAY, TODAY.plusDays(9)))
        .then()
        .success()
        .events(engaged(FIRST, "Brasserie du Port", null));
  }

  @Test
  void aPartnerIsEngagedOnceAndNotAhead() {
    refused(engage(SECOND, "BRASSERIE du port", null, null), "planning.partner-engaged");
    EngagePartner ahead =
        new EngagePartner(
            SECOND,
            new ThisSchool(SCHOOL),
            "Mairie",
            PartnerKind.OTHER,
            TODAY.plusDays(1),
            null,
            null,
            null);
    refused(ahead, "planning.date-ahead");
  }

  @Test
  void anAgreementEndsAfterItBegins() {
    refused(engage(SECOND, "Mairie", null, TODAY), "planning.convention-days");
    refused(engage(SECOND, "Mairie", TODAY, TODAY.minusDays(1)), "planning.convention-days");
    slice()
        .given()
        .noPriorActivity()
        .when()
        .command(engage(SECOND, "Mairie", TODAY, null))
        .then()
        .success();
  }

  @Test
  void aNameIsFreeOnceItsPartnerHasEndedOrWasWithdrawn() {
    PartnerEngaged other = engaged(FIRST, "Mairie", null);
    for (Object gone :
        List.of(
            new RecordEnded(other, "Fermée", TODAY),
            new RecordWithdrawn(other, List.of(), "Erreur", TODAY))) {
      slice()
          .given()
          .events(other, gone)
          .when()
          .command(engage(SECOND, "Mairie", TODAY, TODAY.plusDays(9)))
          .then()
          .success()
          .events(engaged(SECOND, "Mairie", null));
    }
  }

  @Test
  void aCorrectionKeepsItsOwnName() {
    slice()
        .given()
        .event(
            new PartnerEngaged(
                FIRST, SCHOOL, "Mairie", PartnerKind.OTHER, TODAY, TODAY, TODAY.plusDays(9), null))
        .when()
        .command(
            new EngagePartner(
                FIRST,
                new ThisSchool(SCHOOL),
                "Mairie",
                PartnerKind.COMPANY,
                TODAY,
                TODAY,
                TODAY.plusDays(9),
                new Correction("Statut", 1)))
        .then()
        .success()
        .events(engaged(FIRST, "Mairie", "Statut"));
  }

  @Test
  void theRegisterTellsHowLongAnAgreementStillRunsAndWhoHasLeft() {
    FoldedAspects folded = new FoldedAspects(Folds.from(Partner.class));
    PartnerEngaged first = engaged(FIRST, "Mairie", null);
    List.of(first, new RecordEnded(first, "Fermée", TODAY)).forEach(folded::evolve);
    assertThat(folded.of(SCHOOL).all(Partner.class))
        .singleElement()
        .satisfies(
            partner -> {
              assertThat(partner.endedOn()).isEqualTo(TODAY);
              assertThat(partner.conventionDaysLeft(TODAY.plusDays(2))).isEqualTo(7);
              assertThat(partner.conventionDaysLeft(TODAY.plusDays(9))).isZero();
              assertThat(partner.conventionDaysLeft(TODAY.plusDays(10))).isNull();
            });
  }
}
