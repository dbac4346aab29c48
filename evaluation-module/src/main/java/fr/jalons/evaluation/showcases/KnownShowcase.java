package fr.jalons.evaluation.showcases;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcaseNominated;
import fr.jalons.events.ShowcaseEvent.ShowcasePublished;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that is proposed to be shown, and where it is.
 *
 * @param published the place of each publication
 */
@DecisionModel(tag = {Tags.RECORD, Tags.OF})
record KnownShowcase(
    @Nullable ShowcaseNominated nominated, boolean withdrawn, Map<UUID, Outlet> published) {
  KnownShowcase() {
    this(null, false, Map.of());
  }

  KnownShowcase evolve(ShowcaseNominated event) {
    return new KnownShowcase(event, withdrawn, published);
  }

  KnownShowcase evolve(ShowcasePublished event) {
    Map<UUID, Outlet> next = new HashMap<>(published);
    next.put(event.publication().value(), event.outlet());
    return new KnownShowcase(nominated, withdrawn, Map.copyOf(next));
  }

  KnownShowcase evolve(RecordWithdrawn event) {
    Map<UUID, Outlet> next = new HashMap<>(published);
    next.remove(event.record());
    boolean itself = nominated != null && nominated.showcase().value().equals(event.record());
    return new KnownShowcase(nominated, withdrawn || itself, Map.copyOf(next));
  }

  ShowcaseNominated require() {
    if (nominated == null) {
      throw Refusal.notFound("school.record-unknown");
    }
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    return nominated;
  }

  /** Whether another publication than this one is in a place. */
  boolean isElsewhereIn(Outlet outlet, RecordId own) {
    return published.entrySet().stream()
        .anyMatch(one -> one.getValue() == outlet && !one.getKey().equals(own.value()));
  }
}
