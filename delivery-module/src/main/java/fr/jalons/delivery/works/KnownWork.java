package fr.jalons.delivery.works;

import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkCompleted;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that was given, and who has done it.
 *
 * @param completions by whom
 */
@DecisionModel(tag = {Tags.RECORD, Tags.OF})
record KnownWork(
    @Nullable PersonalWorkAssigned assigned, boolean withdrawn, Map<UUID, StudentId> completions) {
  KnownWork() {
    this(null, false, Map.of());
  }

  KnownWork evolve(PersonalWorkAssigned event) {
    return new KnownWork(event, withdrawn, completions);
  }

  KnownWork evolve(PersonalWorkCompleted event) {
    Map<UUID, StudentId> next = new HashMap<>(completions);
    next.put(event.completion().value(), event.student());
    return new KnownWork(assigned, withdrawn, Map.copyOf(next));
  }

  KnownWork evolve(RecordWithdrawn event) {
    Map<UUID, StudentId> next = new HashMap<>(completions);
    next.remove(event.record());
    boolean itself = assigned != null && assigned.work().value().equals(event.record());
    return new KnownWork(assigned, withdrawn || itself, Map.copyOf(next));
  }

  PersonalWorkAssigned require() {
    if (assigned == null) {
      throw Refusal.notFound("school.record-unknown");
    }
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    return assigned;
  }

  /** Refuses a second completion by one student. */
  void requireNotDoneBy(StudentId student, RecordId own) {
    boolean done =
        completions.entrySet().stream()
            .anyMatch(one -> one.getValue().equals(student) && !one.getKey().equals(own.value()));
    if (done) {
      throw Refusal.conflict("delivery.work-done");
    }
  }
}
