package fr.jalons.delivery.write;

import fr.jalons.delivery.Audience;
import fr.jalons.events.PlanningEvent.StructureDeclared;
import fr.jalons.events.PlanningEvent.StructureWithdrawn;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes, or the groups, that share a code.
 *
 * @param until the first day on which each no longer exists
 */
@DecisionModel(tag = Tags.STRUCTURE_CODE)
record Structures(Map<StructureId, LocalDate> until) {
  Structures() {
    this(Map.of());
  }

  Structures evolve(StructureDeclared event) {
    return with(event.structure(), LocalDate.MAX);
  }

  Structures evolve(StructureWithdrawn event) {
    return with(event.structure(), event.on());
  }

  private Structures with(StructureId structure, LocalDate end) {
    Map<StructureId, LocalDate> next = new HashMap<>(until);
    next.put(structure, end);
    return new Structures(next);
  }

  /** The one that is meant on that day. */
  StructureId named(Audience audience, LocalDate day) {
    List<StructureId> found =
        until.keySet().stream()
            .filter(audience::includes)
            .filter(structure -> day.isBefore(until.get(structure)))
            .toList();
    if (found.isEmpty()) {
      throw audience.kind() == Kind.CLASS
          ? Refusal.invalid("audience.class", "delivery.class-unknown")
          : Refusal.invalid("audience.group", "delivery.group-unknown");
    }
    if (found.size() > 1) {
      throw Refusal.invalid("audience.school", "delivery.school-missing");
    }
    return found.getFirst();
  }
}
