package fr.jalons.delivery.planted;

import fr.jalons.events.NeedEvent.NeedClosed;
import java.time.LocalDate;
import java.util.UUID;

/** Breaks the rules on purpose: delivery raises an event of planning. ArchitectureTest sees it. */
final class PlantedBreach {
  private PlantedBreach() {}

  static NeedClosed foreignEvent() {
    return new NeedClosed(
        new fr.jalons.events.NeedId(UUID.randomUUID()),
        new fr.jalons.events.StudentId(UUID.randomUUID()),
        "",
        LocalDate.EPOCH);
  }
}
