package fr.jalons.evaluation.frameworks;

import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.util.List;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class AdoptFrameworkTest {
  private static final ShippedFrameworks SHIPPED = new ShippedFrameworks(new EventJson());
  private static final FrameworkAdopted CURRENT = adopted(SHIPPED.edition("CPS", "2022"));
  private static final FrameworkAdopted FORMER =
      new FrameworkAdopted("CPS", "2001", "Compétences psychosociales", List.of(), List.of());

  private final AxonTestFixture fixture = SliceFixture.of(new AdoptFramework.Handler(SHIPPED));

  @Test
  void aShippedFrameworkIsAdopted() {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(new AdoptFramework("CPS", "2022", false))
        .then()
        .success()
        .events(CURRENT);
  }

  @Test
  void theEditionInForceIsNotAdoptedAgain() {
    fixture
        .given()
        .event(CURRENT)
        .when()
        .command(new AdoptFramework("CPS", "2022", false))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aNewEditionReplacesTheFormerOne() {
    fixture
        .given()
        .event(FORMER)
        .when()
        .command(new AdoptFramework("CPS", "2022", false))
        .then()
        .success()
        .events(CURRENT);
  }

  @Test
  void aFirstAdoptionLeavesWhatTheSchoolChoseAlone() {
    fixture
        .given()
        .event(FORMER)
        .when()
        .command(new AdoptFramework("CPS", "2022", true))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aFirstAdoptionAdoptsWhereThereIsNone() {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(new AdoptFramework("CPS", "2022", true))
        .then()
        .success()
        .events(CURRENT);
  }

  @Test
  void anUnknownFrameworkIsRefused() {
    refused("evaluation.framework-unknown", new AdoptFramework("NOPE", "2022", false));
  }

  @Test
  void anUnknownEditionIsRefused() {
    refused("evaluation.edition-unknown", new AdoptFramework("CPS", "1999", false));
  }

  private static FrameworkAdopted adopted(ShippedFrameworks.Edition shipped) {
    return new FrameworkAdopted(
        shipped.code(),
        shipped.edition(),
        shipped.title(),
        shipped.rubric(),
        shipped.competencies());
  }

  private void refused(String key, AdoptFramework command) {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }
}
