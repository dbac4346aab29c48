package fr.jalons.planning.tasks;

import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.Tags;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;

/** The publics that a publication of figures addresses: it reaches them as a communication does. */
@Aspect(name = "publics-addressed", of = Tags.SCHOOL, by = Tags.RECORD)
record Addressed(LocalDate on, List<Public> audiences) {

  static Addressed begin(IndicatorsPublished event) {
    return new Addressed(
        event.publishedOn(),
        event.audiences().stream()
            .map(audience -> Public.valueOf(audience.name()))
            .sorted()
            .toList());
  }
}
