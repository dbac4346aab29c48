package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import org.springframework.stereotype.Component;

/** In June, the family of somebody who leaves asks for an erasure, and it waits for an approval. */
@Component
final class ErasureStory implements Story {
  private static final String ADMINISTRATOR = "user:demo-admin";

  @Override
  public void tell(Teller teller) {
    teller
        .on(6, 29)
        .by(ADMINISTRATOR)
        .say(
            new RequestErasure(
                teller.id(ErasureRequestId::new),
                teller.classes().getLast().students().getFirst(),
                "Demande de la famille, à la fin de la scolarité.",
                ADMINISTRATOR));
  }
}
