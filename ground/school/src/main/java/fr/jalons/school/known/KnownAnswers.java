package fr.jalons.school.known;

import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What stands on file that completes or answers one record: the minutes of a meeting, the vote on a
 * proposal.
 *
 * @param kinds of each the code of its kind
 */
@DecisionModel(tag = Tags.OF)
public record KnownAnswers(Map<UUID, String> kinds) {
  public KnownAnswers() {
    this(Map.of());
  }

  public KnownAnswers evolve(OnRecord event) {
    Map<UUID, String> next = new HashMap<>(kinds);
    next.put(event.record().value(), event.recordKind().code());
    return new KnownAnswers(Map.copyOf(next));
  }

  public KnownAnswers evolve(RecordWithdrawn event) {
    Map<UUID, String> next = new HashMap<>(kinds);
    next.remove(event.record());
    return new KnownAnswers(Map.copyOf(next));
  }

  /**
   * Refuses where another record of a kind answers already.
   *
   * @param own the one that would answer
   * @param key of the sentence that says so
   */
  public void requireNoOther(String kind, RecordId own, String key) {
    boolean answered =
        kinds.entrySet().stream()
            .anyMatch(one -> one.getValue().equals(kind) && !one.getKey().equals(own.value()));
    if (answered) {
      throw Refusal.conflict(key);
    }
  }
}
