package fr.jalons.delivery.resources;

import fr.jalons.events.RecordId;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue gets two resources a year, and one title is put right. */
@Component
final class ResourceStory implements Story {
  @Override
  public void tell(Teller teller) {
    told(teller, 1, ResourceProvider.AVENIRS, "Explorer les métiers", null);
    told(teller, 2, ResourceProvider.EDUSCOL, "Lire une consigne pas à pas", null);
    told(
        teller,
        3,
        ResourceProvider.AVENIRS,
        "Explorer les métiers avec Avenir(s)",
        new Correction("Titre incomplet.", null));
  }

  private static void told(
      Teller teller,
      int day,
      ResourceProvider provider,
      String title,
      @Nullable Correction correction) {
    RecordId resource = teller.record("RESOURCE", provider);
    teller
        .on(9, day)
        .by(teller.head())
        .say(
            new CatalogueResource(
                resource,
                new ThisSchool(teller.year().school()),
                title,
                "https://ressources.example.fr/" + resource,
                provider,
                List.of(Nature.PROFESSIONAL_PROJECT),
                correction));
  }
}
