package fr.jalons.school.known;

import fr.jalons.events.OnRecord;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on file under one identifier, of whatever kind.
 *
 * @param latest as it was last recorded; null while nothing was
 */
@DecisionModel(tag = Tags.RECORD)
public record KnownRecord(@Nullable OnRecord latest) {
  public KnownRecord() {
    this(null);
  }

  public KnownRecord evolve(OnRecord event) {
    return new KnownRecord(event);
  }

  /** The event, or none if it was recorded before; another one under its identifier is refused. */
  public <E extends OnRecord> List<E> create(E wanted) {
    if (latest == null) {
      return List.of(wanted);
    }
    if (latest.equals(wanted)) {
      return List.of();
    }
    throw Refusal.conflictOn("id", "school.record-id-taken");
  }
}
