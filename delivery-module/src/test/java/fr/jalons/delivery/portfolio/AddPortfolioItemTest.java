package fr.jalons.delivery.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.PortfolioEvent.PortfolioItemAdded;
import fr.jalons.events.PortfolioEvent.PortfolioItemKind;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddPortfolioItemTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 1, 12);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final RecordId ITEM = new RecordId(UUID.randomUUID());
  private static final String ADDRESS = "https://ent.example.fr/portfolio/1";
  private static final StudentRegistered KNOWN =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));
  private static final FrameworkAdopted FRAMEWORK =
      new FrameworkAdopted(
          "CPS", "2022", "CPS", List.of(), List.of(new Competency("CPS-S1.1", "Dire", null)));

  private final AxonTestFixture slice = SliceFixture.on(TODAY, AddPortfolioItem.class);

  private static AddPortfolioItem add(@Nullable LocalDate day, @Nullable Correction correction) {
    return new AddPortfolioItem(
        ITEM,
        STUDENT,
        PortfolioItemKind.PRODUCTION,
        "Affiche",
        ADDRESS,
        "CPS-S1.1",
        day,
        correction);
  }

  private static PortfolioItemAdded added(String title, @Nullable String correction) {
    return new PortfolioItemAdded(
        ITEM, STUDENT, PortfolioItemKind.PRODUCTION, title, ADDRESS, "CPS-S1.1", TODAY, correction);
  }

  @Test
  void anItemIsAddedTodayUnlessADayIsTold() {
    slice
        .given()
        .events(KNOWN, FRAMEWORK)
        .when()
        .command(add(null, null))
        .then()
        .success()
        .events(added("Affiche", null));
  }

  @Test
  void anItemIsCorrectedWithAReason() {
    slice
        .given()
        .events(KNOWN, FRAMEWORK, added("Afiche", null))
        .when()
        .command(add(TODAY, new Correction("Faute", null)))
        .then()
        .success()
        .events(added("Affiche", "Faute"));
  }

  @Test
  void anItemIsNotAddedTomorrow() {
    refused("delivery.date-ahead", add(TODAY.plusDays(1), null), KNOWN, FRAMEWORK);
  }

  @Test
  void anItemShowsNoCompetencyThatNoFrameworkHolds() {
    refused("school.competency-unknown", add(null, null), KNOWN);
  }

  @Test
  void nobodyHasAPortfolioWithoutBeingKnown() {
    refused("delivery.student-unknown", add(null, null), FRAMEWORK);
  }

  private void refused(String key, AddPortfolioItem command, Object... given) {
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
  void thePortfolioIsWithoutWhatWasWithdrawn() {
    FoldedAspects folded = new FoldedAspects(Folds.from(PortfolioItem.class));
    PortfolioItemAdded added = added("Affiche", null);
    folded.evolve(added);
    Aspects student = folded.of(STUDENT);

    assertThat(student.all(PortfolioItem.class))
        .containsExactly(
            new PortfolioItem(
                ITEM, PortfolioItemKind.PRODUCTION, "Affiche", ADDRESS, "CPS-S1.1", TODAY));

    folded.evolve(new RecordWithdrawn(added, List.of(), "Doublon", TODAY));
    assertThat(folded.of(STUDENT).all(PortfolioItem.class)).isEmpty();
  }
}
