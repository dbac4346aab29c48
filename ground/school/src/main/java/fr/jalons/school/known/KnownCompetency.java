package fr.jalons.school.known;

import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import org.jspecify.annotations.Nullable;

/** Whether some framework that was adopted holds a competency. */
@DecisionModel(tag = Tags.COMPETENCY)
public record KnownCompetency(boolean known) {
  public KnownCompetency() {
    this(false);
  }

  public KnownCompetency evolve(FrameworkAdopted event) {
    return new KnownCompetency(true);
  }

  /**
   * Refuses a competency that is in none.
   *
   * @param competency null if none is named
   * @param field where the request names it
   */
  public static void require(@Nullable String competency, Models models, String field) {
    if (competency != null && !models.of(KnownCompetency.class, competency).known) {
      throw Refusal.invalid(field, "school.competency-unknown");
    }
  }
}
