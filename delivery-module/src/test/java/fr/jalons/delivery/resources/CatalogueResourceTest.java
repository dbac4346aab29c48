package fr.jalons.delivery.resources;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.ResourceEvent.ResourceCatalogued;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class CatalogueResourceTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 8);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId RESOURCE = new RecordId(UUID.randomUUID());
  private static final ResourceCatalogued EARLIER =
      catalogued(new RecordId(UUID.randomUUID()), "Ailleurs");

  private final AxonTestFixture slice = SliceFixture.on(TODAY, CatalogueResource.class);

  private static final CatalogueResource COMMAND =
      new CatalogueResource(
          RESOURCE,
          new ThisSchool(SCHOOL),
          "Métiers",
          "https://avenirs.example.fr/metiers",
          ResourceProvider.AVENIRS,
          List.of(Nature.PROFESSIONAL_PROJECT),
          null);

  private static ResourceCatalogued catalogued(RecordId resource, String title) {
    return new ResourceCatalogued(
        resource,
        SCHOOL,
        title,
        "https://avenirs.example.fr/metiers",
        ResourceProvider.AVENIRS,
        Set.of(Nature.PROFESSIONAL_PROJECT),
        null);
  }

  @Test
  void aResourceIsCatalogued() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(COMMAND)
        .then()
        .success()
        .events(catalogued(RESOURCE, "Métiers"));
  }

  @Test
  void anAddressStandsInTheCatalogueOnce() {
    slice
        .given()
        .event(EARLIER)
        .when()
        .command(COMMAND)
        .then()
        .exception(Refusal.class, "delivery.resource-known")
        .noEvents();
    SliceFixture.on(TODAY, CatalogueResource.class)
        .given()
        .events(EARLIER, new RecordEnded(EARLIER, "Fermée", TODAY))
        .when()
        .command(COMMAND)
        .then()
        .success();
  }
}
